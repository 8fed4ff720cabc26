"""The findings as CSV that a spreadsheet opens as it stands: the English columns, then Chinese ones beside them."""

from __future__ import annotations

import codecs
import csv
import io
from typing import BinaryIO

from zugong.core.outcomes import Force, Outcome
from zugong.regulations.findings import FINDING_COLUMNS, SUBJECT_KINDS, Check
from zugong.regulations.reports.sections import Row, canonical, rows
from zugong.regulations.reports.wording import citation_label, inert, subject_name


CHINESE_COLUMNS = ("规则名称", "对象类别", "对象名称", "结论", "约束力", "依据")


def write_csv(check: Check, stream: BinaryIO) -> None:
    """Write UTF-8 with byte order mark; cells that could start a formula get a leading apostrophe."""
    stream.write(codecs.BOM_UTF8)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    try:
        writer = csv.writer(text)
        writer.writerow((*FINDING_COLUMNS, *CHINESE_COLUMNS))
        writer.writerows(map(inert, (*row, *_chinese(check, row))) for row in rows(canonical(check.findings)))
    finally:
        text.detach()  # flushes; the stream belongs to the caller


def _chinese(check: Check, row: Row) -> tuple[str, ...]:
    return (
        check.cards[row.rule].title,
        SUBJECT_KINDS.get(row.subject_kind, row.subject_kind),
        subject_name(check, row.subject_kind, row.subject_id),
        _OUTCOMES[row.outcome],
        _FORCES[row.force],
        citation_label(check, row.citation),
    )


_OUTCOMES = {outcome.value: outcome.label for outcome in Outcome}
_FORCES = {force.value: force.label for force in Force}
