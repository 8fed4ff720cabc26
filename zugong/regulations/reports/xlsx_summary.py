"""The first sheet: what was checked, the counts of every rule, what the reader should know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zugong.core.outcomes import Outcome
from zugong.regulations.findings import Check, RuleSummary
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.sections import RuleSection, TopicSection, count_of, total
from zugong.regulations.reports.wording import DISCLAIMER, ORDER, citation_label, dataset_name, lamp, rate_permille
from zugong.regulations.reports.xlsx_cells import LINE_HEIGHT, cell_text, lines_of, set_up_printing
from zugong.regulations.reports.xlsx_findings import sheet_names
from zugong.regulations.reports.xlsx_styles import Styles


SHEET = "摘要"
COLUMNS = {
    "规则名称": 42,
    "规则": 48,
    "约束力": 8,
    "合规": 11,
    "不合规": 11,
    "待核": 11,
    "不适用": 11,
    "合规率": 11,
    "依据": 68,
}
LAST = len(COLUMNS) - 1
HEAD_ROW = 5
COUNTED = (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE)


def write_summary(
    book: Any, styles: Styles, check: Check, topics: Sequence[TopicSection], listed: Listed, rows_per_sheet: int
) -> None:
    """Write the sheet 摘要; topic names link to their sheets."""
    sheet = book.add_worksheet(SHEET)
    for place, width in enumerate(COLUMNS.values()):
        sheet.set_column(place, place, width)
    sheet.set_default_row(LINE_HEIGHT)
    _write_top(sheet, styles, check, topics, listed)
    row = HEAD_ROW + 1
    for topic in topics:
        row = _write_topic(sheet, styles, check, topic, row, rows_per_sheet)
    _write_counts(
        sheet, row, total(tuple(topic.summary for topic in topics), ""), [styles.topic_number] * 4, styles.topic_rate
    )
    for place in (1, 2, LAST):
        sheet.write_blank(row, place, None, styles.topic)
    sheet.write_string(row, 0, "合计", styles.topic)
    _write_notes(sheet, styles, check, row + 2)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    set_up_printing(sheet, f"合规核查结果　{dataset_name(check)}　基准日 {check.as_of}", HEAD_ROW)


def _write_top(sheet: Any, styles: Styles, check: Check, topics: Sequence[TopicSection], listed: Listed) -> None:
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "合规核查结果", styles.title)
    span = f"数据集：{dataset_name(check)}　　基准日：{check.as_of}　　期间：{check.since} 至 {check.as_of}"
    sheet.write_string(1, 0, cell_text(span))
    counts = total(tuple(topic.summary for topic in topics), "")
    for (first, last), outcome in zip(((0, 0), (1, 1), (2, 4), (5, 7)), ORDER, strict=True):
        text = f"{lamp(outcome)} {count_of(counts, outcome):,}"
        if first == last:
            sheet.write_string(2, first, text, styles.lamps[outcome])
        else:
            sheet.merge_range(2, first, 2, last, text, styles.lamps[outcome])
    sentence = f"{DISCLAIMER}。{listed.note}。合规率＝合规÷（合规＋不合规），向下取整到 0.1%。"
    sheet.merge_range(3, 0, 3, LAST, sentence, styles.note)
    head_styles = [styles.head] * 3 + [styles.head_number] * 4 + [styles.head_centre, styles.head]
    for place, (head, style) in enumerate(zip(COLUMNS, head_styles, strict=True)):
        sheet.write_string(HEAD_ROW, place, head, style)


def _write_topic(sheet: Any, styles: Styles, check: Check, topic: TopicSection, row: int, rows_per_sheet: int) -> int:
    """Write a topic line and its rules; returns the next free row."""
    names = sheet_names(topic, rows_per_sheet)
    if names:
        sheet.write_url(row, 0, f"internal:'{names[0]}'!A1", styles.topic_link, cell_text(topic.label))
    else:
        sheet.write_string(row, 0, cell_text(topic.label), styles.topic)
    for place in (1, 2, LAST):
        sheet.write_blank(row, place, None, styles.topic)
    _write_counts(sheet, row, topic.summary, [styles.topic_number] * 4, styles.topic_rate)
    for place, rule in enumerate(topic.rules, start=row + 1):
        _write_rule(sheet, styles, check, rule, place)
    return row + 1 + len(topic.rules)


def _write_rule(sheet: Any, styles: Styles, check: Check, rule: RuleSection, row: int) -> None:
    citations = "；".join(citation_label(check, citation) for citation in rule.citations)
    texts = {0: rule.card.title, 1: rule.card.key, 2: rule.card.force.label, LAST: citations}
    widths = list(COLUMNS.values())
    lines = lines_of((text, widths[place]) for place, text in texts.items())
    sheet.set_row(row, lines * LINE_HEIGHT)
    for place, text in texts.items():
        sheet.write_string(row, place, cell_text(text), styles.text)
    formats = [styles.counts[outcome] if count_of(rule.summary, outcome) else styles.zero for outcome in COUNTED]
    _write_counts(sheet, row, rule.summary, formats, styles.rate)


def _write_counts(sheet: Any, row: int, summary: RuleSummary, formats: Sequence[Any], rate: Any) -> None:
    for place, (outcome, style) in enumerate(zip(COUNTED, formats, strict=True), start=3):
        sheet.write_number(row, place, count_of(summary, outcome), style)
    permille = rate_permille(summary.passes, summary.fails)
    if permille is None:
        sheet.write_string(row, 7, "—", rate)
    else:
        sheet.write_number(row, 7, permille / 1000, rate)


def _write_notes(sheet: Any, styles: Styles, check: Check, row: int) -> None:
    """What the reader should know, and the articles whose text is still to be confirmed."""
    doubtful = [citation_label(check, citation) for citation in sorted(check.unconfirmed)]
    for heading, lines in (("说明", check.notes), ("待核实的依据：条文或条号尚未核对原件，引用前请核对", doubtful)):
        if not lines:
            continue
        sheet.write_string(row, 0, heading, styles.bold)
        for place, line in enumerate(lines, start=row + 1):
            sheet.merge_range(place, 0, place, LAST, cell_text(line), styles.note)
        row += len(lines) + 2
