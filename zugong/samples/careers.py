"""The lines of the 简历 and the diplomas: school, the wait for work, every post, studies in service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical
from zugong.samples.cadres import Cadre, Tenure
from zugong.samples.drawing import Dice, Topic
from zugong.samples.organizations import Tree
from zugong.samples.register_words import (
    COLLEGES,
    IN_SERVICE_SUBJECTS,
    OPEN_UNIVERSITY,
    PARTY_SCHOOL,
    SCHOOLS,
    SUBJECTS,
    UNIVERSITIES,
)
from zugong.samples.wording import posts_text


LOWER = {"postgraduate": "bachelor", "bachelor": "associate", "associate": "below"}
LEVEL_NAMES = {"postgraduate": "研究生", "bachelor": "大学", "associate": "大专"}
YEARS = {"bachelor": 4, "associate": 3, "below": 3}
POSTGRADUATE_YEARS = 3
IN_SERVICE = 0.35
"""Share of cadres who earned their highest education beside their work."""
IN_SERVICE_MONTHS = 34


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the career, or with `within` a sub-period of the line at that position."""

    since: date
    until: date | None
    text: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Diploma:
    """A row of the contract table, but for the person."""

    mode: str
    kind: str
    name: str
    school: str
    graduated_on: date


@dataclass(slots=True)
class Career:
    """What the personnel file of one cadre tells; lines in order, sub-periods behind their line."""

    person_id: str
    lines: list[Line]
    diplomas: list[Diploma]


def build(tree: Tree, cadres: list[Cadre]) -> list[Career]:
    """The careers of all cadres, in their order. Work begins, and posts change, when the tenures say."""
    dice = tree.plan.dice(Topic.CAREERS)
    places = {row.organization_id: row.name for row in tree.rows}
    return [_career(dice, cadre, places, tree.plan.first_day) for cadre in cadres]


def tables(careers: list[Career]) -> dict[str, pa.Table]:
    """The two contract tables."""
    entries = [{"person_id": career.person_id, "position": position, "within": line.within, "since": line.since,
                "until": line.until, "text": line.text}
               for career in careers for position, line in enumerate(career.lines, 1)]  # fmt: skip
    diplomas = [{"person_id": career.person_id, "mode": row.mode, "kind": row.kind, "name": row.name,
                 "school": row.school, "graduated_on": row.graduated_on}
                for career in careers for row in career.diplomas]  # fmt: skip
    return {
        "career_entries": canonical.from_rows("career_entries", entries),
        "diplomas": canonical.from_rows("diplomas", diplomas),
    }


def _career(dice: Dice, cadre: Cadre, places: dict[str, str], first_day: date) -> Career:
    work = list(_work(cadre, places))
    studied = _studied_at_work(dice, cadre.education, work, first_day) if dice.chance(IN_SERVICE) else None
    school, diplomas = _school(dice, cadre, LOWER[cadre.education] if studied else cadre.education)
    lines = [*school, *_wait(school[-1].until or cadre.work_started_on, cadre.work_started_on, dice), *work]
    if studied:
        place, line, diploma = studied
        position = len(lines) - len(work) + place + 1
        lines.insert(position, replace(line, within=position))
        diplomas.append(diploma)
    return Career(cadre.person_id, lines, diplomas)


def _work(cadre: Cadre, places: dict[str, str]) -> Iterator[Line]:
    """A line for each span between two changes of post; the post in the Party comes first."""
    for tenure in cadre.tenures:
        if tenure.post_position != 1 and tenure.until is None:
            continue
        yield Line(tenure.since, tenure.until, posts_text(_together(cadre, tenure, places)))


def _together(cadre: Cadre, tenure: Tenure, places: dict[str, str]) -> list[tuple[str, str]]:
    own = [tenure]
    if tenure.until is None:
        own = sorted((row for row in cadre.tenures if row.until is None), key=lambda row: row.post_position or 0)
    return [(places[row.organization_id or ""], row.post) for row in own]


def _school(dice: Dice, cadre: Cadre, level: str) -> tuple[list[Line], list[Diploma]]:
    """Years at school up to the last July before work, and what they ended with."""
    started = cadre.work_started_on
    end = date(started.year - (started.month < 7), 7, 1)
    subject, field = dice.pick(SUBJECTS)
    if level != "postgraduate":
        return _degree_course(dice, level, end, subject, field)
    first = date(end.year - POSTGRADUATE_YEARS, 7, 1)
    lines, diplomas = _degree_course(dice, "bachelor", first, subject, field)
    school = f"{dice.pick(UNIVERSITIES)}{subject}专业"
    lines.append(Line(first, end, f"{school}硕士研究生学习"))
    diplomas += [Diploma("full_time", "education_level", LEVEL_NAMES[level], school, end),
                 Diploma("full_time", "degree", f"{field}硕士", school, end)]  # fmt: skip
    return lines, diplomas


def _degree_course(dice: Dice, level: str, end: date, subject: str, field: str) -> tuple[list[Line], list[Diploma]]:
    since = date(end.year - YEARS[level], 9, 1)
    if level == "below":
        name = dice.pick(tuple(SCHOOLS))
        school = SCHOOLS[name]
        return [Line(since, end, f"{school}学习")], [Diploma("full_time", "education_level", name, school, end)]
    school = f"{dice.pick(UNIVERSITIES if level == 'bachelor' else COLLEGES)}{subject}专业"
    diplomas = [Diploma("full_time", "education_level", LEVEL_NAMES[level], school, end)]
    if level == "bachelor" and dice.chance(0.93):
        diplomas.append(Diploma("full_time", "degree", f"{field}学士", school, end))
    return [Line(since, end, f"{school}学习")], diplomas


def _wait(left_school: date, started: date, dice: Dice) -> Iterator[Line]:
    """Careers are told without a gap, so waiting for work has its line too."""
    if left_school < started:
        yield Line(left_school, started, "待分配" if dice.chance(0.5) else "待业")


def _studied_at_work(dice: Dice, level: str, work: list[Line], first_day: date) -> tuple[int, Line, Diploma] | None:
    """Studies that lie inside one line of work and were over when the year began; None where no line has room."""
    if level not in LOWER:
        return None
    for place, line in enumerate(work):
        since = date(line.since.year + (line.since.month > 9), 9, 1)
        until = add_months(since, IN_SERVICE_MONTHS)
        if until <= min(line.until or first_day, first_day):
            school = (
                f"{PARTY_SCHOOL if level == 'postgraduate' else OPEN_UNIVERSITY}{dice.pick(IN_SERVICE_SUBJECTS)}专业"
            )
            text = f"在{school}在职{LEVEL_NAMES[level]}班学习"
            return (place, Line(since, until, text),
                    Diploma("in_service", "education_level", LEVEL_NAMES[level], school, until))  # fmt: skip
    return None
