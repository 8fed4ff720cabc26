"""The sheets of findings: one a topic, continued on further sheets where a sheet is full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from zugong.core.outcomes import Force, Outcome
from zugong.regulations.findings import Check
from zugong.regulations.reports.sections import Row, TopicSection, rows
from zugong.regulations.reports.wording import (
    citation_label,
    dataset_name,
    display_width,
    lamp,
    period_label,
    subject_name,
)
from zugong.regulations.reports.xlsx_cells import LINE_HEIGHT, cell_text, lines_of, set_up_printing
from zugong.regulations.reports.xlsx_styles import Styles


ROWS_PER_SHEET = 1_048_575  # a sheet holds 2^20 rows, one is the head

COLUMNS: dict[str, tuple[int, int]] = {
    "结论": (11, 11),
    "规则": (16, 30),
    "对象名称": (12, 30),
    "对象编号": (10, 22),
    "期间": (8, 14),
    "实际": (10, 26),
    "要求": (10, 26),
    "待核原因": (10, 30),
    "依据": (20, 62),
    "约束力": (8, 8),
    "依据起始日": (12, 12),
    "规则代号": (20, 50),
}
"""Heads with the least and the greatest width of their column."""
SAMPLE = 500


def sheet_names(topic: TopicSection, rows_per_sheet: int = ROWS_PER_SHEET) -> list[str]:
    """The sheets a topic needs: 三会一课, 三会一课(2) …; none without rows."""
    base = "".join("_" if character in "[]:*?/\\'" else character for character in topic.label)[:25]
    count = -(-topic.size // rows_per_sheet)
    return [base if number == 1 else f"{base}({number})" for number in range(1, count + 1)]


def write_topic(book: Any, styles: Styles, check: Check, topic: TopicSection, rows_per_sheet: int) -> None:
    """Write the sheets of one topic row by row."""
    remaining = (_cells(check, row) for row in chain.from_iterable(rows(rule.findings) for rule in topic.rules))
    for name in sheet_names(topic, rows_per_sheet):
        sheet = book.add_worksheet(name)
        sample = list(islice(remaining, min(SAMPLE, rows_per_sheet)))
        widths = _widths(sample)
        _set_up(sheet, styles, f"{name}　{dataset_name(check)}　基准日 {check.as_of}", widths)
        last = _write(sheet, styles, widths, chain(sample, islice(remaining, rows_per_sheet - len(sample))))
        sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
        sheet.print_area(0, 0, last, len(COLUMNS) - 2)  # the key of the rule is for programs: paper has its title


def _widths(sample: list[tuple[str, ...]]) -> list[int]:
    """Column widths that suit the first rows, within the bounds of each column."""
    return [
        min(max(least, max((display_width(row[place]) for row in sample), default=0) + 2), most)
        for place, (least, most) in enumerate(COLUMNS.values())
    ]


def _set_up(sheet: Any, styles: Styles, title: str, widths: list[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width, styles.text)
    sheet.set_default_row(LINE_HEIGHT)
    sheet.set_row(0, 22)
    for place, head in enumerate(COLUMNS):
        sheet.write_string(0, place, head, styles.head)
    sheet.freeze_panes(1, 3)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    set_up_printing(sheet, title, 0)


def _write(sheet: Any, styles: Styles, widths: list[int], body: Iterator[tuple[str, ...]]) -> int:
    """Write the rows under the head; returns the last row used."""
    lamps = {lamp(outcome): style for outcome, style in styles.lamps.items()}
    number = 0
    for number, row in enumerate(body, start=1):
        if (lines := lines_of(zip(row, widths, strict=True))) > 1:
            sheet.set_row(number, lines * LINE_HEIGHT)
        sheet.write_string(number, 0, row[0], lamps[row[0]])
        for place, text in enumerate(row):
            if text and place:  # an empty cell takes the format of its column
                sheet.write_string(number, place, text, styles.text)
    return number


def _cells(check: Check, row: Row) -> tuple[str, ...]:
    words = (
        check.cards[row.rule].title,
        subject_name(check, row.subject_kind, row.subject_id),
        row.subject_id,
        period_label(row.period),
        row.actual,
        row.required,
        row.reason,
        citation_label(check, row.citation),
        _FORCES[row.force],
        row.since,
        row.rule,
    )
    return (_LAMPS[row.outcome], *map(cell_text, words))


_FORCES = {force.value: force.label for force in Force}
_LAMPS = {outcome.value: lamp(outcome) for outcome in Outcome}
