"""Which way a value of the law gets stricter. A local value may ask for more than the nation does, not for less."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from zugong.gates.drafts import LocalValueDraft
from zugong.regulations.law.model import Law, Parameter, Value
from zugong.regulations.law.units import SANCTION_EFFECTS, UNITS, Amount
from zugong.regulations.tables.schema import EDUCATION_LEVELS


MORE_IS_STRICTER = (
    "appointment.bars.annual_assessment.years",
    "appointment.bars.*_months",
    "appointment.decision.*_share",
    "appointment.exceptional.interval.months",
    "appointment.notice.length.workdays",
    "appointment.probation.length.months",
    "appointment.qualification.*.months",
    "appointment.qualification.education.*",
    "appointment.qualification.lower_posts.minimum",
    "appointment.qualification.section_years.*",
    "appointment.vetting.team.minimum",
    "assessment.ideology_*.share",
    "assessment.sanction_effect.*",
    "branch_life.*.minimum",
    "branch_life.*_share",
    "life_meeting.attendance.present_share",
    "life_meeting.yearly.minimum",
    "objections.*.after_review_days",
    "objections.*.file_days",
    "organization.branch_minimum.full_members",
    "organization.committee_size.minimum",
    "register.*_age.years",
    "register.assessment_gap.years_back",
    "training.*.hours",
    "training.*.days",
    "training.*.concentrated_minimum",
    "training.leader_lecture_share.*",
    "training.party_spirit_share.*",
    "training.theory_share.*",
)

LESS_IS_STRICTER = (
    "appointment.exceptional.levels.maximum_skipped",
    "appointment.qualification.training.grace_months",
    "appointment.recommendation.valid.months",
    "branch_life.committee_monthly.committee_from_members",
    "life_meeting.yearly.deferral_months",
    "objections.*.answer_days",
    "objections.*.extension_days",
    "organization.branch_maximum.members",
    "organization.committee_required.full_members",
    "organization.committee_size.maximum",
    "organization.term_renewal.*",
    "register.assessment_gap.settled_months",
    "register.career_gap.months",
    "register.dossier_settled.months",
    "register.family_spouse.persons",
    "register.personal_matters_yearly.last_month",
    "reminder.same_post.*_years",
    "training.county_level_five_years.*_months",
    "training.leave_share.share",
    "training.new_*.months",
)

_RANKS = {code: rank for codes in (reversed(EDUCATION_LEVELS), SANCTION_EFFECTS) for rank, code in enumerate(codes)}


def direction(key: str) -> int | None:
    """1 where more is stricter, -1 where less is, None where neither can be said (duties, flags, unknown ones)."""
    if _matches(key, MORE_IS_STRICTER):
        return 1
    return -1 if _matches(key, LESS_IS_STRICTER) else None


def weaker_than(law: Law, draft: LocalValueDraft) -> list[Value]:
    """The national values, on the days of the draft, that ask for more than the draft does.

    `law` is the law without local values; the draft's value has been read before.
    """
    parameter = law.parameters[draft.parameter]
    way = direction(draft.parameter)
    asked = UNITS[parameter.unit].read(draft.value)
    return [value for value in _national(law, parameter, draft) if way and _order(asked, value.value) * way < 0]


def firmly_weaker(law: Law, draft: LocalValueDraft) -> list[Value]:
    """Those of them that are beyond doubt: seen in the text, and no reading of ours. They are not to be weakened."""
    found = weaker_than(law, draft)
    return [] if law.parameters[draft.parameter].reading else [value for value in found if value.confidence == "A"]


def _national(law: Law, parameter: Parameter, draft: LocalValueDraft) -> Iterator[Value]:
    for value in parameter.versions():
        begins = draft.until is None or value.since is None or value.since < draft.until
        runs = value.until is None or draft.since < value.until
        if begins and runs and law.sources[value.cites.split("#")[0]].kind != "local":
            yield value


def _order(one: Amount, other: Amount) -> int:
    first, second = _RANKS.get(str(one), one), _RANKS.get(str(other), other)
    return (first > second) - (first < second)  # type: ignore[operator]


def _matches(key: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(key, pattern) for pattern in patterns)
