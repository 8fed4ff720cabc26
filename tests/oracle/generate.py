"""Random data sets that are small but nasty: valid input, built around the days on which an answer turns."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from tests.oracle.months import months_later
from tests.oracle.nasty import branches, cases, meetings, persons, schemes, training
from tests.oracle.nasty.dice import Dice, Row, Tables, row, without_doubles
from zugong.regulations.tables.schema import TABLES


LATE_DAYS = (
    date(2023, 12, 31),
    date(2024, 2, 29),
    date(2024, 12, 31),
    date(2025, 3, 31),
    date(2025, 8, 3),
    date(2025, 12, 31),
    date(2025, 12, 31),
    date(2026, 6, 30),
    date(2027, 1, 4),
)
EARLY_DAYS = (
    date(2014, 1, 14),
    date(2016, 12, 31),
    date(2018, 10, 27),
    date(2018, 10, 31),
    date(2018, 12, 31),
    date(2019, 3, 2),
    date(2019, 12, 31),
    date(2020, 2, 29),
    date(2020, 12, 31),
    date(2021, 3, 31),
    date(2023, 9, 18),
    date(2025, 8, 2),
)
MOST_NEEDED = ("meetings", "training_records", "training_records", "meetings", "members")
"""Tables whose absence leaves the most to be judged unknown."""

POINTED_TO = {reference.table for table in TABLES.values() for reference in table.references}


def random_days(seed: int) -> tuple[date, date]:
    """(since, as_of): mostly whole years, sometimes one day, or a start inside a period, or several years."""
    random = Random(f"days {seed}")
    as_of = random.choice(LATE_DAYS if random.random() < 0.78 else EARLY_DAYS)
    year_start = as_of.replace(month=1, day=1)
    starts = (
        year_start,
        year_start,
        months_later(year_start, -12),
        months_later(year_start, -12),
        months_later(year_start, -24),
        year_start + timedelta(days=1),
        as_of,
        as_of - timedelta(days=random.randint(0, 700)),
    )
    return min(as_of, random.choice(starts)), as_of


def random_tables(seed: int, *, scale: int = 1) -> Tables:
    """A valid data set built around `random_days(seed)`; about `scale` times the smallest one."""
    since, as_of = random_days(seed)
    dice = Dice(f"tables {seed} {scale}", as_of, since)
    tables = _everything(dice, scale)
    for name in _lost(dice, seed, [*MOST_NEEDED, *sorted(tables)]):
        del tables[name]
    for name in _lost(dice, seed - 1, sorted(tables.keys() - POINTED_TO)):
        tables[name] = []
    for rows in tables.values():
        dice.random.shuffle(rows)
    return tables


def _lost(dice: Dice, turn: int, names: list[str]) -> list[str]:
    """Every third turn one table after the other, and by chance some more."""
    lost = {names[turn // 3 % len(names)]} if turn % 3 == 0 else set()
    return sorted(lost | {name for name in names if dice.chance(0.03)})


def _everything(dice: Dice, scale: int) -> Tables:
    organizations = branches.organizations(dice, scale)
    places = [entry["organization_id"] for entry in organizations]
    staff = [f"{dice.pick(('P', '人员 ', 'o’'))}{number}" for number in range(1, 12 * scale + 1)]
    crowd = [f"众{number}" for number in range(1, dice.pick((50, 51, 51)) + 1)] if dice.chance(0.4) else []
    appointments = cases.appointment_cases(dice, staff[: 8 * scale], places, scale)
    anchors = _anchors(dice, appointments)
    posts = without_doubles("tenures", persons.tenures(dice, staff, places, anchors))
    classes = training.training_classes(dice, scale)
    trees = schemes.indicators(dice)
    people = persons.people(dice, staff + crowd, anchors)
    return {
        "organizations": organizations,
        "members": without_doubles("members", branches.members(dice, organizations, staff, crowd)),
        "meetings": meetings.meetings(dice, organizations),
        "people": people,
        "family_members": _family(dice, people),
        "tenures": posts,
        "post_quotas": persons.post_quotas(dice, posts, places),
        "sanctions": persons.sanctions(dice, staff, anchors),
        "annual_assessments": persons.annual_assessments(dice, staff, anchors),
        "training_classes": classes,
        "training_courses": training.training_courses(dice, classes),
        "training_records": training.training_records(dice, staff, [entry["class_id"] for entry in classes]),
        "appointment_cases": appointments,
        "indicators": trees,
        "indicator_scores": schemes.indicator_scores(dice, trees),
        "workdays": cases.workdays(dice, appointments),
    }


def _anchors(dice: Dice, appointments: list[Row]) -> persons.Anchors:
    anchors: persons.Anchors = {}
    for case in appointments:
        day = case["decided_on"] or case["vetting_on"] or dice.as_of
        anchors.setdefault(case["person_id"], []).append((day, case))
    return anchors


def _family(dice: Dice, people: list[Row]) -> list[Row]:
    chosen = [entry["person_id"] for entry in people if dice.chance(0.2)]
    return [row("family_members", person_id=identity, relation="妻子", name="王五") for identity in chosen]
