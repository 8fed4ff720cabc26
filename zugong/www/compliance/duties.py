"""What the judge knows to be due: meetings of periods that are not over, renewals, and units that fall behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.compliance.models import Finding
from zugong.compliance.scope import visible_where
from zugong.compliance.selectors.ahead import last_day_of, still_due
from zugong.compliance.selectors.runs import number_of_current_run
from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Outcome
from zugong.duties.registry import Duty, provides_duties
from zugong.gates.law import live_book
from zugong.organizations.scope import roles_of
from zugong.regulations.reports.wording import period_label


MOST_LINES = 15
ANNOUNCED_DAYS = {PeriodKind.MONTH: 31, PeriodKind.QUARTER: 31, PeriodKind.YEAR: 62}
"""A duty of a period is announced so many days before the period ends."""


@provides_duties
def duties_of_branches(user: User, day: date) -> Iterator[Duty]:
    """To a branch or unit secretary: what their organizations have not done yet and must do before the period ends."""
    roles = {Role.BRANCH_SECRETARY, Role.UNIT_SECRETARY} & roles_of(user)
    if not roles:
        return
    book = live_book()
    rows = still_due(user, roles).select_related("run")
    for finding in rows.filter(subject_kind="organization", period__in=_announced(day))[:MOST_LINES]:
        yield Duty(
            "会",
            f"{_short(book[finding.rule].title)}：还没有达到",
            reverse("compliance:why", args=[finding.pk]),
            "看说明",
            finding.subject_name,
            f"要求 {finding.required}，到今天 {finding.actual}",
            last_day_of(finding),
        )


@provides_duties
def units_behind(user: User, day: date) -> Iterator[Duty]:
    """To an organization officer: units with failing branches in the last full month, the most first."""
    if Role.ORGANIZATION_OFFICER not in roles_of(user):
        return
    last = period_of(PeriodKind.MONTH, date.fromordinal(day.replace(day=1).toordinal() - 1)).name
    rules = [key for key in live_book() if key.startswith("branch_life.")]
    rows = Finding.objects.filter(run=number_of_current_run(), rule__in=rules, outcome=Outcome.FAIL, period=last)
    rows = rows.filter(visible_where(user, {Role.ORGANIZATION_OFFICER}, kinds=("organization",)))
    by_unit = rows.order_by().values_list("organization__parent__code", "organization__parent__name")
    counted = by_unit.annotate(many=Count("organization", distinct=True)).order_by(
        "-many", "organization__parent__code"
    )
    for code, name, many in counted[:MOST_LINES]:
        url = f"{reverse('compliance:findings')}?topic=branch_life&under={code or ''}&outcome=fail"
        title = f"{period_label(last)}有 {many} 个支部三会一课不合规"
        yield Duty("会", title, url, "看清单", name or "", "督促补开、补登记")


def _announced(day: date) -> list[str]:
    """Periods that end soon enough to be told of; the empty one is what is foreseen."""
    ending = [(kind, period_of(kind, day)) for kind in PeriodKind]
    return ["", *(each.name for kind, each in ending if (each.last_day - day).days <= ANNOUNCED_DAYS[kind])]


def _short(title: str) -> str:
    return title.replace("至少", "")
