"""An invented city: eight districts below one committee."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pyarrow as pa

from zugong.samples import canonical, district
from zugong.samples.plan import Plan
from zugong.samples.words import DIGITS


DISTRICTS = 8
CITY_ID = "c90001"


def plans(seed: int, year: int) -> Iterator[Plan]:
    """The districts of the city; together 5 000 branches and 100 000 members."""
    for number in range(DISTRICTS):
        name = f"示例{DIGITS[number + 1]}区"
        yield Plan(seed, year, number, name, CITY_ID, branches=625, members=12_500, cadres=900, cases=60)


def city_tables(seed: int, year: int, progress: Callable[[str], None] | None = None) -> dict[str, pa.Table]:
    """The contract tables of the city, in canonical storage, sorted like those of a district."""
    parts: dict[str, list[pa.Table]] = {}
    for plan in plans(seed, year):
        for name, table in district.tables(plan).items():
            parts.setdefault(name, []).append(table)
        if progress:
            progress(f"{plan.name} 已生成（{plan.number + 1}/{DISTRICTS}）")
    root = {"organization_id": CITY_ID, "name": "示例市委", "kind": "committee", "holds_life_meeting": True}
    parts["organizations"].append(canonical.from_rows("organizations", [root]))
    order = {"organizations": "organization_id", "members": "organization_id", "meetings": "organization_id"}
    return {name: _sorted(pa.concat_tables(tables), order.get(name)) for name, tables in parts.items()}


def _sorted(table: pa.Table, first: str | None) -> pa.Table:
    """By the id that the districts share out among them; rows of one id keep their order."""
    if first is None:
        return table.combine_chunks()
    place = pa.array(range(table.num_rows))
    ordered = table.append_column("place", place).sort_by([(first, "ascending"), ("place", "ascending")])
    return ordered.drop_columns("place").combine_chunks()
