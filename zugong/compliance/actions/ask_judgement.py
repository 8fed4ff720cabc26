"""Somebody asks for a judgement now: of today, or of a past day."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.recording import record_event
from zugong.compliance.models import Run, RunKind
from zugong.compliance.since import judged_since
from zugong.compliance.staleness import queue
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed
from zugong.organizations.scope import grants_of
from zugong.organizations.selectors import tops_of


AT_ONCE_SECONDS = 4
"""When the last judgement took no longer, a past day is judged while the person waits."""

FIRST_DAY = date(2000, 1, 1)
MOST_PAST_DAYS = 5


def ask_judgement(*, by: Acting) -> None:
    """Have the live database judged as of today in the background. Raises NotAllowed."""
    _may(by)
    queue(timezone.now(), at_once=True)
    record_event(by.actor, "compliance.judgement.asked", f"day:{today()}")


def ask_past_judgement(as_of: date, *, by: Acting) -> Run | None:
    """Have the database judged as of a past day; the run, or None while it is being made in the background.

    Raises NotAllowed, and Invalid for a day that is not past or when enough past days are kept.
    """
    from zugong.compliance.refreshing import judge_past
    from zugong.compliance.tasks import judge_past_day

    _may(by)
    _check(as_of)
    record_event(by.actor, "compliance.judgement.asked", f"day:{as_of}")
    current = Run.objects.filter(kind=RunKind.CURRENT).first()
    if current is not None and current.seconds <= AT_ONCE_SECONDS:
        return judge_past(as_of)
    judge_past_day.enqueue(as_of.isoformat())
    return None


def may_ask(by: Acting) -> bool:
    """Whether the account is the program, or an organization officer or head over a whole tree."""
    if by.user is None:
        return True
    asking = {Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD}
    return any(grant.role in asking and grant.path in tops_of(by.user) for grant in grants_of(by.user))


def _may(by: Acting) -> None:
    if not may_ask(by):
        raise NotAllowed("只有管全区的组织科和部领导可以要求重新核查。数据有改动时系统会自己重新核查，请稍候再看。")


def _check(as_of: date) -> None:
    first = max(FIRST_DAY, judged_since())
    if not first <= as_of < today():
        last = today() - timedelta(days=1)
        raise Invalid(
            fields={"as_of": f"核查日应在 {first} 至 {last} 之间：本系统自 {first} 起核查，今天的结果就在看板上。"}
        )
    kept = Run.objects.filter(kind=RunKind.PAST).exclude(as_of=as_of)
    if kept.count() >= MOST_PAST_DAYS:
        days = "、".join(str(run.as_of) for run in kept.order_by("as_of"))
        raise Invalid(
            fields={
                "as_of": f"已保留 {MOST_PAST_DAYS} 个过去的核查日（{days}），最早的满 7 天后自动清除，请到时再查。"
            }
        )
