"""Somebody says from which day on the register is complete, and is to be judged."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from zugong.accounts.acting import Acting
from zugong.accounts.models import Installation
from zugong.audit.recording import record_event
from zugong.compliance.actions.ask_judgement import FIRST_DAY, may_ask
from zugong.compliance.staleness import queue
from zugong.core.clock import today
from zugong.core.errors import Invalid, NotAllowed


def change_judged_since(since: date, *, by: Acting) -> None:
    """Judge from that day on, and judge again at once. Raises NotAllowed, and Invalid for a day to come."""
    with transaction.atomic():
        desk = Installation.objects.select_for_update().order_by("pk").first()
        if not may_ask(by):
            raise NotAllowed("只有管全区的组织科和部领导可以修改从哪天起核查。")
        _check(since)
        if desk is None:
            raise Invalid("本系统还没有初始化，请系统管理员先运行 zugong init。")
        if desk.judged_since == since:
            return
        details = {"from": desk.judged_since, "to": since}
        desk.judged_since = since
        desk.save(update_fields=["judged_since"])
        record_event(by.actor, "compliance.judged_since.changed", f"accounts.installation:{desk.pk}", details=details)
        queue(timezone.now(), at_once=True)


def _check(since: date) -> None:
    if not FIRST_DAY <= since <= today():
        raise Invalid(fields={"since": f"起始日应在 {FIRST_DAY} 至 {today()} 之间：数据从哪天起登记齐全，就填哪天。"})
