"""The law on screen: rules, regulations, what changed between two days. Everybody signed in may read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.gates.law import live_book, live_law
from zugong.gates.policy import PROPOSERS, root_of
from zugong.regulations.findings import TOPICS
from zugong.regulations.law.clauses import open_clauses
from zugong.regulations.law.examples import rule_examples
from zugong.regulations.law.model import Law
from zugong.regulations.law.questions import begun_and_ended, changes
from zugong.www.access import signed_in
from zugong.www.rulebook.forms import ChangesForm, QueryForm
from zugong.www.rulebook.histories import histories
from zugong.www.rulebook.lines import RuleLine, rule_lines, unused_parameters
from zugong.www.rulebook.regulations import article_lines, source_lines
from zugong.www.rulebook.workbook import workbook


@signed_in()
def listing(request: HttpRequest) -> HttpResponse:
    """全部规则."""
    law = live_law()
    form = QueryForm(law, request.GET)
    day = form.day(request.today)  # type: ignore[attr-defined]
    lines = rule_lines(law, live_book().values(), day)
    kept = [line for line in lines if form.keeps(line)]
    context = {
        "form": form,
        "day": day,
        "lines": kept,
        "topics": TOPICS,
        "counts": _counts(lines),
        "shipped": len(law.sources),
        "unused": unused_parameters(law, live_book().values(), day) if len(kept) == len(lines) else [],
    }
    fragment = request.headers.get("HX-Request") == "true"
    return render(request, "rulebook/fragments/_rules.html" if fragment else "rulebook/list.html", context)


@signed_in()
def export(request: HttpRequest) -> HttpResponse:
    """导出规则: the list as shown, as a workbook."""
    law = live_law()
    form = QueryForm(law, request.GET)
    day = form.day(request.today)  # type: ignore[attr-defined]
    lines = [line for line in rule_lines(law, live_book().values(), day) if form.keeps(line)]
    return workbook(f"法规规则 {day}", f"{day} 的规则", EXPORTED, (row for line in lines for row in _cells(line)))


@signed_in()
def one_rule(request: HttpRequest, key: str) -> HttpResponse:
    """一条规则."""
    rule = live_book().get(key)
    if rule is None:
        raise Http404
    law = live_law()
    line = RuleLine(law, rule, request.today)  # type: ignore[attr-defined]
    context = {
        "line": line,
        "topic": TOPICS[line.topic],
        "histories": histories(law, rule.parameters, line.day),
        "examples": rule_examples().get(key, ()),
        "may_propose": _may_propose(request),
    }
    return render(request, "rulebook/rule.html", context)


@signed_in()
def sources(request: HttpRequest) -> HttpResponse:
    """法规目录."""
    lines = source_lines(live_law(), live_book().values(), request.today)  # type: ignore[attr-defined]
    return render(request, "rulebook/sources.html", {"lines": lines})


@signed_in()
def one_source(request: HttpRequest, slug: str) -> HttpResponse:
    """一部法规."""
    law = live_law()
    source = law.sources.get(slug)
    if source is None:
        raise Http404
    context = {"source": source, "articles": article_lines(law, live_book().values(), slug)}
    return render(request, "rulebook/source.html", context)


@signed_in()
def open_list(request: HttpRequest) -> HttpResponse:
    """还没有成为规则的条款."""
    return render(request, "rulebook/open.html", {"clauses": open_clauses()})


@signed_in()
def differences(request: HttpRequest) -> HttpResponse:
    """两日之间变了什么."""
    form = ChangesForm(request.GET, request.today)  # type: ignore[attr-defined]
    if not form.is_valid():
        return render(request, "rulebook/changes.html", {"form": form}, status=422)
    first, second = form.cleaned_data["from"], form.cleaned_data["to"]
    law = live_law()
    found = changes(law, first, second)
    begun, ended = begun_and_ended(law, live_book().values(), first, second)
    context = {
        "form": form,
        "first": first,
        "second": second,
        "begun": begun,
        "ended": ended,
        "changed": [_change(law, one) for one in found if not one.renumbered],
        "renumbered": [_change(law, one) for one in found if one.renumbered],
        "rules": _rules_of(found),
    }
    return render(request, "rulebook/changes.html", context)


EXPORTED = (
    ("规则", 30),
    ("代号", 34),
    ("专题", 10),
    ("约束力", 8),
    ("核查谁", 10),
    ("状态", 10),
    ("参数", 30),
    ("值", 14),
    ("依据", 34),
    ("起", 12),
    ("把握", 6),
    ("核实", 12),
    ("本地值", 8),
)


def _cells(line: RuleLine) -> Iterator[list[str]]:
    """One row for each parameter, so that a filter in the workbook finds every value."""
    for one in line.parameters:
        since = one.value.since if one.value else None
        yield [
            line.rule.title,
            line.rule.key,
            TOPICS[line.topic],
            line.rule.force.label,
            line.subject,
            line.state.label,
            one.parameter.title,
            one.shown,
            one.citation,
            since.isoformat() if since else "",
            one.value.confidence if one.value else "",
            one.verified,
            "是" if one.local else "",
        ]


def _counts(lines: list[RuleLine]) -> dict[str, int]:
    return {
        "all": len(lines),
        "in_force": sum(line.state == "in_force" for line in lines),
        "off": sum(line.off for line in lines),
        "unconfirmed": sum(line.state == "in_force" and line.unconfirmed for line in lines),
        "local": sum(line.local for line in lines),
    }


def _may_propose(request: HttpRequest) -> bool:
    return root_of(request.user, PROPOSERS) is not None  # type: ignore[arg-type]


def _change(law: Law, one: Any) -> dict[str, Any]:
    """A parameter on two days, as cells."""
    sides = {"old": one.old, "new": one.new}
    shown = {name: one.parameter.show(value) if value else "无" for name, value in sides.items()}
    places = {f"{name}_place": law.short_label(value.cites) if value else "" for name, value in sides.items()}
    return {"parameter": one.parameter, **shown, **places}


def _rules_of(found: list[Any]) -> int:
    """How many rules the changes touch."""
    touched = {one.parameter.key for one in found}
    return sum(1 for rule in live_book().values() if touched & set(rule.parameters))
