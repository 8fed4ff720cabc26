"""Where in time the failures lie: rules down, periods across, the number of failures in each cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zugong.core.dates import PeriodKind, whole_periods
from zugong.core.outcomes import Outcome
from zugong.regulations.findings import Check
from zugong.regulations.reports.html_parts import esc, panel_head, scrolling
from zugong.regulations.reports.sections import RuleSection, TopicSection
from zugong.regulations.reports.wording import period_label


LATEST = 12
"""Periods shown one by one; earlier ones share a column."""
EARLIER = "earlier"
KINDS = {PeriodKind.MONTH: "按月", PeriodKind.QUARTER: "按季度", PeriodKind.YEAR: "按年"}

Counts = dict[str, tuple[int, int]]  # period -> failures, unknown


def periods_panel(check: Check, topics: Sequence[TopicSection]) -> Iterator[str]:
    """The panel, or nothing when no listed row has a period."""
    counted = [(rule, counts) for topic in topics for rule in topic.rules if (counts := _count(rule))]
    tables = [table for kind in PeriodKind if (table := _table(check, kind, counted))]
    if tables:
        yield '<section class="zg-panel" id="periods" aria-labelledby="h-periods">'
        yield panel_head("periods", "各期不合规数", "没有不合规而有待核的，写“?”和待核数")
        yield from tables
        yield "</section>"


def _count(rule: RuleSection) -> Counts:
    """Failures and unknown by period, from the listed rows."""
    grouped: Any = rule.findings.group_by(["period", "outcome"]).aggregate([([], "count_all")])
    counts: Counts = {}
    for period, outcome, count in zip(*(grouped[name].to_pylist() for name in grouped.column_names), strict=True):
        if period:
            fails, unknowns = counts.get(period, (0, 0))
            counts[period] = (
                fails + count * (outcome == Outcome.FAIL),
                unknowns + count * (outcome == Outcome.UNKNOWN),
            )
    return counts


def _kind(period: str) -> PeriodKind:
    return PeriodKind.QUARTER if "Q" in period else PeriodKind.MONTH if "-" in period else PeriodKind.YEAR


def _table(check: Check, kind: PeriodKind, counted: Sequence[tuple[RuleSection, Counts]]) -> str:
    """The table of one kind of period; none for a single period, which the counts by rule already tell."""
    rules = [(rule, counts) for rule, counts in counted if any(_kind(period) is kind for period in counts)]
    names = {period.name for period in whole_periods(kind, check.since, check.as_of)}
    columns = sorted(names.union(*(counts for _, counts in rules)))
    if not rules or len(columns) < 2:
        return ""
    if early := columns[:-LATEST]:
        rules = [(rule, _fold(counts, early)) for rule, counts in rules]
        columns = [EARLIER, *columns[-LATEST:]]
    return scrolling(f"{KINDS[kind]}的不合规数，可左右滚动", "".join(_rows(check, kind, columns, rules)))


def _rows(
    check: Check, kind: PeriodKind, columns: Sequence[str], rules: Sequence[tuple[RuleSection, Counts]]
) -> Iterator[str]:
    most = max(fails for _, counts in rules for fails, _ in counts.values())
    heads = "".join(f'<th scope="col" class="zg-num">{_head(check, kind, column)}</th>' for column in columns)
    yield f'<table class="zg-table zg-heat"><thead><tr><th scope="col">{KINDS[kind]}</th>{heads}'
    yield '<th scope="col" class="zg-num">不合规</th><th scope="col" class="zg-num">待核</th></tr></thead><tbody>'
    for rule, counts in rules:
        cells = "".join(_cell(*counts.get(column, (0, 0)), most) for column in columns)
        yield f'<tr><th scope="row">{esc(rule.card.title)}</th>{cells}'
        yield f'<td class="zg-num">{rule.summary.fails:,}</td><td class="zg-num">{rule.summary.unknowns:,}</td></tr>'
    yield "</tbody></table>"


def _fold(counts: Mapping[str, tuple[int, int]], early: Sequence[str]) -> Counts:
    """The counts with the early periods added up under one name."""
    past = [counts[period] for period in early if period in counts]
    return {**counts, EARLIER: (sum(fails for fails, _ in past), sum(unknowns for _, unknowns in past))}


def _head(check: Check, kind: PeriodKind, column: str) -> str:
    if column == EARLIER:
        return "更早"
    if check.since.year != check.as_of.year or kind is PeriodKind.YEAR:
        return period_label(column)
    return f"{int(column[5:])}月" if kind is PeriodKind.MONTH else f"{column[-1]}季度"


def _cell(fails: int, unknowns: int, most: int) -> str:
    if fails:
        shade = min(1 + 3 * fails // (most + 1), 3)
        return f'<td class="zg-cell zg-cell--{shade}"><span>{fails:,}</span></td>'
    if unknowns:
        return f'<td class="zg-cell zg-cell--wait"><span>? {unknowns:,}</span></td>'
    return '<td class="zg-cell"><span>0</span></td>'
