"""提醒: what comes due for people within some months."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.audit.recording import record_event
from zugong.compliance.scope import PEOPLE_ROLES
from zugong.core.dates import add_months
from zugong.gates.law import live_law
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of
from zugong.organizations.selectors import seen_by
from zugong.people.reminders import Reminder
from zugong.regulations.law.model import Law
from zugong.www.access import acting, page
from zugong.www.paging import paginate
from zugong.www.people.reminders_kinds import KINDS, LABELS, ROLES, kinds_for, reminders_for
from zugong.www.workbooks import workbook_response


MONTHS = (3, 6, 12, 24, 36)
USUAL_MONTHS = 12
HEADS = ("到期日", "事项", "姓名", "编号", "管理单位", "提醒", "怎么算的", "依据")


class ReminderForm(forms.Form):
    """The query area."""

    kind = forms.ChoiceField(label="事项", required=False, choices=[("", "全部"), *LABELS.items()])
    months = forms.ChoiceField(
        label="往后看",
        required=False,
        initial=str(USUAL_MONTHS),
        choices=[(str(number), f"{number} 个月") for number in MONTHS],
    )
    under = forms.CharField(label="单位编号", required=False, max_length=60)


class Asked:
    """What the query area asks for, within what the account sees."""

    def __init__(self, request: HttpRequest) -> None:
        self.form = ReminderForm(request.GET or {"months": str(USUAL_MONTHS)})
        values: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        self.months = int(values.get("months") or USUAL_MONTHS)
        self.under = _unit(request, values.get("under", ""))
        self.lost = bool(values.get("under")) and self.under is None
        self.day = request.today  # type: ignore[attr-defined]
        self.until = add_months(self.day, self.months)
        self.kinds = kinds_for(request.user)
        every = [] if self.lost else reminders_for(request.user, self.kinds, self.day, self.until, self.under)
        self.counts = Counter(each.kind for each in every)
        wanted = values.get("kind")
        self.rows = [each for each in every if not wanted or each.kind == wanted]


def _unit(request: HttpRequest, code: str) -> Organization | None:
    return seen_by(request.user, ROLES).filter(code=code.strip()).first() if code.strip() else None


def _line(each: Reminder, law: Law) -> dict[str, Any]:
    """A row of the table: where it stands in words, and whether that is confirmed."""
    cited = each.citation
    return {
        "each": each,
        "kind": LABELS[each.kind],
        "citation": law.cite_label(cited) if cited else "",
        "short": law.short_label(cited) if cited else "",
        "unconfirmed": bool(cited) and law.unconfirmed(cited),
    }


@page(ROLES)
def reminders(request: HttpRequest) -> HttpResponse:
    """提醒: retirement, probation, years in one post, transfers not yet accepted."""
    asked, law = Asked(request), live_law()
    leaf = paginate(request, asked.rows)
    context = {
        "asked": asked,
        "form": asked.form,
        "leaf": leaf,
        "lines": [_line(each, law) for each in leaf],
        "sees_quality": bool(roles_of(request.user) & PEOPLE_ROLES),
        "tallies": [(kind.label, kind.key, asked.counts[kind.key]) for kind in KINDS if kind in asked.kinds],
    }
    return render(request, "people/reminders.html", context)


@page(ROLES, post_only=True)
def export_reminders(request: HttpRequest) -> HttpResponse:
    """提醒清单: the same rows as on screen, on record because they leave the system."""
    asked, law = Asked(request), live_law()
    rows = [_cells(_line(each, law)) for each in asked.rows]
    details = {"rows": len(rows)}
    record_event(acting(request, ROLES).actor, "people.reminders.taken_out", "people.person:", details=details)
    return workbook_response(f"提醒 {asked.day}", HEADS, rows)


def _cells(line: dict[str, Any]) -> list[object]:
    each: Reminder = line["each"]
    home = each.person.home.name if each.person.home else ""
    citation = line["citation"] + ("（待核实）" if line["unconfirmed"] else "")
    return [
        each.due_on.isoformat(),
        line["kind"],
        each.person.name,
        each.person.code,
        home,
        each.what,
        each.how,
        citation,
    ]
