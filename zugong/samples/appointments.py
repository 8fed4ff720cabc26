"""Appointment cases at every stage: most in order, some with the faults that a check should find."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical
from zugong.samples.cadres import LADDER, Cadre, Tenure
from zugong.samples.drawing import Dice, Topic, office_day
from zugong.samples.organizations import Tree


Case = dict[str, Any]
SIGNED_SINCE = date(2019, 3, 3)
"""Cases decided before this day were kept under the earlier regulation."""

STAGES = ("motion", "recommendation", "vetting", "decision", "notice", "letter", "planned", "closed")
STAGE_FIELDS = {
    "motion": ("motion_on",),
    "recommendation": ("assembly_recommendation_on", "interview_recommendation_on"),
    "vetting": ("vetting_notice_on", "vetting_on", "vetting_team_size", "dossier_reviewed_on",
                "personal_matters_checked_on", "integrity_opinion_on", "petitions_cleared_on", "signed_by_secretary",
                "signed_by_discipline"),
    "decision": ("decided_on", "decision_expected", "decision_present", "decision_for"),
    "notice": ("notice_on", "notice_until"),
    "letter": ("letter_on", "effective_on", "probation_required", "probation_until"),
    "talk": ("talk_on",),
    "probation": ("probation_concluded_on",),
}  # fmt: skip
"""What is written down at each step, in order."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """A step up in somebody's career."""

    cadre: Cadre
    before: Tenure
    after: Tenure


def build(tree: Tree, cadres: list[Cadre]) -> list[Case]:
    """Finished cases that led to posts held today, four decided under the earlier regulation, and open ones."""
    plan, dice = tree.plan, tree.plan.dice(Topic.CASES)
    steps = [step for cadre in cadres for step in _promotions(cadre)]
    early = [step for step in steps if date(2018, 3, 1) <= step.after.since <= date(2019, 2, 1)]
    recent = [step for step in steps if step.after.since > add_months(plan.last_day, -15)]
    county = [step for step in steps if step.after.level in LADDER[3:] and step.after.since.year >= plan.year - 4]
    open_cases = plan.cases * 26 // 60
    old = dice.some(early, 4)
    chosen = dice.some(county, plan.cases // 4)
    others = [step for step in recent if step not in chosen]
    chosen += dice.some(others, plan.cases - open_cases - len(old) - len(chosen))
    done = [_finished(dice, step, plan.last_day) for step in [*old, *chosen]]
    _spoil(done[: len(old)], done[len(old) :], plan.last_day)
    busy = {case["person_id"] for case in done}
    opened = _open_cases(tree, [cadre for cadre in cadres if cadre.person_id not in busy], open_cases, dice)
    return _numbered(tree, [*done, *opened])


def table(cases: list[Case]) -> pa.Table:
    """The contract table."""
    return canonical.from_rows("appointment_cases", cases)


def _numbered(tree: Tree, cases: list[Case]) -> list[Case]:
    cases.sort(key=lambda case: (case["motion_on"], case["person_id"]))
    return [{"case_id": tree.plan.identifier("a", place), **case} for place, case in enumerate(cases, 1)]


def _promotions(cadre: Cadre) -> Iterator[Promotion]:
    for before, after in zip(cadre.tenures, cadre.tenures[1:], strict=False):
        if before.level and after.level and before.until == after.since and before.level != after.level:
            yield Promotion(cadre, before, after)


def _finished(dice: Dice, step: Promotion, as_of: date) -> Case:
    """The papers of a promotion, counted back from the day the post was taken up."""
    case: Case = {
        "person_id": step.cadre.person_id,
        "target_post": step.after.post,
        "target_organization_id": step.after.organization_id,
        "target_level": step.after.level,
        "from_level": step.before.level,
        "exceptional": False,
        "small_unit": False,
    }
    case |= _papers(dice, step.after.since)
    if case["probation_until"] is None or case["probation_until"] >= as_of:
        case["probation_concluded_on"] = None
    return case


def _papers(dice: Dice, effective: date) -> Case:
    """Every date and figure of a case that takes effect on a day, all in order and in time."""
    letter = office_day(effective - timedelta(days=dice.between(1, 6)))
    notice_until = office_day(letter - timedelta(days=dice.between(4, 7)))
    notice = office_day(notice_until - timedelta(days=dice.between(13, 16)))
    decided = office_day(notice - timedelta(days=dice.between(1, 5)))
    vetting = office_day(decided - timedelta(days=dice.between(20, 45)))
    interview = office_day(vetting - timedelta(days=dice.between(8, 25)))
    expected = dice.between(9, 15)
    present = expected - dice.between(0, 2)
    probation = dice.chance(0.7)
    checks = ("dossier_reviewed_on", "personal_matters_checked_on", "integrity_opinion_on", "petitions_cleared_on")
    return {
        "motion_on": office_day(interview - timedelta(days=dice.between(10, 30))),
        "assembly_recommendation_on": office_day(interview - timedelta(days=dice.between(0, 2))),
        "interview_recommendation_on": interview,
        "vetting_notice_on": office_day(vetting - timedelta(days=dice.between(3, 7))),
        "vetting_on": vetting,
        "vetting_team_size": dice.between(2, 4),
        **{name: office_day(decided - timedelta(days=dice.between(3, 18))) for name in checks},
        "signed_by_secretary": True,
        "signed_by_discipline": True,
        "decided_on": decided,
        "decision_expected": expected,
        "decision_present": present,
        "decision_for": present - dice.between(0, 1),
        "notice_on": notice,
        "notice_until": notice_until,
        "letter_on": letter,
        "effective_on": effective,
        "talk_on": office_day(letter + timedelta(days=dice.between(3, 9))),
        "probation_required": probation,
        "probation_until": add_months(letter, 12) - timedelta(days=1) if probation else None,
        "probation_concluded_on": add_months(letter, 12) + timedelta(days=dice.between(5, 25)) if probation else None,
    }


def _set(**cells: Any) -> Callable[[Case], None]:
    return lambda case: case.update(cells)


def _moved(name: str, origin: str, step: int, **cells: Any) -> Callable[[Case], None]:
    """Put one date so many days after another of the same case, and set the other cells."""
    return lambda case: case.update({name: case[origin] + timedelta(days=step), **cells})


def _stale(case: Case) -> None:
    """Everything up to the recommendation lies fourteen months further back."""
    for name in ("motion_on", "assembly_recommendation_on", "interview_recommendation_on"):
        case[name] = add_months(case[name], -14)


FAULTS: tuple[Callable[[Case], None], ...] = (
    _moved("notice_until", "notice_on", 3),
    _set(talk_on=None),
    _moved("integrity_opinion_on", "decided_on", 4),
    _set(signed_by_discipline=None),
    _set(vetting_team_size=1),
    _moved("notice_until", "letter_on", 2),
    _set(vetting_notice_on=None),
    _set(talk_on=None),
    _moved("notice_until", "notice_on", 4),
    _set(decision_for=4),
    _set(assembly_recommendation_on=None),
    _set(petitions_cleared_on=None),
    _set(decision_present=5, decision_for=5),
    _moved("motion_on", "vetting_on", 2),
    _set(exceptional=True),
    _set(signed_by_secretary=False),
    _moved("exceptional_consent_on", "motion_on", -9, exceptional=True),
    _set(assembly_recommendation_on=None, small_unit=True),
    _stale,
)
"""One case each: short notices, no talk, a late opinion, a signature not given; then two lawful exceptions, and
a recommendation too old to be used."""

PROBATION_FAULTS = (_set(probation_concluded_on=None), _moved("probation_until", "letter_on", 300))


def _spoil(old: list[Case], cases: list[Case], as_of: date) -> None:
    """One fault to a case; those of probation go where one has run out, best to a case without another fault."""
    places = [number * len(cases) // len(FAULTS) for number in range(len(FAULTS))]
    for place, fault in zip(places, FAULTS, strict=True):
        fault(cases[place])
    untouched = [case for place, case in enumerate(cases) if place not in places]
    ended = [
        case for case in (*untouched, *old, *cases) if case["probation_until"] and case["probation_until"] < as_of
    ]
    for case, fault in zip(ended, PROBATION_FAULTS, strict=False):
        fault(case)


def _open_cases(tree: Tree, cadres: list[Cadre], count: int, dice: Dice) -> list[Case]:
    """Cases on their way: a third aim at county posts; one candidate is too young for the step."""
    by_level = {level: [cadre for cadre in cadres if cadre.seat.level == level and cadre.tenures[-1].since
                        < add_months(tree.plan.last_day, -20)] for level in LADDER[:3]}  # fmt: skip
    plan = [LADDER[place % 3] for place in range(count)]
    people = {level: iter(dice.some(own, count)) for level, own in by_level.items()}
    cases = [_open_case(tree, next(people[level]), STAGES[place % len(STAGES)], dice)
             for place, level in enumerate(plan)]  # fmt: skip
    beginners = [cadre for cadre in cadres if cadre.seat.level == "section_principal"]
    beginner = max(beginners, key=lambda cadre: (cadre.tenures[-1].since, cadre.person_id))
    if beginner.person_id not in {case["person_id"] for case in cases}:
        cases[-1] = _open_case(tree, beginner, "vetting", dice)
    return cases


def _open_case(tree: Tree, cadre: Cadre, stage: str, dice: Dice) -> Case:
    """Papers up to a stage. Planned ones carry dates of the next year, closed ones ended before a decision."""
    as_of = tree.plan.last_day
    level = cadre.seat.level
    target = LADDER[LADDER.index(level) + 1]
    reached = {"planned": "decision", "closed": "vetting"}.get(stage, stage)
    papers = _papers(dice, _effective(stage, as_of, dice))
    case: Case = {"person_id": cadre.person_id, "target_level": target, "from_level": level,
                  "exceptional": False, "small_unit": False}  # fmt: skip
    case |= _target(tree, target, cadre, dice)
    for step, names in STAGE_FIELDS.items():
        case |= {name: papers[name] for name in names}
        if step == reached:
            break
    if stage == "closed":
        case["closed_on"] = case["vetting_on"] + timedelta(days=dice.between(10, 40))
    if stage == "vetting" and dice.chance(0.5):
        case |= {"integrity_opinion_on": None, "petitions_cleared_on": None}  # still asked for
    return case


def _effective(stage: str, as_of: date, dice: Dice) -> date:
    """The day a case would take effect if it went on without a halt, so that its stage is reached by `as_of`."""
    ahead = {"motion": 100, "recommendation": 75, "vetting": 50, "decision": 24, "notice": 12, "letter": -4,
             "planned": 62, "closed": -60}  # fmt: skip
    return as_of + timedelta(days=ahead[stage] + dice.between(0, 5))


def _target(tree: Tree, level: str, cadre: Cadre, dice: Dice) -> Case:
    if level == "county_deputy":
        government = next(row for row in tree.rows if row.kind == "unit" and row.name.endswith("人民政府"))
        post, target = dice.pick(("副区长", "区政府党组成员")), government
    else:
        target = cadre.home
        post = (
            target.name.removeprefix(tree.plan.name) + {"section_deputy": "副职", "section_principal": "正职"}[level]
        )
    return {"target_post": post, "target_organization_id": target.organization_id}
