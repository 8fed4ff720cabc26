"""What else the file holds of cadres: ranks, rewards, reviews of the dossier, reports on personal matters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.regulations.tables.schema import DOSSIER_ITEMS, RANKS
from zugong.samples import canonical
from zugong.samples.cadres import LADDER, Cadre
from zugong.samples.drawing import Dice, Topic, office_day
from zugong.samples.organizations import Tree
from zugong.samples.register_words import TITLES_OF_HONOUR
from zugong.samples.wording import MERITS


Row = dict[str, Any]

RANKS_SINCE = date(2019, 6, 1)
"""From this day ranks exist beside posts (公务员职务与职级并行规定)."""
WITHOUT_RANKS = ("company", "centre")
"""Styles of units whose people are not civil servants."""
YEARS_TO_RANK = ((0, 1), (2, 2), (5, 3), (9, 4), (14, 5), (19, 6))
"""Years of work, and how many steps up the ladder of ranks a clerk has come by then."""
LEADER_RANKS = ("principal_clerk_third", "principal_clerk_first", "consultant_third", "consultant_second")
"""Ranks that leaders of each level from section_deputy up hold beside their post."""

REPORTED_YEARS = 3


def build(tree: Tree, cadres: list[Cadre]) -> dict[str, pa.Table]:
    """The four tables."""
    dice = tree.plan.dice(Topic.STANDING)
    leaders = [cadre for cadre in cadres if cadre.seat.level != "clerk"]
    return {
        "ranks": canonical.from_rows("ranks", _ranks(cadres, dice, tree.plan.last_day)),
        "rewards": canonical.from_rows("rewards", _rewards(tree, cadres, dice)),
        "dossier_reviews": canonical.from_rows("dossier_reviews", _reviews(tree, leaders, dice)),
        "personal_matters_reports": canonical.from_rows("personal_matters_reports", _reports(tree, leaders, dice)),
    }


def _ranks(cadres: list[Cadre], dice: Dice, last_day: date) -> Iterator[Row]:
    """Every clerk of an office has one, and two leaders in five."""
    for cadre in cadres:
        if cadre.home.style in WITHOUT_RANKS:
            continue
        if cadre.seat.level == "clerk":
            yield from _climb(cadre, last_day)
        elif dice.chance(0.4):
            rank = LEADER_RANKS[LADDER.index(cadre.seat.level) - 1]
            yield {"person_id": cadre.person_id, "rank": rank,
                   "since": max(RANKS_SINCE, cadre.tenures[-1].since)}  # fmt: skip


def _climb(cadre: Cadre, last_day: date) -> Iterator[Row]:
    """One rank after the other, by years of work."""
    names = tuple(RANKS)
    steps = [(max(add_months(cadre.work_started_on, 12 * years), RANKS_SINCE), names[step - 1])
             for years, step in YEARS_TO_RANK]  # fmt: skip
    reached = dict(step for step in steps if step[0] <= last_day)  # of several on the first day the highest
    days = list(reached)
    for since, until in zip(days, [*days[1:], None], strict=True):
        yield {"person_id": cadre.person_id, "rank": reached[since], "since": since, "until": until}


def _rewards(tree: Tree, cadres: list[Cadre], dice: Dice) -> list[Row]:
    """One cadre in six has a title of honour or a merit of the last ten years."""
    rows, year, district = [], tree.plan.year, tree.plan.name
    settled = [cadre for cadre in cadres if cadre.work_started_on.year < year]
    for cadre in dice.some(settled, len(cadres) // 6):
        awarded = office_day(date(dice.between(max(year - 10, cadre.work_started_on.year + 1), year), 7, 1))
        if awarded <= (cadre.party_joined_on or cadre.work_started_on):
            continue
        titles = TITLES_OF_HONOUR if cadre.party_joined_on else TITLES_OF_HONOUR[:1]
        name, giver = dice.pick((*titles, *((merit, "人民政府") for merit in MERITS)))
        rows.append(
            {"person_id": cadre.person_id, "name": name, "awarded_by": district + giver, "awarded_on": awarded}
        )
    return sorted(rows, key=lambda row: (row["person_id"], row["awarded_on"]))


def _reviews(tree: Tree, leaders: list[Cadre], dice: Dice) -> list[Row]:
    """All six items of every leader were looked at in the years after 2014; a few are in doubt, a few were settled."""
    rows: list[Row] = []
    for cadre in leaders:
        reviewed = office_day(dice.day(date(2015, 3, 1), date(tree.plan.year - 1, 11, 30)))
        rows += [{"person_id": cadre.person_id, "item": item, "outcome": "consistent", "reviewed_on": reviewed}
                 for item in DOSSIER_ITEMS]  # fmt: skip
    known = {cadre.person_id: cadre for cadre in leaders}
    chosen = dice.some([row for row in rows if row["item"] in ("born_on", "work_started_on", "party_joined_on")], 14)
    for row in chosen[:6]:
        row["outcome"] = "in_doubt"
    for number, row in enumerate(chosen[6:], 1):
        settled = getattr(known[row["person_id"]], row["item"])
        if settled is not None:
            row |= {"outcome": "settled", "settled_value": f"{settled:%Y.%m}",
                    "document": f"示例组审〔{row['reviewed_on'].year}〕{number}号"}  # fmt: skip
    return rows


def _reports(tree: Tree, leaders: list[Cadre], dice: Dice) -> Iterator[Row]:
    """Of each year told in the January after it, by those who were leaders when it ended; a tenth were checked."""
    for cadre in leaders:
        for year in range(tree.plan.year - REPORTED_YEARS, tree.plan.year):
            if _led_on(cadre, date(year, 12, 31)) and not dice.chance(0.006):
                told = office_day(date(year + 1, 1, dice.between(6, 31)))
                yield {"person_id": cadre.person_id, "year": year, "reported_on": told} | _check(dice, told)


def _led_on(cadre: Cadre, day: date) -> bool:
    running = [row for row in cadre.tenures if row.since <= day and (row.until is None or row.until > day)]
    return any(row.level not in (None, "clerk") for row in running)


def _check(dice: Dice, told: date) -> Row:
    if not dice.chance(0.1):
        return {"check": "none"}
    outcome = dice.pick_weighted(("consistent", "omitted_lightly", "omitted_seriously"), (0.88, 0.09, 0.03))
    checked = office_day(add_months(told, dice.between(2, 8)))
    return {"check": "random", "checked_on": checked, "outcome": outcome}
