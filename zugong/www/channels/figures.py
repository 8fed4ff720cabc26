"""What the database holds for each channel, within what an account may see: figures, and what is due soon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, Q, Sum, Value, When
from django.urls import reverse

from zugong.accounts.enums import SECTIONS
from zugong.appointments.models import AppointmentCase
from zugong.assessments.models import Indicator, IndicatorScore
from zugong.compliance.scope import ADVERSE_ROLES, CASE_ROLES, PEOPLE_ROLES, reach_of
from zugong.compliance.selectors.ahead import due_by_rule
from zugong.compliance.selectors.sanctions import running_influences
from zugong.core.dates import PeriodKind, period_of
from zugong.gates.law import live_book
from zugong.meetings.models import Meeting
from zugong.organizations.scope import roles_of
from zugong.people.models import AnnualAssessment, TrainingRecord
from zugong.regulations.tables.schema import CLASS_KINDS, GRADES, MEETING_KINDS
from zugong.training.models import TrainingClass


SOON = timedelta(days=60)
MOST_DUE = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and what it counts."""

    label: str
    number: int | str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """Something due: what, about whom or what, by when, where to look."""

    title: str
    about: str
    day: date | None
    url: str


STAGES = (
    ("任职后", Q(letter_on__isnull=False)),
    ("公示", Q(notice_on__isnull=False)),
    ("讨论决定", Q(decided_on__isnull=False)),
    ("考察", Q(vetting_on__isnull=False)),
    ("民主推荐", Q(assembly_recommendation_on__isnull=False) | Q(interview_recommendation_on__isnull=False)),
)
"""Stages of an open case from the last to the first; a case is at the last one of which it has a date."""


def appointment(user: Any, day: date) -> Iterator[Figure]:
    """Open cases by stage."""
    if not roles_of(user) & CASE_ROLES:
        return
    stage = Case(*(When(where, then=Value(name)) for name, where in STAGES), default=Value("动议"))
    rows = _open_cases(user).annotate(stage=stage).order_by().values_list("stage").annotate(many=Count("pk"))
    counts = dict(rows)
    yield Figure("在办", sum(counts.values()), "件")
    for name in ("动议", *(name for name, _ in reversed(STAGES))):
        yield Figure(name, counts.get(name, 0), "件")


def _open_cases(user: Any) -> Any:
    """Cases not ended and not through: the letter is out, a probation that runs is still open."""
    through = Q(letter_on__isnull=False) & ~Q(probation_required=True, probation_concluded_on__isnull=True)
    return AppointmentCase.objects.visible_to(user, CASE_ROLES).filter(closed_on=None).exclude(through)


def appointment_due(user: Any, day: date) -> Iterator[Due]:
    """Probations and public notices that end soon."""
    cases = _open_cases(user).select_related("person")
    ends = cases.filter(probation_until__lte=day + SOON, probation_concluded_on=None).order_by("probation_until")
    for case in ends[:MOST_DUE]:
        yield Due("试用期满考核", f"{case.person.name} {case.target_post}", case.probation_until, _case_url(case))
    for case in cases.filter(notice_until__gte=day, letter_on=None).order_by("notice_until")[:MOST_DUE]:
        yield Due("任前公示期满", f"{case.person.name} {case.target_post}", case.notice_until, _case_url(case))


def _case_url(case: AppointmentCase) -> str:
    return reverse("compliance:subject", args=["appointment_case", case.code])


def training(user: Any, day: date) -> Iterator[Figure]:
    """Classes and training of this year."""
    held = roles_of(user)
    if held & SECTIONS:
        classes = TrainingClass.objects.filter(since__year=day.year)
        kinds = dict(classes.order_by().values_list("kind").annotate(many=Count("pk")))
        yield Figure("今年班次", sum(kinds.values()), "个")
        for kind, label in CLASS_KINDS.items():
            if kinds.get(kind):
                yield Figure(label, kinds[kind], "个")
    if held & PEOPLE_ROLES:
        ended = TrainingRecord.objects.visible_to(user, PEOPLE_ROLES).filter(ended_on__year=day.year)
        sums = ended.aggregate(people=Count("person", distinct=True), hours=Sum("hours"))
        yield Figure("今年参训", sums["people"], "人")
        yield Figure("今年学时", int(sums["hours"] or 0), "学时")


def training_due(user: Any, day: date) -> Iterator[Due]:
    """Classes that begin or end soon."""
    if not roles_of(user) & SECTIONS:
        return
    for row in TrainingClass.objects.filter(since__gt=day, since__lte=day + SOON).order_by("since")[:MOST_DUE]:
        yield Due("开班", row.name, row.since, _class_url(row))
    for row in TrainingClass.objects.filter(since__lte=day, until__gte=day).order_by("until")[:MOST_DUE]:
        yield Due("结班", row.name, row.until, _class_url(row))


def _class_url(row: TrainingClass) -> str:
    return reverse("compliance:subject", args=["training_class", row.code])


def branch_life(user: Any, day: date) -> Iterator[Figure]:
    """Meetings of this month and this year."""
    meetings = Meeting.objects.filter(reach_of(user, "meeting", "").where(), held_on__lte=day)
    recent = Count("pk", filter=Q(held_on__gte=day.replace(day=1)))
    rows = meetings.filter(held_on__year=day.year).order_by().values_list("kind")
    counts = {kind: (many, whole) for kind, many, whole in rows.annotate(recent=recent, whole=Count("pk"))}
    yield Figure("本月会议", sum(many for many, _ in counts.values()), "次")
    yield Figure("今年会议", sum(whole for _, whole in counts.values()), "次")
    for kind, label in MEETING_KINDS.items():
        if kind in counts:
            yield Figure(f"今年{label}", counts[kind][1], "次")


def branch_life_due(user: Any, day: date) -> Iterator[Due]:
    """How many organizations have not met a duty of the month, the quarter or the year yet."""
    book = live_book()
    rules = [key for key in book if key.startswith(("branch_life.", "life_meeting.", "organization."))]
    names = {period_of(kind, day).name: period_of(kind, day).last_day for kind in PeriodKind}
    found = sorted(due_by_rule(user, rules).items(), key=lambda pair: (names.get(pair[0][1], day + SOON), pair[0]))
    for (rule, period), many in found:
        url = f"{reverse('compliance:board')}?rule={rule}"
        yield Due(book[rule].title, f"还差 {many} 个", names.get(period, day + SOON), url)


def assessment(user: Any, day: date) -> Iterator[Figure]:
    """Indicators, scores, and the grades of last year."""
    held = roles_of(user)
    if held & SECTIONS:
        yield Figure("考核指标", Indicator.objects.count(), "项")
        yield Figure("已有得分", IndicatorScore.objects.values("subject_id").distinct().count(), "家")
    if held & PEOPLE_ROLES:
        graded = AnnualAssessment.objects.visible_to(user, PEOPLE_ROLES).filter(year=day.year - 1)
        counts = dict(graded.order_by().values_list("grade").annotate(many=Count("pk")))
        for grade, label in GRADES.items():
            if held & ADVERSE_ROLES or grade in ("excellent", "competent"):
                yield Figure(f"{day.year - 1}年{label}", counts.get(grade, 0), "人")


def nothing_due(user: Any, day: date) -> Iterator[Due]:
    """Nothing of this channel has a day by which it must be done."""
    return iter(())


def accountability(user: Any, day: date) -> Iterator[Figure]:
    """People whose sanction still has influence, for those who may know."""
    if not roles_of(user) & ADVERSE_ROLES:
        return
    running = running_influences(user, day)
    yield Figure("影响期内", len({sanction.person_id for sanction, _ in running}), "人")
    kinds: dict[str, int] = {}
    for sanction, _ in running:
        kinds[sanction.get_kind_display()] = kinds.get(sanction.get_kind_display(), 0) + 1
    for label, many in kinds.items():
        yield Figure(label, many, "件")


def accountability_due(user: Any, day: date) -> Iterator[Due]:
    """Influences that end soon."""
    if not roles_of(user) & ADVERSE_ROLES:
        return
    for sanction, last in running_influences(user, day):
        if last <= day + SOON:
            url = reverse("compliance:subject", args=["person", sanction.person.code])
            yield Due(f"{sanction.get_kind_display()}影响期届满", sanction.person.name, last, url)
