"""The board: one rule as a heat map, and why a cell says what it says."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from zugong.accounts.enums import OFFICERS
from zugong.compliance.actions.ask_judgement import may_ask
from zugong.compliance.models import Finding, Run, RunKind
from zugong.compliance.selectors import board as boards
from zugong.compliance.selectors.rules import JudgedRule
from zugong.compliance.selectors.runs import open_run
from zugong.www.access import acting, page
from zugong.www.compliance.asking import Asking
from zugong.www.compliance.cells import cells_html
from zugong.www.compliance.panel import panel
from zugong.www.paging import paginate
from zugong.www.workbooks import workbook_response


SIZES = (50, 100, 200)
USUAL_RULE = "branch_life.committee_monthly"


@page(OFFICERS)
def board(request: HttpRequest) -> HttpResponse:
    """合规."""
    asking = Asking(request)
    rules = [rule for rule in asking.rules if rule.on_board]
    rule = next((rule for rule in rules if rule.key == (asking.word("rule") or USUAL_RULE)), asking.rule(rules))
    context = {"asking": asking, "rules": rules, "rule": rule, "may_ask": may_ask(acting(request))}
    if asking.run is None or rule is None:
        return render(request, "compliance/board.html", context)
    context |= _map(request, asking, asking.run, rule)
    if request.GET.get("as") == "xlsx":
        return _workbook(context)
    return render(request, "compliance/board.html", context)


def _map(request: HttpRequest, asking: Asking, run: Run, rule: JudgedRule) -> dict[str, Any]:
    """The groups of the page asked for, and the totals of the whole board."""
    columns = boards.spans(rule.period, asking.year, run, with_open=not asking.is_past)
    findings = boards.board_findings(run, rule.key, columns, asking.user, asking.under)
    leaf = paginate(request, boards.organizations(findings, asking.outcome), sizes=SIZES)
    still = None if asking.is_past else open_run()
    runs = [run] if still is None else [run, still]
    groups = boards.groups(list(leaf), runs, rule.key, columns)
    return {
        "run": run,
        "columns": columns,
        "leaf": leaf,
        "totals": boards.totals(run, rule.key, columns, asking.user, asking.under),
        "groups": groups,
        "drawn": [
            {"parent": group.parent, "lines": [(line, group.label(line), cells_html(line)) for line in group.lines]}
            for group in groups
        ],
        "what": {"month": "月份", "quarter": "季度", "year": "年度"}[rule.period],
    }


def _workbook(context: dict[str, Any]) -> HttpResponse:
    """What is on screen, as a workbook: the outcome and the value found in each cell."""
    heads = ["上级", "组织", *(span.label for span in context["columns"]), "合规", "可判定"]
    rows = [
        [group.parent, line.organization.name, *map(_text, line.cells), line.passes, line.judged]
        for group in context["groups"]
        for line in group.lines
    ]
    return workbook_response(f"合规 {context['rule'].card.title} {context['run'].as_of}", heads, rows)


def _text(cell: boards.Cell) -> str:
    return cell.words if cell.pk else ""


@page(OFFICERS, on=Finding)
def why(request: HttpRequest, thing: Finding) -> HttpResponse:
    """为什么."""
    context = panel(thing, request) | {"back": _back(thing)}
    template = "compliance/fragments/_why.html" if request.headers.get("HX-Request") else "compliance/why.html"
    return render(request, template, context)


def _back(finding: Finding) -> str:
    """The address of the board or the list the finding stands on."""
    on_board = finding.subject_kind == "organization" and finding.period
    day = f"&day={finding.run.as_of}" if finding.run.kind == RunKind.PAST else ""
    name = "compliance:board" if on_board else "compliance:findings"
    return f"{reverse(name)}?rule={finding.rule}{day}" + (f"&year={finding.period[:4]}" if on_board else "")
