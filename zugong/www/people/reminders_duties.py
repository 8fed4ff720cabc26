"""What has come due for people, or will within weeks, told to those who prepare it. One query over what was judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.compliance.ahead import SOON_DAYS
from zugong.compliance.models import Finding, RunKind
from zugong.compliance.scope import visible_where
from zugong.core.outcomes import Outcome
from zugong.duties.registry import Duty, provides_duties
from zugong.organizations.scope import roles_of


WORDS = {
    "reminder.retirement": (Role.CADRE_OFFICER, "retirement", "到法定退休年龄", "准备免职、退休手续"),
    "reminder.same_post": (Role.CADRE_OFFICER, "same_post", "同一职位满年限", "研究交流"),
    "reminder.member_probation": (Role.ORGANIZATION_OFFICER, "member_probation", "预备期满", "督促讨论转正"),
}
"""Rule -> whose work it is, kind on the page of reminders, what has come, what to do."""


@provides_duties
def people_due(user: User, day: date) -> Iterator[Duty]:
    """How many people have come due by each rule, and how many will within SOON_DAYS."""
    held = roles_of(user)
    rules = [rule for rule, (role, *_) in WORDS.items() if role in held]
    if not rules:
        return
    roles = {WORDS[rule][0] for rule in rules}
    kinds = (RunKind.CURRENT, RunKind.OPEN)
    rows = Finding.objects.filter(run__kind__in=kinds, rule__in=rules, outcome=Outcome.FAIL)
    rows = rows.filter(visible_where(user, roles, kinds=("person",)))
    counted = rows.order_by("rule", "run__kind").values_list("rule", "run__kind", "run__as_of")
    for rule, kind, as_of, many in counted.annotate(many=Count("pk")):
        _, key, what, act = WORDS[rule]
        url = f"{reverse('people:reminders')}?kind={key}&months=3"
        if kind == RunKind.CURRENT:
            yield Duty("人", f"{many} 人已{what}", url, "看名单", note=act, due_on=day)
        else:
            soon = as_of + timedelta(days=SOON_DAYS)
            yield Duty("人", f"{many} 人 {SOON_DAYS} 天内{what}", url, "看名单", note=act, due_on=soon)
