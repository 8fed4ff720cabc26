"""What the panel 为什么 shows of one finding."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from zugong.accounts.enums import OFFICERS
from zugong.compliance.explaining import explain
from zugong.compliance.models import Finding, RunKind
from zugong.compliance.selectors.findings import history_of
from zugong.core.dates import PeriodKind, add_months
from zugong.core.outcomes import Outcome
from zugong.meetings.models import Meeting
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of
from zugong.people.models import Person
from zugong.regulations.findings import SUBJECT_KINDS
from zugong.regulations.reports.wording import period_label


MOST_MEETINGS = 8


def panel(finding: Finding, request: HttpRequest) -> dict[str, Any]:
    """The finding explained: outcome, article, why it is its turn, rows counted, what to do, what became of it."""
    explained = explain(finding)
    is_open = finding.run.kind == RunKind.OPEN
    return {
        "finding": finding,
        "outcome": Outcome(finding.outcome),
        "is_open": is_open,
        "why": explained,
        "kind": SUBJECT_KINDS[finding.subject_kind],
        "period": period_label(finding.period),
        "turn": list(_turn(finding)),
        "others": _other_meetings(finding, bool(explained and any(each.rows for each in explained.counted))),
        "steps": list(_steps(finding, request)),
        "history": [(each.at, _label(each.was), _label(each.became) or "不再列出") for each in history_of(finding)],
    }


def _label(outcome: str) -> str:
    return Outcome(outcome).label if outcome else ""


def span_of(period: str) -> tuple[date, date] | None:
    """First day, and the day after the last, of a period; None for the empty one."""
    if not period:
        return None
    if "Q" in period:
        first = date(int(period[:4]), int(period[-1]) * 3 - 2, 1)
        return first, add_months(first, PeriodKind.QUARTER.months)
    kind = PeriodKind.MONTH if len(period) == 7 else PeriodKind.YEAR
    first = date(int(period[:4]), int(period[5:] or 1), 1)
    return first, add_months(first, kind.months)


def _turn(finding: Finding) -> Any:
    """Facts of the register that make it this subject's turn."""
    if finding.subject_kind != "organization":
        return
    place = Organization.objects.filter(code=finding.subject_id).first()
    if place is None:
        return
    yield f"类别：{place.get_kind_display()}" + (f"，{place.get_setting_display()}" if place.setting else "")
    if place.founded_on:
        yield f"{place.founded_on} 成立" + (f"，{place.dissolved_on} 撤销" if place.dissolved_on else "")
    if place.kind == "branch":
        yield {True: "登记为设支委会", False: "登记为不设支委会", None: "没有登记是否设支委会"}[place.has_committee]


def _other_meetings(finding: Finding, counted: bool) -> list[Meeting]:
    """Meetings the organization held in the period that were not counted; only where none was."""
    span = span_of(finding.period)
    if finding.subject_kind != "organization" or span is None or counted:
        return []
    held = Meeting.objects.filter(organization=finding.organization_id, held_on__gte=span[0], held_on__lt=span[1])
    return list(held.order_by("held_on")[:MOST_MEETINGS])


def _steps(finding: Finding, request: HttpRequest) -> Any:
    """What can be done about it: words before a link, the link, words after it."""
    if finding.rule.startswith("register."):
        yield from _corrections(finding, request)
        return
    if finding.outcome == Outcome.UNKNOWN:
        for part in finding.reason.split("；"):
            yield "补齐：" + part, "", "", ""
    if finding.outcome in (Outcome.FAIL, Outcome.UNKNOWN):
        if roles_of(request.user) & set(OFFICERS):
            yield "做了没登记、或者数不对：在", reverse("exchange:list"), "导入导出", "里补录或更正，系统会重新核查"
        if finding.outcome == Outcome.FAIL:
            yield "确实没做：按条文尽快补上，结论留在原来的期间，不会改写", "", "", ""
        yield "认为判得不对：对照", reverse("rulebook:rule", args=[finding.rule]), "这条规则的参数和条文", "核对"


def _corrections(finding: Finding, request: HttpRequest) -> Any:
    """The same for what the register holds: one of the values is wrong, or one is missing."""
    for part in finding.reason.split("；") if finding.reason else ():
        yield "补齐：" + part, "", "", ""
    person = Person.objects.visible_to(request.user).filter(code=finding.subject_id).first()
    if person is not None:
        yield (
            "哪一栏填错了：按档案认定，在",
            reverse("people:person", args=[person.pk]),
            "人员页",
            "里更正，系统会重新核查",
        )
    yield "登记没有错、另有原因：不必改，校核只作提示", "", "", ""
    yield "认为判得不对：对照", reverse("rulebook:rule", args=[finding.rule]), "这条规则的参数和说明", "核对"
