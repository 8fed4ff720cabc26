"""What the audit administrator has to do: verify every week, and have a witness sign every month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse

from zugong.accounts.enums import Administration
from zugong.accounts.models import User
from zugong.audit.models import Cosignature, Entry, Verification, Witness
from zugong.core.clock import CHINA
from zugong.duties.registry import Duty, provides_duties
from zugong.www.record import verbs as verbs


VERIFY_DAYS = 7
WITNESS_DAYS = 30


@provides_duties
def audit_duties(user: User, day: date) -> Iterator[Duty]:
    """Overdue verification, a verification that found something, a missing or long absent witness."""
    if user.administration != Administration.AUDIT or not Entry.objects.exists():
        return
    yield from _verification(day)
    yield from _witness(day)


def _verification(day: date) -> Iterator[Duty]:
    last = Verification.objects.order_by("-at").first()
    page = reverse("record:verification")
    if last is not None and not last.ok:
        yield Duty(
            "留", "处理核验不符", page, "看报告", note="上次核验发现不符", due_on=last.at.astimezone(CHINA).date()
        )
        return
    due = day if last is None else last.at.astimezone(CHINA).date() + timedelta(days=VERIFY_DAYS)
    if due <= day:
        note = "还没有核验过" if last is None else f"上次是 {last.at.astimezone(CHINA):%m-%d}，每 {VERIFY_DAYS} 天一次"
        yield Duty("留", "核验留痕", page, "核验", note=note, due_on=due)


def _witness(day: date) -> Iterator[Duty]:
    page = reverse("record:checkpoints")
    if not Witness.objects.exists():
        yield Duty("留", "请纪检或机要做见证人", page, "看办法", note="没有见证人，不能证明操作者没有整体重写")
        return
    last = Cosignature.objects.order_by("-at").values_list("at", flat=True).first()
    due = day if last is None else last.astimezone(CHINA).date() + timedelta(days=WITNESS_DAYS)
    if due <= day:
        note = (
            "还没有见证过" if last is None else f"上次见证是 {last.astimezone(CHINA):%m-%d}，每 {WITNESS_DAYS} 天一次"
        )
        yield Duty("留", "请见证人签检查点", page, "看检查点", note=note, due_on=due)
