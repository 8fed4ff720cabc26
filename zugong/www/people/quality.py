"""信息校核: what the rules `register.*` found in the register, by rule, by unit, person by person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.audit.recording import record_event
from zugong.compliance.models import Finding
from zugong.compliance.scope import PEOPLE_ROLES
from zugong.compliance.selectors.counts import counts
from zugong.compliance.selectors.findings import OPEN_OUTCOMES, Asked, listed_findings
from zugong.compliance.selectors.rules import JudgedRule, judged_rules, kinds_of
from zugong.compliance.selectors.runs import current_run
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of
from zugong.organizations.selectors import seen_by
from zugong.people.models import Person
from zugong.www.access import acting, page
from zugong.www.paging import paginate
from zugong.www.people.reminders_kinds import ROLES
from zugong.www.workbooks import workbook_response


TOPIC = "register."
UNITS_SHOWN = 15
MOST_EXPORTED = 50_000
HEADS = ("轻重", "校核事项", "姓名", "编号", "管理单位", "实际", "要求", "缺什么")

MEND, LOOK, HINT = "须改正", "宜核对", "提示"
SEVERITIES = {"mend": MEND, "look": LOOK, "hint": HINT}
"""A fault that must be mended; one that should be looked at; what cannot be told because a value is missing."""


def severity(force: Any, outcome: str) -> str:
    """The key of the severity of a finding, by the force of its rule."""
    if outcome == Outcome.UNKNOWN:
        return "hint"
    return "mend" if force.binding else "look"


class QualityForm(forms.Form):
    """The query area; the rules are those of the run."""

    rule = forms.ChoiceField(label="校核事项", required=False)
    severity = forms.ChoiceField(label="轻重", required=False, choices=[("", "全部"), *SEVERITIES.items()])
    under = forms.CharField(label="单位编号", required=False, max_length=60)
    text = forms.CharField(label="姓名", required=False, max_length=60)

    def __init__(self, data: Any, rules: Iterable[JudgedRule]) -> None:
        super().__init__(data)
        self.fields["rule"].choices = [("", "全部"), *((rule.key, rule.card.title) for rule in rules)]  # type: ignore[attr-defined]


class Quality:
    """What the query area asks for, within what the account sees."""

    def __init__(self, request: HttpRequest) -> None:
        self.user, self.run = request.user, current_run()
        self.rules = [rule for rule in judged_rules(self.run, self.user) if rule.key.startswith(TOPIC)]
        self.cards = {rule.key: rule.card for rule in self.rules}
        self.form = QualityForm(request.GET, self.rules)
        self.asked: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {}
        code = self.asked.get("under", "").strip()
        self.under = seen_by(self.user, PEOPLE_ROLES).filter(code=code).first() if code else None
        self.lost = bool(code) and self.under is None

    @property
    def ready(self) -> bool:
        """Whether there is a run to show and the unit asked for is one the account sees."""
        return self.run is not None and not self.lost

    def findings(self) -> Any:
        """The rows asked for, by rule."""
        assert self.run is not None
        wanted, which = self.asked.get("rule"), self.asked.get("severity")
        rules = [rule for rule in self.rules if not wanted or rule.key == wanted]
        if which in ("mend", "look"):
            rules = [rule for rule in rules if severity(rule.card.force, Outcome.FAIL) == which]
        by_severity: dict[str, Collection[str]] = {"": OPEN_OUTCOMES, "hint": [Outcome.UNKNOWN]}
        outcomes = by_severity.get(which or "", [Outcome.FAIL])
        asked = Asked(kinds_of(rules), outcomes, self.under, self.asked.get("text", "").strip())
        return listed_findings(self.run, asked, self.user)

    def by_rule(self) -> list[tuple[JudgedRule, dict[str, int]]]:
        """Each rule with how many findings of each severity the account sees, the most first."""
        assert self.run is not None
        found: dict[str, Counter[str]] = {rule.key: Counter() for rule in self.rules}
        for (rule, _, outcome), many in counts(self.run, kinds_of(self.rules), self.user, self.under).items():
            if outcome in OPEN_OUTCOMES:
                found[rule][severity(self.cards[rule].force, outcome)] += many
        rows = [(rule, {key: found[rule.key][key] for key in SEVERITIES}) for rule in self.rules]
        return sorted((row for row in rows if any(row[1].values())), key=lambda row: -sum(row[1].values()))

    def by_unit(self) -> list[tuple[Organization, int, int]]:
        """Units where people are managed, with findings and with people concerned, the most first."""
        rows = Finding.objects.filter(run=self.run, outcome__in=OPEN_OUTCOMES)
        rows = rows.of_rules(kinds_of(self.rules), self.user)
        if self.under is not None:
            rows = rows.under(self.under)
        grouped = rows.exclude(organization=None).order_by().values("organization")
        counted = grouped.annotate(many=Count("pk"), people=Count("subject_id", distinct=True))
        most = list(counted.order_by("-many", "organization")[:UNITS_SHOWN])
        units = Organization.objects.in_bulk([row["organization"] for row in most])
        return [
            (units[row["organization"]], row["many"], row["people"]) for row in most if row["organization"] in units
        ]

    def lines(self, findings: Iterable[Any]) -> list[dict[str, Any]]:
        """Findings with the title of the rule, the severity and the person, where the account sees the page."""
        shown = list(findings)
        codes = {each.subject_id for each in shown}
        pages = dict(Person.objects.visible_to(self.user).filter(code__in=codes).values_list("code", "pk"))
        return [
            {
                "finding": each,
                "title": self.cards[each.rule].title,
                "severity": severity(self.cards[each.rule].force, each.outcome),
                "label": SEVERITIES[severity(self.cards[each.rule].force, each.outcome)],
                "person": pages.get(each.subject_id),
            }
            for each in shown
        ]


@page(PEOPLE_ROLES)
def quality(request: HttpRequest) -> HttpResponse:
    """信息校核: faults of the register by rule and by unit, and the people concerned."""
    asked = Quality(request)
    context: dict[str, Any] = {"asked": asked, "form": asked.form, "run": asked.run, "severities": SEVERITIES}
    context["sees_reminders"] = bool(roles_of(request.user) & ROLES)
    if asked.ready:
        leaf = paginate(request, asked.findings())
        rules = asked.by_rule()
        totals = [(label, key, sum(many[key] for _, many in rules)) for key, label in SEVERITIES.items()]
        context |= {"leaf": leaf, "lines": asked.lines(leaf), "by_rule": rules, "totals": totals}
        context["by_unit"] = asked.by_unit()
    return render(request, "people/quality.html", context)


@page(PEOPLE_ROLES, post_only=True)
def export_quality(request: HttpRequest) -> HttpResponse:
    """信息校核清单: the rows asked for as a workbook, on record because they leave the system."""
    asked = Quality(request)
    found = list(asked.findings().select_related("organization")[:MOST_EXPORTED]) if asked.ready else []
    rows = [_cells(line) for line in asked.lines(found)]
    details = {"rows": len(rows)}
    record_event(acting(request, PEOPLE_ROLES).actor, "people.quality.taken_out", "people.person:", details=details)
    return workbook_response(f"信息校核 {request.today}", HEADS, rows)  # type: ignore[attr-defined]


def _cells(line: dict[str, Any]) -> list[object]:
    each = line["finding"]
    unit = each.organization.name if each.organization else ""
    return [
        line["label"], line["title"], each.subject_name, each.subject_id, unit,
        each.actual, each.required, each.reason,
    ]  # fmt: skip
