"""What the forms say in words about somebody: the posts held, rewards and sanctions; as the tables have them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

import pyarrow as pa

from zugong.regulations.tables.schema import SANCTION_KINDS


NONE = "无"
"""How forms write that there was neither a reward nor a sanction."""


MERITS = ("记三等功", "受嘉奖")
"""Rewards that are told as they are called; all others are titles."""


def post_text(place: str, post: str) -> str:
    """A post with its unit in front; what both say is said once: 示例区委, 区委书记 is 示例区委书记."""
    longest = min(len(place), len(post))
    overlap = next((count for count in range(longest, 1, -1) if place.endswith(post[:count])), 0)
    return place + post[overlap:]


def posts_text(posts: list[tuple[str, str]]) -> str:
    """Posts held together, as (unit, post): the unit is named again only when it is another one."""
    said: list[str] = []
    named = ""
    for place, post in posts:
        same = bool(named) and (named.startswith(place) or place.startswith(named))
        said.append(post if same else post_text(place, post))
        named = place
    return "、".join(said)


def with_texts(tables: dict[str, pa.Table], day: date) -> dict[str, pa.Table]:
    """The tables with 现任职务 and 奖惩情况 of everyone who has tenures, as they stand at the end of that day."""
    people = tables["people"]
    cadres = set(tables["tenures"]["person_id"].to_pylist())
    posts, history = _current_posts(tables, day), _history(tables)
    numbers = people["person_id"].to_pylist()
    columns = {
        "current_post": [posts.get(number) for number in numbers],
        "rewards_and_sanctions": [history.get(number, NONE) if number in cadres else None for number in numbers],
    }
    for name, values in columns.items():
        people = people.set_column(people.schema.get_field_index(name), people.schema.field(name),
                                   pa.array(values, pa.string()))  # fmt: skip
    return tables | {"people": people}


def _current_posts(tables: dict[str, pa.Table], day: date) -> dict[str, str]:
    places = dict(zip(*(tables["organizations"][name].to_pylist() for name in ("organization_id", "name")),
                      strict=True))  # fmt: skip
    held: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["tenures"].to_pylist():
        if row["since"] <= day and (row["until"] is None or row["until"] > day):
            held[row["person_id"]].append(row)
    return {
        person: posts_text([
            (places[row["organization_id"]], row["post"])
            for row in sorted(rows, key=lambda row: row["post_position"] or 99)
        ])
        for person, rows in held.items()
    }  # fmt: skip


def _history(tables: dict[str, pa.Table]) -> dict[str, str]:
    """One sentence for each reward and sanction, the oldest first."""
    events = [(row["person_id"], row["awarded_on"], _reward(row)) for row in tables["rewards"].to_pylist()]
    events += [
        (row["person_id"], row["decided_on"], _sanction(row["kind"])) for row in tables["sanctions"].to_pylist()
    ]
    said: dict[str, list[str]] = defaultdict(list)
    for person, day, what in sorted(events, key=lambda event: event[1:]):
        said[person].append(f"{day.year}年{day.month}月{what}")
    return {person: "；".join(sentences) + "。" for person, sentences in said.items()}


def _reward(row: dict[str, Any]) -> str:
    if row["name"] in MERITS:
        return str(row["name"])
    return f"被{row['awarded_by']}授予“{row['name']}”称号"


def _sanction(kind: str) -> str:
    ending = "处分" if kind.startswith(("party_", "admin_")) else "处理"
    return f"受到{SANCTION_KINDS[kind]}{ending}"
