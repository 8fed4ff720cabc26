"""The quality of the register and what has come due, judged by plain loops over rows, one person at a time.

Each rule gives, for a person it judges, the number of faults and whether something is missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

from tests.oracle.logic import FAIL, PASS, UNKNOWN
from tests.oracle.months import months_later
from tests.oracle.view import LEVELS, Record, Records, View, exists, running


class Told(NamedTuple):
    """What a rule found of a person: faults, and whether a needed value is missing."""

    faults: int
    missing: bool = False


RegisterRule = Callable[[View, str], Told | None]
"""None: the rule does not judge this person."""


def judge_register(view: View, rule: str) -> dict[str, str]:
    """Outcome by person of one rule."""
    found = {}
    for person in sorted(everybody(view)):
        told = RULES[rule](view, person)
        if told is not None:
            found[person] = FAIL if told.faults else UNKNOWN if told.missing else PASS
    return found


def everybody(view: View) -> set[str]:
    """Every person any table speaks of."""
    return {row["person_id"] for rows in view.tables.values() for row in rows if "person_id" in row}


def fact(view: View, person: str, column: str) -> Any:
    """A cell of the person's own row; None without one."""
    rows = view.of("people", "person_id", person)
    return rows[0][column] if rows else None


def month(day: date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month


# identity


def number_of(view: View, person: str) -> str | None:
    number = fact(view, person, "id_number")
    return number.strip().upper() if number is not None else None


def well_formed(number: str | None) -> bool:
    return number is not None and re.fullmatch(r"[0-9]{17}[0-9X]", number) is not None


def id_number_check(view: View, person: str) -> Told | None:
    # ISO 7064 MOD 11-2: with the check character as the last digit (X is ten) the weighed sum leaves one.
    number = number_of(view, person)
    if number is None:
        return None
    if not well_formed(number):
        return Told(1)
    digits = [10 if mark == "X" else int(mark) for mark in number]
    return Told(sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 != 1)


def id_number_birth(view: View, person: str) -> Told | None:
    number, born_on = number_of(view, person), fact(view, person, "born_on")
    if born_on is None or not well_formed(number):
        return None
    assert number is not None
    return Told((int(number[6:10]), int(number[10:12])) != (born_on.year, born_on.month))


def id_number_sex(view: View, person: str) -> Told | None:
    number, sex = number_of(view, person), fact(view, person, "sex")
    if sex not in ("男", "女") or not well_formed(number):
        return None
    assert number is not None
    return Told({"男": 1, "女": 0}[sex] != int(number[16]) % 2)


def id_number_unique(view: View, person: str) -> Told | None:
    number = number_of(view, person)
    if number is None:
        return None
    holders = sum(1 for row in view.rows("people") if number_of(view, row["person_id"]) == number)
    return Told(holders > 1)


def name_form(view: View, person: str) -> Told | None:
    name = fact(view, person, "name")
    return None if name is None else Told(any(mark.isdigit() or mark.isspace() for mark in name))


# dates


def of_age(event: str, years: int) -> RegisterRule:
    def judge(view: View, person: str) -> Told | None:
        born_on, happened_on = fact(view, person, "born_on"), fact(view, person, event)
        if born_on is None or happened_on is None:
            return None
        return Told(month(happened_on) < month(born_on.replace(year=born_on.year + years, day=1)))

    return judge


def party_date(view: View, person: str) -> Told | None:
    held = [row for row in view.of("members", "person_id", person) if row["status"] and running(row, view.as_of)]
    kept = any(row["party_joined_on"] for row in view.rows("people"))
    if not held or not kept or not view.of("people", "person_id", person):
        return None
    return Told(fact(view, person, "party_joined_on") is None)


# career


def main_lines(view: View, person: str) -> Records:
    return [row for row in view.of("career_entries", "person_id", person) if row["within"] is None]


def lacks_dates(lines: Records) -> bool:
    last = max(row["position"] for row in lines)
    return any(row["since"] is None or (row["until"] is None and row["position"] < last) for row in lines)


def joints(lines: Records) -> Iterator[int]:
    """Months from the latest end so far to each further start."""
    reached: int | None = None
    dated = [(row["since"], row["until"] or date.max, row["position"]) for row in lines if row["since"]]
    for since, until, _ in sorted(dated):
        if reached is not None:
            yield month(since) - reached
        reached = max(reached or 0, month(until))


def career(amiss: Callable[[int], bool]) -> RegisterRule:
    def judge(view: View, person: str) -> Told | None:
        lines = main_lines(view, person)
        return Told(sum(map(amiss, joints(lines))), lacks_dates(lines)) if lines else None

    return judge


def career_within(view: View, person: str) -> Told | None:
    rows = view.of("career_entries", "person_id", person)
    parts = [row for row in rows if row["within"] is not None]
    wholes = {row["position"]: row for row in rows}
    return Told(sum(not inside(part, wholes.get(part["within"])) for part in parts)) if parts else None


def inside(part: Record, whole: Record | None) -> bool:
    if whole is None:
        return False
    early = part["since"] and whole["since"] and month(part["since"]) < month(whole["since"])
    late = part["until"] and whole["until"] and month(part["until"]) > month(whole["until"])
    return not early and not late


def career_start(view: View, person: str) -> Told | None:
    started_on = fact(view, person, "work_started_on")
    starts = [row["since"] for row in main_lines(view, person) if row["since"]]
    return Told(month(min(starts)) > month(started_on)) if started_on and starts else None


def career_open(view: View, person: str) -> Told | None:
    lines = main_lines(view, person)
    if not lines or not held_now(view, person):
        return None
    return Told(not any(row["until"] is None or row["until"] > view.as_of for row in lines))


def tenure_in_career(view: View, person: str) -> Told | None:
    rows = view.of("career_entries", "person_id", person)
    starts = {month(row["since"]) for row in rows if row["since"]}
    begun = [row for row in view.of("tenures", "person_id", person) if row["since"] <= view.as_of]
    return Told(sum(month(row["since"]) not in starts for row in begun)) if starts and begun else None


# tenures


def held_now(view: View, person: str) -> Records:
    return [row for row in view.of("tenures", "person_id", person) if running(row, view.as_of)]


def tenure_after_work(view: View, person: str) -> Told | None:
    started_on, held = fact(view, person, "work_started_on"), view.of("tenures", "person_id", person)
    return Told(sum(month(row["since"]) < month(started_on) for row in held)) if started_on and held else None


def tenure_organization(view: View, person: str) -> Told | None:
    units = {row["organization_id"]: row for row in view.rows("organizations")}
    known = {key: row for key, row in units.items() if row["founded_on"] or row["dissolved_on"]}
    held = [row for row in view.of("tenures", "person_id", person) if row["organization_id"] in known]
    return Told(sum(homeless(view, row, known[row["organization_id"]]) for row in held)) if held else None


def homeless(view: View, tenure: Record, unit: Record) -> bool:
    gone_on = unit["dissolved_on"]
    outlived = gone_on is not None and gone_on <= view.as_of and (tenure["until"] or date.max) > gone_on
    return not exists(unit, tenure["since"]) or outlived


def principal_once(view: View, person: str) -> Told | None:
    principals = ("section_principal", "county_principal", "bureau_principal")
    own = [row for row in held_now(view, person) if row["level"] in principals and row["organization_id"]]
    return Told(sum(bool(rivals(view, row)) for row in own)) if own else None


def rivals(view: View, tenure: Record) -> set[str]:
    same = ("organization_id", "level", "post")
    rows = (row for row in view.rows("tenures") if running(row, view.as_of))
    return {row["person_id"] for row in rows if all(row[name] == tenure[name] for name in same)} - {
        tenure["person_id"]
    }


def post_without_quota(view: View, person: str) -> Told | None:
    quotas = [row for row in view.rows("post_quotas") if running(row, view.as_of)]
    own = [row for row in held_now(view, person) if row["level"] not in (None, "clerk")]
    own = [row for row in own if row["organization_id"] in {quota["organization_id"] for quota in quotas}]
    granted = {(quota["organization_id"], quota["level"]) for quota in quotas}
    return Told(sum((row["organization_id"], row["level"]) not in granted for row in own)) if own else None


def current_post(view: View, person: str) -> Told | None:
    kept = any(row["current_post"] for row in view.rows("people"))
    if not kept or not held_now(view, person) or not view.of("people", "person_id", person):
        return None
    return Told(fact(view, person, "current_post") is None)


# standing


def assessment_gap(view: View, person: str) -> Told | None:
    filled = {row["year"] for row in view.rows("annual_assessments")}
    years = [year for year in range(view.as_of.year - 3, view.as_of.year) if year in filled]
    settled = [year for year in years if view.as_of >= date(year + 1, 7, 1)]
    held = [row for row in view.of("tenures", "person_id", person) if row["level"]]
    due = [year for year in settled if any(running(row, date(year, 12, 31)) for row in held)]
    graded = {row["year"] for row in view.of("annual_assessments", "person_id", person)}
    return Told(sum(year not in graded for year in due)) if due else None


def education_agrees(view: View, person: str) -> Told | None:
    order = ("below", "associate", "bachelor", "postgraduate")
    own = fact(view, person, "education")
    rows = [row for row in view.of("diplomas", "person_id", person) if row["kind"] == "education_level"]
    if own is None or not rows:
        return None
    told = [level_of(row["name"]) for row in rows]
    best = max((order.index(level) for level in told if level), default=None)
    if best is None:
        return Told(0, True)
    place, untold = order.index(own), None in told
    return Told(place < best or (place > best and not untold), untold and place != best)


def level_of(name: str) -> str | None:
    if "研究生" in name:
        return "postgraduate"
    if "大专" in name or "专科" in name:
        return "associate"
    if "大学" in name or "本科" in name:
        return "bachelor"
    below = ("中专", "中技", "中师", "技校", "职高", "高中", "初中", "小学")
    return "below" if any(word in name for word in below) else None


def dossier_settled(view: View, person: str) -> Told | None:
    doubts = [row for row in view.of("dossier_reviews", "person_id", person) if row["outcome"] == "in_doubt"]
    days = [row["reviewed_on"] for row in doubts]
    stale = sum(day is not None and months_later(day, 6) <= view.as_of for day in days)
    return Told(stale, None in days) if days else None


def personal_matters_yearly(view: View, person: str) -> Told | None:
    year = view.as_of.year - (2 if view.as_of.month == 1 else 1)
    if year not in {row["year"] for row in view.rows("personal_matters_reports")}:
        return None
    high = LEVELS[LEVELS.index("county_deputy") :]
    held = [row for row in view.of("tenures", "person_id", person) if row["level"] in high]
    due = [row for row in held if running(row, date(year, 12, 31)) and (row["until"] or date.max) > view.as_of]
    reported = {row["year"] for row in view.of("personal_matters_reports", "person_id", person)}
    return Told(year not in reported) if due else None


# family


def family_spouse(view: View, person: str) -> Told | None:
    words = ("妻子", "丈夫", "配偶", "爱人", "妻", "夫")
    rows = [row for row in view.of("family_members", "person_id", person) if row["relation"] in words]
    over = ("去世", "已故", "病故", "离异", "离婚")
    spouses = [row for row in rows if not any(word in (row["unit_and_post"] or "") for word in over)]
    return Told(len(spouses) > 1) if spouses else None


def family_births(view: View, person: str) -> Told | None:
    sons, daughters = (
        ["儿子", "长子", "次子", "三子", "独子", "子", "养子"],
        ["女儿", "长女", "次女", "三女", "独女", "女", "养女"],
    )
    children = sons + daughters
    parents = ["父亲", "母亲", "父", "母", "生父", "生母"]
    own = fact(view, person, "born_on")
    near = [row for row in view.of("family_members", "person_id", person) if row["born_on"]]
    near = [row for row in near if row["relation"] in children + parents]
    if own is None or not near:
        return None
    sooner = [month(row["born_on"]) < month(own) for row in near if row["relation"] in parents]
    later = [month(row["born_on"]) > month(own) for row in near if row["relation"] in children]
    return Told((sooner + later).count(False))


# what has come due


def retirement(view: View, person: str) -> Told | None:
    born_on, sex, held = fact(view, person, "born_on"), fact(view, person, "sex"), held_now(view, person)
    if born_on is None or sex not in ("男", "女") or not held:
        return None
    if sex == "男":
        return Told(retired(born_on, 60, view.as_of))
    levels = [row["level"] for row in held]
    if any(level and LEVELS.index(level) >= LEVELS.index("county_deputy") for level in levels):
        return Told(retired(born_on, 60, view.as_of))
    if None in levels and retired(born_on, 55, view.as_of) != retired(born_on, 60, view.as_of):
        return Told(0, True)
    return Told(retired(born_on, 55, view.as_of))


def retired(born_on: date, years: int, day: date) -> bool:
    """Whether the month after that of retirement has come; one month later for each four months from 2025-01 on."""
    base = month(born_on) + years * 12
    since = base - month(date(2025, 1, 1))
    delay = 0 if since < 0 else min(36, since // 4 + 1)
    return month(day) > base + delay


def same_post(view: View, person: str) -> Told | None:
    own = [row for row in held_now(view, person) if row["level"] not in (None, "clerk") and row["organization_id"]]
    posts = {(row["post"], row["organization_id"]) for row in own}
    return Told(sum(months_later(begun(view, person, *post), 120) <= view.as_of for post in posts)) if own else None


def begun(view: View, person: str, post: str, unit: str) -> date:
    """First day of the unbroken time in the post that holds today."""
    rows = [
        row for row in view.of("tenures", "person_id", person) if (row["post"], row["organization_id"]) == (post, unit)
    ]
    first = view.as_of
    while earlier := [row["since"] for row in rows if row["since"] < first and (row["until"] or date.max) >= first]:
        first = min(earlier)
    return first


def member_probation(view: View, person: str) -> Told | None:
    rows = view.of("members", "person_id", person)
    if not any(row["status"] == "probationary" and running(row, view.as_of) for row in rows):
        return None
    joined_on = fact(view, person, "party_joined_on")
    return Told(0, True) if joined_on is None else Told(months_later(joined_on, 12) <= view.as_of)


RULES: dict[str, RegisterRule] = {
    "register.id_number_check": id_number_check,
    "register.id_number_birth": id_number_birth,
    "register.id_number_sex": id_number_sex,
    "register.id_number_unique": id_number_unique,
    "register.name_form": name_form,
    "register.work_age": of_age("work_started_on", 16),
    "register.party_age": of_age("party_joined_on", 18),
    "register.party_date": party_date,
    "register.career_gap": career(lambda months: months > 0),
    "register.career_overlap": career(lambda months: months < 0),
    "register.career_within": career_within,
    "register.career_start": career_start,
    "register.career_open": career_open,
    "register.tenure_in_career": tenure_in_career,
    "register.tenure_after_work": tenure_after_work,
    "register.tenure_organization": tenure_organization,
    "register.principal_once": principal_once,
    "register.post_without_quota": post_without_quota,
    "register.current_post": current_post,
    "register.assessment_gap": assessment_gap,
    "register.education_agrees": education_agrees,
    "register.dossier_settled": dossier_settled,
    "register.personal_matters_yearly": personal_matters_yearly,
    "register.family_spouse": family_spouse,
    "register.family_births": family_births,
    "reminder.retirement": retirement,
    "reminder.same_post": same_post,
    "reminder.member_probation": member_probation,
}
