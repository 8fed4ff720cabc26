"""Findings as a list, and all findings about one subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.accounts.enums import OFFICERS
from zugong.audit.recording import record_event
from zugong.compliance.scope import ROLES_BY_KIND
from zugong.compliance.selectors.counts import counts
from zugong.compliance.selectors.findings import OPEN_OUTCOMES, Asked, findings_of, listed_findings
from zugong.compliance.selectors.rules import JudgedRule, kinds_of
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization
from zugong.people.models import Person
from zugong.regulations.findings import SUBJECT_KINDS, TOPICS
from zugong.regulations.reports.wording import period_label
from zugong.www.access import acting, page
from zugong.www.compliance.asking import Asking
from zugong.www.paging import paginate
from zugong.www.workbooks import workbook_response


SIZES = (50, 100, 200)
MOST_EXPORTED = 50_000


@page(OFFICERS)
def findings(request: HttpRequest) -> HttpResponse:
    """核查结果清单."""
    asking = Asking(request)
    context: dict[str, Any] = {"asking": asking, "topics": _topics(asking.rules)}
    if asking.run is None or not asking.rules:
        return render(request, "compliance/findings.html", context)
    asked = _asked(asking)
    rows = listed_findings(asking.run, asked, asking.user)
    titles = {rule.key: rule.card.title for rule in asking.rules}
    if request.GET.get("as") == "xlsx":
        return _workbook(rows, titles, f"核查结果 {asking.run.as_of}")
    known = None if asked.text else _many(asking, asked)
    leaf = paginate(request, rows if known is None else Known(rows, known), sizes=SIZES)
    shown = [(finding, titles[finding.rule], period_label(finding.period)) for finding in leaf]
    return render(request, "compliance/findings.html", context | {"leaf": leaf, "shown": shown, "run": asking.run})


@dataclass
class Known:
    """A list of which somebody knows already how long it is."""

    rows: QuerySet[Any]
    many: int
    ordered: bool = True

    def count(self) -> int:
        return self.many

    def __getitem__(self, part: slice) -> QuerySet[Any]:
        return self.rows[part]


def _many(asking: Asking, asked: Asked) -> int:
    assert asking.run is not None
    found = counts(asking.run, asked.rules, asking.user, asked.under)
    return sum(many for (_, _, outcome), many in found.items() if outcome in asked.outcomes)


def _topics(rules: list[JudgedRule]) -> list[tuple[str, str]]:
    """Topics of the rules with their labels, each once, in order."""
    return list(dict.fromkeys((rule.card.topic, rule.topic) for rule in rules))


def _asked(asking: Asking) -> Asked:
    """Without an outcome, what needs work; without a rule, those of the topic; without a topic, all."""
    keys = kinds_of(asking.rules)
    if (rule := asking.rule_key) in keys:
        chosen = {rule: keys[rule]}
    elif (topic := asking.topic) in {rule.card.topic for rule in asking.rules}:
        chosen = kinds_of(rule for rule in asking.rules if rule.card.topic == topic)
    else:
        chosen = keys
    outcomes = [asking.outcome] if asking.outcome else OPEN_OUTCOMES
    return Asked(chosen, outcomes, asking.under, asking.text)


def _workbook(rows: QuerySet[Any], titles: dict[str, str], name: str) -> HttpResponse:
    heads = ["结论", "规则", "对象类别", "对象", "编号", "期间", "实际", "要求", "待核原因", "依据", "约束力"]
    return workbook_response(name, heads, (_cells(each, titles) for each in rows[:MOST_EXPORTED].iterator()))


def _cells(finding: Any, titles: dict[str, str]) -> list[str]:
    return [
        Outcome(finding.outcome).label,
        titles[finding.rule],
        SUBJECT_KINDS[finding.subject_kind],
        finding.subject_name,
        finding.subject_id,
        period_label(finding.period),
        finding.actual,
        finding.required,
        finding.reason,
        finding.citation,
        finding.get_force_display(),
    ]


@page(OFFICERS)
def subject(request: HttpRequest, kind: str, identifier: str) -> HttpResponse:
    """一个对象的全部核查结果."""
    if kind not in ROLES_BY_KIND:
        raise Http404
    asking = Asking(request)
    found = list(findings_of(kind, identifier, asking.user, asking.run)) if asking.run else []
    if not found and not _may_see(kind, identifier, asking.user):
        record_event(acting(request).actor, "www.thing.out_of_scope", f"compliance.subject:{kind}:{identifier}"[:200])
        raise Http404
    context = {
        "asking": asking,
        "kind": SUBJECT_KINDS[kind],
        "name": found[0].subject_name if found else _name(kind, identifier),
        "identifier": identifier,
        "run": asking.run,
        "topics": by_topic(found, asking.rules),
    }
    return render(request, "compliance/subject.html", context)


def by_topic(found: list[Any], rules: list[JudgedRule]) -> list[tuple[str, list[tuple[Any, str, str]]]]:
    """(topic, (finding, title of its rule, period)) in the order of the rules."""
    topics: dict[str, list[tuple[Any, str, str]]] = {}
    for rule in rules:
        rows = [(each, rule.card.title, period_label(each.period)) for each in found if each.rule == rule.key]
        if rows:
            topics.setdefault(TOPICS.get(rule.card.topic, rule.card.topic), []).extend(rows)
    return list(topics.items())


def _may_see(kind: str, identifier: str, user: Any) -> bool:
    """Whether the subject itself is one the account may see, so that an empty page tells it nothing new."""
    models: dict[str, Any] = {"organization": Organization, "person": Person}
    if kind not in models:
        return False
    return bool(models[kind].objects.visible_to(user, ROLES_BY_KIND[kind]).filter(code=identifier).exists())


def _name(kind: str, identifier: str) -> str:
    models: dict[str, Any] = {"organization": Organization, "person": Person}
    return str(models[kind].objects.get(code=identifier).name)
