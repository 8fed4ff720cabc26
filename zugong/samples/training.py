"""Five years of training for cadres, the year itself for every member: classes, courses, records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from zugong.regulations.tables.schema import MILLIONTHS
from zugong.samples import canonical
from zugong.samples.cadres import LADDER, Cadre
from zugong.samples.drawing import Dice, Topic, Whole
from zugong.samples.organizations import Organization, Tree
from zugong.samples.people import People
from zugong.samples.plan import Plan
from zugong.samples.words import numeral


HOURS_PER_DAY = 8
YEARS = 5
SEASONS = (("春季", 3, 2), ("秋季", 9, 1))
COURSES = {
    "party_spirit": ("党性修养专题", "党章党规学习", "廉洁从政教育"),
    "theory": ("基本理论专题", "理论原著导读"),
    "capability": ("应急处置能力", "基层治理实务", "群众工作方法"),
    "knowledge": ("法律知识", "经济知识", "信息化知识"),
}


@dataclass(frozen=True, slots=True)
class TrainingClass:
    """A run of a class: kind, hours, days on which it is held, who gives it."""

    class_id: str
    name: str
    kind: str
    provider: str
    since: date
    until: date | None
    hours: int
    mode: str


@dataclass(slots=True)
class Classes:
    """All classes of a district; members' classes by the Party body that gives them."""

    cadre: list[TrainingClass]
    member: dict[str, TrainingClass]

    @property
    def everything(self) -> list[TrainingClass]:
        return sorted([*self.cadre, *self.member.values()], key=lambda row: row.class_id)


def build(tree: Tree, cadres: list[Cadre], people: People, homes: Whole, heads: Whole) -> dict[str, pa.Table]:
    """`homes` is each person's branch (-1: none), `heads` the persons who run one."""
    dice = tree.plan.dice(Topic.TRAINING)
    classes = _classes(tree, dice)
    records = [*_cadre_records(tree.plan, cadres, classes, people, dice), *_member_records(
        tree, len(cadres), classes, people, homes, set(heads.tolist()), dice)]  # fmt: skip
    return {
        "training_classes": _class_table(classes),
        "training_courses": _course_table(classes, tree.plan, dice),
        "training_records": _record_table(records, dice),
    }


def _classes(tree: Tree, dice: Dice) -> Classes:
    plan, school = tree.plan, f"{tree.plan.name}委党校"
    cadre: list[TrainingClass] = []
    for year in range(plan.year - YEARS + 1, plan.year + 1):
        for kind, title, month, length, mode in _programme(dice):
            since = date(year, month, dice.between(3, 12))
            since += timedelta(days=-since.weekday() % 7)
            cadre.append(_class(plan, len(cadre) + 1, f"{year}年{title}", kind, school, since, length, mode))
    open_end = _class(plan, len(cadre) + 1, f"{plan.year}年青年干部递进培养班", "main", school,
                      date(plan.year, 11, 17), 0, "off_post")  # fmt: skip
    member = {}
    bodies = [row for row in tree.rows if row.kind in ("committee", "leading_group")]
    for place, body in enumerate(bodies):
        since = date(plan.year, dice.between(4, 10), dice.between(8, 20))
        since += timedelta(days=-since.weekday() % 7)
        name = f"{plan.year}年{body.name.removeprefix(plan.name)}党员集中轮训班"
        member[body.organization_id] = _class(plan, len(cadre) + 2 + place, name, "other", body.name, since,
                                              dice.between(2, 3), "concentrated")  # fmt: skip
    return Classes([*cadre, open_end], member)


def _programme(dice: Dice) -> list[tuple[str, str, int, int, str]]:
    """The classes of a year: kind, title, month, days, mode."""
    main = [("main", f"{season}{title}", month, dice.between(8, 20), "off_post") for season, month, _ in SEASONS
            for title in ("科级干部进修班", "中青年干部培训班", "县处级干部轮训班")]  # fmt: skip
    special = [("special", f"第{numeral(number)}期专题培训班", 2 + number % 10, dice.between(2, 4), "concentrated")
               for number in range(1, 15)]  # fmt: skip
    base = [("special", f"第{numeral(number)}期现场教学班", 4 + number, 1, "base") for number in range(1, 5)]
    other = [
        ("initial", "公务员初任培训班", 8, 8, "off_post"),
        ("appointment", "新任科级干部任职培训班", 6, 5, "off_post"),
    ]
    return [*main, *special, *base, *other]


def _class(
    plan: Plan, number: int, name: str, kind: str, provider: str, since: date, length: int, mode: str
) -> TrainingClass:
    """A class of so many working days; 0 means that its end is not fixed yet."""
    until = since + timedelta(days=(length - 1) // 5 * 7 + (length - 1) % 5) if length else None
    own_id = plan.identifier("k", number)
    return TrainingClass(own_id, plan.name + name, kind, provider, since, until, (length or 10) * HOURS_PER_DAY, mode)


Record = tuple[str, str | None, date, float, float | None, str, float | None]
"""Person, class, end, hours, days, mode, leave hours."""


def _cadre_records(plan: Plan, cadres: list[Cadre], classes: Classes, people: People, dice: Dice) -> list[Record]:
    """Every year some classes, and online hours up to what the person makes of the year."""
    records: list[Record] = []
    by_year = {year: [row for row in classes.cadre if row.until and row.since.year == year] for year in
               range(plan.year - YEARS + 1, plan.year + 1)}  # fmt: skip
    for place, cadre in enumerate(cadres):
        rank = LADDER.index(cadre.seat.level)
        diligent = not dice.chance(0.06)
        for year, offered in by_year.items():
            if cadre.work_started_on.year < year:
                records += _year(people.person_id[place], rank, diligent, year, _fitting(cadre, year, offered), dice)
    return records


def _fitting(cadre: Cadre, year: int, offered: list[TrainingClass]) -> list[TrainingClass]:
    """Classes meant for the cadre: main ones by level, initial and appointment ones after a first or new post."""
    rank, new = LADDER.index(cadre.seat.level), cadre.tenures[-1].since.year == year
    kinds = {"special": True, "main": rank > 0, "initial": cadre.work_started_on.year == year - 1,
             "appointment": 0 < rank < 3 and new}  # fmt: skip
    return [
        row for row in offered if kinds[row.kind] and (row.kind != "main" or ("县处级" in row.name) == (rank >= 3))
    ]


def _year(
    person_id: str, rank: int, diligent: bool, year: int, offered: list[TrainingClass], dice: Dice
) -> list[Record]:
    """One cadre's year: a main class now and then, one or two short ones, the rest online."""
    usual = (40, 96) if rank == 0 else (92, 136) if rank < 3 else (112, 150)
    goal = dice.between(*usual) if diligent and not dice.chance(0.04) else dice.between(24, 84)
    main = [row for row in offered if row.kind == "main"]
    taken = [dice.pick(main)] if main and dice.chance(0.3) else []
    taken += [row for row in offered if row.kind in ("initial", "appointment")][:1]
    taken += dice.some([row for row in offered if row.kind == "special"], dice.between(1, 2))
    records = []
    for row in taken:
        if goal >= row.hours or row is taken[0]:
            records.append(_attended(person_id, row, dice))
            goal -= row.hours
    if goal > 0:
        records.append((person_id, None, date(year, 12, dice.between(1, 20)), goal + dice.pick((0, 0.5)), None,
                        "online", None))  # fmt: skip
    return records


def _attended(person_id: str, row: TrainingClass, dice: Dice) -> Record:
    """A class attended; from classes off the job some take leave, a few too much."""
    leave = None
    if row.mode == "off_post":
        leave = float(dice.between(row.hours // 7 + 1, row.hours // 4) if dice.chance(0.015) else
                      dice.pick((0, 0, 0, 0, 0, 0, 2, 4)))  # fmt: skip
    assert row.until is not None
    return (person_id, row.class_id, row.until, row.hours, row.hours / HOURS_PER_DAY, row.mode, leave)


def _member_records(
    tree: Tree, cadres: int, classes: Classes, people: People, homes: Whole, heads: set[int], dice: Dice
) -> list[Record]:
    """Members: the class of their Party body and online hours; who runs a branch learns more."""
    givers = _givers(tree)
    rolls = dice.generator.random((len(homes), 3)).tolist()
    records: list[Record] = []
    for person, home in enumerate(homes.tolist()):
        if home < 0 or (person < cadres and person not in heads):
            continue
        own, (lot, size, day) = classes.member[givers[home]], rolls[person]
        wanted = (56, 76) if person in heads else (32, 52)
        goal = round(wanted[0] + size * (wanted[1] - wanted[0])) if lot < 0.92 else round(8 + size * 22)
        if lot < 0.88 or lot > 0.98:
            records.append(_attended(people.person_id[person], own, dice))
            goal -= own.hours
        if goal > 0:
            ended = date(tree.plan.year, 10, 9) + timedelta(days=int(day * 50))  # cadres end in December
            records.append((people.person_id[person], None, ended, goal, None, "online", None))
    return records


def _givers(tree: Tree) -> list[str]:
    """By branch: the committee or leading group above it, which trains its members."""
    by_id: dict[str, Organization] = {row.organization_id: row for row in tree.rows}
    givers = []
    for branch in tree.of_kind("branch"):
        row = by_id[branch.parent_id or ""]
        while row.kind not in ("committee", "leading_group"):
            row = by_id[row.parent_id or ""]
        givers.append(row.organization_id)
    return givers


def _class_table(classes: Classes) -> pa.Table:
    names = ("class_id", "name", "kind", "provider", "since", "until")
    return canonical.from_rows(
        "training_classes", ({name: getattr(row, name) for name in names} for row in classes.everything)
    )


def _course_table(classes: Classes, plan: Plan, dice: Dice) -> pa.Table:
    """Courses share out the hours of a class; of one class in fifty the courses were never entered."""
    rows = []
    for row in classes.everything:
        if not dice.chance(0.02):
            known = not dice.chance(0.05)
            rows += [{"class_id": row.class_id, "course": course, "category": category, "hours": hours * MILLIONTHS,
                      "leader_lecture": led if known else None}
                     for course, category, hours, led in _courses(row, dice)]  # fmt: skip
    return canonical.from_rows("training_courses", rows)


def _courses(row: TrainingClass, dice: Dice) -> list[tuple[str, str, int, bool]]:
    """Party spirit at least half of the hours in most classes; leaders teach a fifth or more of main classes."""
    spirit = row.hours * dice.between(50, 66) // 100 if not dice.chance(0.12) else row.hours * 3 // 8
    spirit += 1 if spirit * 2 == row.hours - 1 else 0
    rest = row.hours - spirit
    led = 0 if row.kind != "main" and dice.chance(0.6) else 2 if not dice.chance(0.15) else 1
    first = max(spirit // 3, 1)
    own = dice.some(COURSES["party_spirit"], 3)
    others = [(name, key) for key in ("theory", "capability", "knowledge") for name in COURSES[key][:2]]
    extra = dice.some(others, 2)
    parts = [(own[0], "party_spirit", spirit - first), (own[1], "party_spirit", first),
             (extra[0][0], extra[0][1], rest - rest // 2), (extra[1][0], extra[1][1], rest // 2)]  # fmt: skip
    order = (1, 2, 3, 0) if led == 2 else (3, 1, 2, 0)
    taught = set(order[:led])
    return [(name, key, hours, place in taught) for place, (name, key, hours) in enumerate(parts) if hours]


def _record_table(records: list[Record], dice: Dice) -> pa.Table:
    records.sort(key=lambda row: (row[0], row[2], row[1] or ""))
    person, class_id, ended, hours, length, mode, leave = zip(*records, strict=True)
    lot = dice.generator.random(len(records))
    return canonical.from_columns("training_records", {
        "person_id": person, "class_id": class_id, "ended_on": ended, "hours": _amounts(hours),
        "days": _amounts(length), "mode": mode, "leave_hours": _amounts(leave),
        "recognized": pa.array(lot >= 0.015, mask=lot > 0.6),
    })  # fmt: skip


def _amounts(values: tuple[float | None, ...]) -> pa.Array:
    """Halves and wholes as millionths, exactly."""
    given = np.array([np.nan if value is None else value for value in values], np.float64)
    whole = np.rint(np.nan_to_num(given) * MILLIONTHS).astype(np.int64)
    return pa.array(whole, mask=np.isnan(given))
