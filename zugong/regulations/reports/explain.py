"""One finding explained on a terminal until a person can check it by hand."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TextIO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Force, Outcome
from zugong.regulations.findings import SUBJECT_KINDS, RuleCard
from zugong.regulations.reports.terminal import encodable, outcome_text, plain, to_text
from zugong.regulations.reports.wording import DISCLAIMER, UNCONFIRMED, period_label


ASK_FOR_VALUE = "把缺的内容填进数据集里对应的表，再核查一次。没有的不要编，留空就是待核。"


class AppliedParameter(NamedTuple):
    """A number of the law as applied: title, value as text, in force since, where it stands, how sure it is."""

    title: str
    value: str
    since: str
    citation: str
    confidence: str
    verified: bool


class CountedRows(NamedTuple):
    """Rows of one table that were looked at; cells given as numbers (not as text) are added up below."""

    table: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str | int | Decimal]]


@dataclass(frozen=True)
class Explanation:
    """All a person needs to repeat one judgement by hand.

    `finding` holds the columns of a finding. `arithmetic` is the comparison line by line, `law` the text of the
    articles as paraphrased. For an unknown outcome `remedies` say where to enter what is missing.
    """

    card: RuleCard
    finding: Mapping[str, str]
    parameters: Sequence[tuple[str, str, str, str, str, bool]] = ()
    counted: Sequence[tuple[str, Sequence[str], Sequence[Sequence[str | int | Decimal]]]] = ()
    arithmetic: Sequence[str] = ()
    law: Sequence[str] = ()
    subject_name: str = ""
    remedies: Sequence[str] = ()


def write_explanation(explanation: Explanation, stream: TextIO) -> None:
    """Write to a stream; a terminal is served at its width and with colours."""
    width = max(shutil.get_terminal_size().columns, 40) if stream.isatty() else None
    stream.write(encodable(render_explanation(explanation, width), stream.encoding or "utf-8"))
    stream.flush()


def render_explanation(explanation: Explanation, width: int | None = None) -> str:
    """The explanation as text, `width` columns with colours for a terminal, plain long lines without."""
    parts: list[RenderableType] = [
        *_heading(explanation),
        *_section("规则", _lines([explanation.card.explanation])),
        *_section("法规参数", _parameters(explanation)),
        *_section("法规怎么说（转述，非原文）", _lines(explanation.law)),
        *_section("数了哪些行", _counted(explanation)),
        *_section("怎么算", _lines(explanation.arithmetic)),
        *_section("结论", _conclusion(explanation)),
    ]
    return to_text(Group(*parts), width)


def period_text(period: str) -> str:
    """A period with its first and last day: `2025年第1季度（2025-01-01 至 2025-03-31）`."""
    match = re.fullmatch(r"(\d{4})(?:-Q([1-4])|-(\d\d))?", period)
    if match is None:
        return period
    year, quarter, month = match.groups()
    kind = PeriodKind.QUARTER if quarter else PeriodKind.MONTH if month else PeriodKind.YEAR
    span = period_of(kind, date(int(year), int(month or int(quarter or 1) * 3 - 2), 1))
    return f"{period_label(period)}（{span.first_day} 至 {span.last_day}）"


def _heading(explanation: Explanation) -> Iterator[Text]:
    finding = explanation.finding
    card = explanation.card
    yield Text("  ", overflow="fold").join([plain(card.title, "bold"), plain(card.key, "dim")])
    kind = SUBJECT_KINDS.get(finding["subject_kind"], finding["subject_kind"])
    name = " ".join(part for part in (explanation.subject_name, finding["subject_id"]) if part)
    yield plain(f"对象：{kind} {name}")
    if finding["period"]:
        yield plain(f"期间：{period_text(finding['period'])}")
    yield Text("结论：").append_text(outcome_text(finding["outcome"]))


def _section(title: str, body: Iterator[RenderableType]) -> Iterator[RenderableType]:
    """A titled block, indented; nothing at all when it would be empty."""
    content = list(body)
    if content:
        yield Text()
        yield plain(title, "bold")
        yield from (Padding(part, (0, 0, 0, 2), expand=False) for part in content)


def _lines(texts: Sequence[str]) -> Iterator[RenderableType]:
    return (plain(line) for text in texts for line in text.splitlines())


def _table(columns: Sequence[str], numeric: Sequence[bool]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for column, right in zip(columns, numeric, strict=True):
        table.add_column(plain(column), overflow="fold", justify="right" if right else "left")
    return table


def _parameters(explanation: Explanation) -> Iterator[RenderableType]:
    for title, value, since, citation, confidence, verified in explanation.parameters:
        yield plain(f"{title}：{value}", "bold")
        start = f"自 {since} 起" if since else "一直适用"
        doubt = "" if verified else UNCONFIRMED
        yield plain(f"  依据：{citation}{doubt}，{start}，把握程度 {confidence}")


def _counted(explanation: Explanation) -> Iterator[RenderableType]:
    for label, columns, body in explanation.counted:
        yield plain(f"{label}：{len(body)} 行", "bold")
        if not body:
            continue
        sums = [_sum([row[place] for row in body]) for place in range(len(columns))]
        table = _table(["", *columns], [False, *map(bool, sums)])
        for number, row in enumerate(body, start=1):
            table.add_row(str(number), *(plain(_cell(cell)) for cell in row))
        if any(sums):
            table.add_row("合计", *(plain(text, "bold") for text in sums))
        yield table


def _cell(cell: str | int | Decimal) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _sum(cells: Sequence[str | int | Decimal]) -> str:
    """The sum of a column of numbers, empty for a column of text; an empty text among numbers counts nothing."""
    numbers = [cell for cell in cells if not isinstance(cell, str)]
    texts = [cell for cell in cells if isinstance(cell, str) and cell]
    return _cell(sum(numbers, start=Decimal())) if numbers and not texts else ""


def _conclusion(explanation: Explanation) -> Iterator[RenderableType]:
    finding = explanation.finding
    outcome = Outcome(finding["outcome"])
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, text in (("实际", finding["actual"]), ("要求", finding["required"]), ("缺什么", finding["reason"])):
        if text:
            grid.add_row(plain(label, "dim"), plain(text))
    force = f"约束力：{Force(finding['force']).label}"
    grid.add_row(plain("结论", "dim"), outcome_text(outcome).append_text(plain(f"（{force}）")))
    yield grid
    if outcome is Outcome.UNKNOWN:
        yield from (plain(f"到哪里补：{text}", "bold") for text in explanation.remedies or [ASK_FOR_VALUE])
    yield plain(f"{DISCLAIMER}。", "dim")
