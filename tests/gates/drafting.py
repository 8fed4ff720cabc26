"""Drafts of local values for tests: a stricter public notice, from a document invented for the purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.gates.drafts import LocalValueDraft


WORKDAYS = "appointment.notice.length.workdays"

NOTICE = LocalValueDraft(
    parameter=WORKDAYS,
    value="7",
    since=date(2024, 1, 1),
    until=None,
    document_title="示例区委组织部关于规范任前公示的通知",
    document_number="示例组发〔2023〕20号",
    issued_on=date(2023, 12, 20),
    clause="3",
    verified_on=date(2023, 12, 25),
    note="",
)


def draft(**values: Any) -> LocalValueDraft:
    return replace(NOTICE, **values)


def as_officer(user: User, role: Role = Role.ORGANIZATION_OFFICER) -> Acting:
    return Acting(user, role)
