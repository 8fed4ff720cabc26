"""Training before this year, which rules about whole years look at, and the first training of branch secretaries."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa
import pyarrow.compute as pc

from zugong.regulations.tables.schema import MILLIONTHS
from zugong.samples import canonical
from zugong.samples.drawing import Dice, Topic, stream


TABLES = ("training_classes", "training_courses", "training_records")
DAY_HOURS = 8
DAYS = 3
HOURS = DAYS * DAY_HOURS
AWAY = 0.06
"""Share of new secretaries who did not come to the class held for them."""

MEMBER_HOURS, SECRETARY_HOURS = 32, 56
MADE_UP = 0.6
"""Share of those short of hours who made them up at the end of the year."""

COURSES = (("党章党规学习", "party_spirit", 14), ("支部工作实务", "capability", 10))


def with_earlier_training(tables: dict[str, pa.Table], earlier: dict[str, pa.Table], year: int) -> dict[str, pa.Table]:
    """The three tables of training, and of the year before what members did, who have only records of this one.

    `earlier` is the same district as of the year before; its classes come under numbers of their own.
    """
    records = earlier["training_records"]
    own = tables["training_records"]
    known = own.filter(pc.less(pc.year(own["ended_on"]), year))["person_id"]
    then = pc.equal(pc.year(records["ended_on"]), year - 1)
    here = pc.is_in(records["person_id"], tables["people"]["person_id"])
    records = records.filter(pc.and_(pc.and_(then, here), pc.invert(pc.is_in(records["person_id"], known))))
    attended = {name: earlier[name] for name in TABLES[:2]} | {"training_records": records}
    for name in TABLES[:2]:
        attended[name] = attended[name].filter(pc.is_in(attended[name]["class_id"], records["class_id"]))
    return {name: pa.concat_tables([_renumbered(attended[name]), tables[name]]) for name in TABLES}


def made_up_training(tables: dict[str, pa.Table], seed: int, year: int) -> pa.Table:
    """What most of those did at the end of the year before whose hours fell short: members online, secretaries in
    two days together.
    """
    dice = Dice(stream(seed, year, Topic.PEOPLE))
    members = tables["members"]
    heads = set(members.filter(pc.equal(members["branch_post"], "secretary"))["person_id"].to_pylist())
    hours, together = _done(tables["training_records"], year - 1)
    rows = []
    for person in dict.fromkeys(members["person_id"].to_pylist()):
        head = person in heads
        missing = (SECRETARY_HOURS if head else MEMBER_HOURS) * MILLIONTHS - hours.get(person, 0)
        if (missing > 0 or (head and person not in together)) and dice.chance(MADE_UP):
            whole = max(-(-missing // MILLIONTHS), 2 * DAY_HOURS if head else 1) * MILLIONTHS
            rows.append({"person_id": person, "ended_on": date(year - 1, 12, dice.between(21, 30)), "hours": whole,
                         "mode": "concentrated" if head else "online"})  # fmt: skip
    return canonical.from_rows("training_records", rows)


def _done(records: pa.Table, year: int) -> tuple[dict[str, int], set[str]]:
    """The recognised hours of each person in a year, and who was in a class of it."""
    counted = pc.and_(pc.equal(pc.year(records["ended_on"]), year), pc.fill_null(records["recognized"], True))
    records = records.filter(counted)
    sums = records.group_by("person_id").aggregate([("hours", "sum")])
    hours = dict(zip(sums["person_id"].to_pylist(), sums["hours_sum"].to_pylist(), strict=True))
    together = records.filter(pc.is_in(records["mode"], pa.array(["concentrated", "off_post"])))
    return hours, set(together["person_id"].to_pylist())


def _renumbered(table: pa.Table) -> pa.Table:
    numbers = pc.replace_substring_regex(table["class_id"], "^k", "e")
    return table.set_column(table.schema.get_field_index("class_id"), "class_id", numbers)


def secretary_training(members: pa.Table, seed: int, year: int) -> dict[str, pa.Table]:
    """A class for new secretaries in every quarter of three years, and who of those new in the quarter before came."""
    dice = Dice(stream(seed, year, Topic.TRAINING))
    first = {4 * (year - 2) + number: number for number in range(12)}
    came: dict[tuple[str, int], None] = {}
    new = members.filter(pc.equal(members["branch_post"], "secretary")).select(["person_id", "since"])
    for person, since in sorted(zip(*new.to_pydict().values(), strict=True), key=str):
        quarter = since and 4 * since.year + (since.month - 1) // 3 + 1
        if quarter in first and not dice.chance(AWAY):
            came[person, quarter] = None
    return {
        "training_classes": canonical.from_rows("training_classes", map(_class, first)),
        "training_courses": canonical.from_rows("training_courses", (
            {"class_id": _number(quarter), "course": course, "category": category, "hours": hours * MILLIONTHS}
            for quarter in first for course, category, hours in COURSES)),
        "training_records": canonical.from_rows("training_records", (
            {"person_id": person, "class_id": _number(quarter), "ended_on": _until(quarter), "mode": "concentrated",
             "hours": HOURS * MILLIONTHS, "days": DAYS * MILLIONTHS, "recognized": True}
            for person, quarter in came)),
    }  # fmt: skip


def _class(quarter: int) -> dict[str, object]:
    name = f"示例区{quarter // 4}年第{'一二三四'[quarter % 4]}季度新任党支部书记培训班"
    return {"class_id": _number(quarter), "name": name, "kind": "other", "provider": "示例区委党校",
            "since": _until(quarter) - timedelta(days=DAYS - 1), "until": _until(quarter)}  # fmt: skip


def _number(quarter: int) -> str:
    return f"n{quarter // 4}{quarter % 4 + 1}"


def _until(quarter: int) -> date:
    """The first Wednesday to Friday after the middle of the second month."""
    middle = date(quarter // 4, quarter % 4 * 3 + 2, 15)
    return middle + timedelta(days=(4 - middle.weekday()) % 7)
