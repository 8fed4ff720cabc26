"""From the second person's yes to a changed finding: the whole way through the live database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import add, make_person
from tests.gates.drafting import as_officer, draft
from zugong.appointments.models import AppointmentCase
from zugong.approvals.actions.propose_local_value import propose_local_value
from zugong.compliance.models import Finding
from zugong.compliance.refreshing import refresh
from zugong.compliance.staleness import is_stale
from zugong.gates.local_law import slug


@pytest.mark.django_db
def test_a_yes_makes_a_notice_too_short(
    desk: SimpleNamespace,
    as_user: Callable[[Any], Client],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    """Five working days, 4 to 10 March 2025; the local document asks for seven."""
    days = {"decided_on": date(2025, 3, 3), "notice_on": date(2025, 3, 3), "notice_until": date(2025, 3, 10)}
    with time_machine.travel("2025-06-30T12:00:00+08:00", tick=False):
        add(AppointmentCase(code="A1", person=make_person("示例人", desk.root), **days))
        refresh()
        assert judged() == ("pass", "appointment-regulations-2019#42")
        approval = propose_local_value(draft(), reason="市里要求", by=as_officer(desk.officer))
    with time_machine.travel("2025-07-01T12:00:00+08:00", tick=False):
        assert not is_stale()
        with django_capture_on_commit_callbacks(execute=True):
            as_user(desk.second).post(reverse("approvals:approve", args=[approval.pk]), {"seen": approval.digest})
        assert is_stale()
        refresh()
        assert judged() == ("fail", f"{slug(draft())}#3")
        finding = Finding.objects.get(rule="appointment.notice.length")
        page = as_user(desk.head).get(reverse("compliance:why", args=[finding.pk])).content.decode()
        assert "《示例区委组织部关于规范任前公示的通知》（2023年12月20日起）第3条" in page


def judged() -> tuple[str, str]:
    finding = Finding.objects.get(rule="appointment.notice.length")
    return finding.outcome, finding.citation
