"""Random registers: people whose dates, careers, posts and relatives lie on the boundaries or beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tests.oracle.months import months_later
from tests.oracle.nasty.dice import Dice, Row, Tables, row
from zugong.regulations.tables.schema import DOSSIER_ITEMS, LEVELS


UNITS = ("u1", "u2", "u3")
POSTS = ("局长", "副局长")
NAMES = ("示例", "示 例", "示例2", "示例·甲", "示例　乙")
RELATIONS = ("妻子", "妻子", "丈夫", "前妻", "儿子", "女儿", "父亲", "母亲", "弟弟")
DIPLOMAS = ("大学", "大专", "研究生", "大学专科", "高中", "结业")
DAYS = tuple(
    date(year, month, day) for year in (2025, 2026, 2040) for month, day in ((1, 31), (2, 1), (6, 30), (7, 1))
)


def random_register(seed: int, people: int = 25) -> tuple[Tables, date]:
    """Tables, of which some may be absent, and the as-of day."""
    as_of = Dice(f"register day {seed}", DAYS[0], DAYS[0]).pick(DAYS)
    dice = Dice(f"register {seed}", as_of, date(as_of.year, 1, 1))
    ids = [f"p{number}" for number in range(people)]
    tables = {
        "people": [_person(dice, one) for one in ids],
        "organizations": [_unit(dice, one) for one in UNITS],
        "members": _unique(dice, ids, _member, ("person_id", "organization_id", "since")),
        "tenures": _unique(dice, ids, _tenure, ("person_id", "post", "organization_id", "since")),
        "career_entries": [line for one in ids for line in _career(dice, one)],
        "diplomas": _unique(dice, ids, _diploma, ("person_id", "mode", "kind", "name")),
        "family_members": _unique(dice, ids, _relative, ("person_id", "relation", "name")),
        "annual_assessments": _unique(dice, ids, _grade, ("person_id", "year")),
        "dossier_reviews": _unique(dice, ids, _review, ("person_id", "item")),
        "personal_matters_reports": _unique(dice, ids, _report, ("person_id", "year")),
        "post_quotas": [
            row("post_quotas", organization_id=unit, level=level, quota=1, until=dice.maybe(dice.near(as_of), 0.6))
            for unit in UNITS
            for level in LEVELS
            if dice.chance(0.3)
        ],
    }
    return {name: rows for name, rows in tables.items() if not dice.chance(0.05)}, as_of


def _unique(dice: Dice, ids: list[str], make: object, key: tuple[str, ...]) -> list[Row]:
    rows = [make(dice, one) for one in ids for _ in range(dice.number(0, 3))]  # type: ignore[operator]
    return list({tuple(each[name] for name in key): each for each in rows}.values())


def _person(dice: Dice, person: str) -> Row:
    edge = months_later(dice.as_of, -12 * dice.pick((55, 60, 63)) - dice.number(0, 8))
    born_on = dice.maybe(dice.pick((edge, date(1980, dice.number(1, 12), 1))))
    known = born_on or date(1980, 5, 1)
    return row(
        "people",
        person_id=person,
        name=dice.pick(NAMES),
        sex=dice.maybe(dice.pick(("男", "女", "女", "不详"))),
        born_on=born_on,
        work_started_on=dice.maybe(months_later(known, 16 * 12 + dice.pick((-1, 0, 0, dice.number(0, 60))))),
        party_joined_on=dice.maybe(
            dice.pick((months_later(known, 18 * 12 + dice.number(-1, 1)), dice.back(dice.as_of, 12)))
        ),
        education=dice.maybe(dice.pick(("postgraduate", "bachelor", "associate", "below"))),
        id_number=dice.maybe(_number(dice, known), 0.2),
        current_post=dice.maybe("示例职务", 0.3),
    )


def _number(dice: Dice, born_on: date) -> str:
    """Mostly a right number of that day; or one wrong in the last place, too short, or that of somebody else."""
    if dice.chance(0.2):
        return dice.pick(("12345", "99990019800512001X", "99990019800512001x", " 999900198005120011"))
    shown = months_later(born_on, dice.pick((0, 0, 0, 1)))
    body = f"999900{shown:%Y%m%d}{dice.number(0, 999):03d}"
    last = next(mark for mark in range(11) if (2 * _folded(body) + mark) % 11 == 1)
    return body + ("X" if last == 10 else str((last + dice.pick((0, 0, 0, 1))) % 10))


def _folded(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * 2 + int(digit)
    return value


def _unit(dice: Dice, unit: str) -> Row:
    founded_on = dice.maybe(dice.between(date(2005, 1, 1), date(2012, 1, 1)), 0.4)
    return row(
        "organizations",
        organization_id=unit,
        name="示例局",
        kind="unit",
        founded_on=founded_on,
        dissolved_on=dice.maybe(dice.near(dice.as_of), 0.5),
    )


def _member(dice: Dice, person: str) -> Row:
    since = date(2020, 1, dice.number(1, 5))
    status = dice.maybe(dice.pick(("full", "probationary")))
    return row(
        "members",
        person_id=person,
        organization_id="u1",
        status=status,
        since=since,
        until=dice.maybe(dice.near(dice.as_of), 0.6),
    )


def _tenure(dice: Dice, person: str) -> Row:
    since = dice.pick(
        (
            dice.back(dice.as_of, 120),
            dice.between(date(2004, 1, 1), dice.as_of),
            date(2018, 1, 1),
            dice.near(date(2000, 7, 1)),
        )
    )
    ends = [day for day in (dice.near(dice.as_of), date(2018, 1, 1), date(2024, 12, 31)) if day >= since]
    return row(
        "tenures",
        person_id=person,
        post=dice.pick(POSTS),
        level=dice.maybe(dice.pick(tuple(LEVELS)[:5])),
        organization_id=dice.maybe(dice.pick(UNITS)),
        since=since,
        until=dice.maybe(dice.pick(ends), 0.5) if ends else None,
    )


def _career(dice: Dice, person: str) -> Iterator[Row]:
    at, many = date(2000, 7, 1), dice.number(0, 4)
    for position in range(1, many + 1):
        until = months_later(at, dice.number(1, 60))
        open_end = position == many and dice.chance(0.6)
        whole = dice.number(1, position - 1) if position > 1 and dice.chance(0.25) else None
        yield row(
            "career_entries",
            person_id=person,
            position=position,
            within=whole,
            since=dice.maybe(at, 0.06),
            until=None if open_end else dice.maybe(dice.pick((until, until, until, dice.near(dice.as_of))), 0.06),
            text="示例经历",
        )
        at = months_later(until, dice.pick((0, 0, 0, 0, 1, -1)))


def _diploma(dice: Dice, person: str) -> Row:
    kind = dice.pick(("education_level", "education_level", "degree"))
    mode = dice.pick(("full_time", "in_service"))
    return row("diplomas", person_id=person, mode=mode, kind=kind, name=dice.pick(DIPLOMAS))


def _relative(dice: Dice, person: str) -> Row:
    return row(
        "family_members",
        person_id=person,
        relation=dice.pick(RELATIONS),
        name=f"示例{dice.number(1, 9)}",
        born_on=dice.maybe(dice.between(date(1950, 1, 1), date(2010, 1, 1))),
        unit_and_post=dice.maybe(dice.pick(("示例厂职工", "示例厂职工（已去世）"))),
    )


def _grade(dice: Dice, person: str) -> Row:
    year = dice.as_of.year - dice.number(1, 4)
    return row("annual_assessments", person_id=person, year=year, grade="competent")


def _review(dice: Dice, person: str) -> Row:
    item, outcome = dice.pick(tuple(DOSSIER_ITEMS)), dice.pick(("consistent", "in_doubt", "in_doubt", "settled"))
    reviewed_on = dice.maybe(dice.back(dice.as_of, dice.pick((6, 6, 12))), 0.3)
    return row("dossier_reviews", person_id=person, item=item, outcome=outcome, reviewed_on=reviewed_on)


def _report(dice: Dice, person: str) -> Row:
    return row("personal_matters_reports", person_id=person, year=dice.as_of.year - dice.number(1, 2))
