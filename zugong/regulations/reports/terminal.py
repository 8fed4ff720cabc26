"""The check on a terminal: counts of every rule by topic, then a fair choice of rows and how to see the rest.

A terminal gets wrapped text with colours; a pipe gets one line a rule and one line a finding, nothing cut.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from zugong.core.outcomes import Outcome
from zugong.regulations.findings import Check
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.sections import Row, RuleSection, TopicSection, count_of, sections, total
from zugong.regulations.reports.wording import (
    DISCLAIMER,
    ORDER,
    citation_label,
    dataset_name,
    lamp,
    period_label,
    printable,
    subject_label,
)


ROW_LIMIT = 40
WIDE = 10_000
"""Columns when nobody folds lines for a reader: wide enough that nothing wraps."""

STYLES = {
    Outcome.PASS: "green",
    Outcome.FAIL: "bold red",
    Outcome.UNKNOWN: "yellow",
    Outcome.NOT_APPLICABLE: "dim",
}

_OLD_GLYPHS = str.maketrans({"✓": "√", "✕": "×"})


def write_terminal(check: Check, stream: TextIO, *, listed: Listed) -> None:
    """Write the check to a stream; a terminal is served at its width, with colours unless NO_COLOR is set."""
    width = max(shutil.get_terminal_size().columns, 40) if stream.isatty() else None
    text = render(check, listed=listed, width=width)
    stream.write(encodable(text, stream.encoding or "utf-8"))
    stream.flush()


def encodable(text: str, encoding: str) -> str:
    """The text as far as an encoding goes: GBK has other ticks and crosses, the rest is replaced rather than fatal."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_OLD_GLYPHS).encode(encoding, "replace").decode(encoding)
    return text


def render(check: Check, *, listed: Listed, width: int | None = None) -> str:
    """The text; `width` columns and colours for a terminal, plain long lines without."""
    topics = sections(check)
    parts = Group(*_head(check, topics), _summary(check, topics, width), *_findings(check, topics, listed))
    return to_text(parts, width)


def to_text(content: RenderableType, width: int | None) -> str:
    """Lay out for a terminal of that width, or as plain unwrapped lines without trailing blanks."""
    terminal = width is not None
    console = Console(
        file=io.StringIO(),
        width=width or WIDE,
        force_terminal=terminal,
        color_system="auto" if terminal else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    with console.capture() as capture:
        console.print(content)
    text = capture.get()
    return text if terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def plain(text: str, style: str = "") -> Text:
    """Text shown as it is: no markup, no control characters, on one line."""
    return Text(printable(" ".join(text.split("\n"))), style=style, overflow="fold")


def outcome_text(outcome: str) -> Text:
    """Glyph and word, coloured."""
    return Text(lamp(outcome), style=STYLES[Outcome(outcome)], no_wrap=True)


def _head(check: Check, topics: Sequence[TopicSection]) -> Iterator[Text]:
    yield plain(f"{dataset_name(check)}　基准日 {check.as_of}　期间 {check.since} 至 {check.as_of}", "bold")
    counts = total(tuple(topic.summary for topic in topics), "")
    yield Text("　").join(
        Text(f"{lamp(outcome)} {count_of(counts, outcome):,}", style=STYLES[outcome]) for outcome in ORDER
    )
    yield plain(f"{DISCLAIMER}。", "dim")
    for note in check.notes:
        yield plain(f"注意：{note}", "yellow")
    yield Text()


def _summary(check: Check, topics: Sequence[TopicSection], width: int | None) -> Table:
    """One line a rule; on a terminal the key stands under the title, in a pipe it has a column of its own."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for head in ["规则"] if width else ["规则代号", "规则"]:
        table.add_column(head, overflow="fold")
    for outcome in Outcome:
        table.add_column(outcome.label, justify="right", no_wrap=True)
    for topic in topics:
        table.add_row(*([] if width else [Text()]), plain(topic.label, "bold"))
        for rule in topic.rules:
            names = _names(rule, width)
            table.add_row(*names, *(_count(outcome, count_of(rule.summary, outcome)) for outcome in Outcome))
    return table


def _names(rule: RuleSection, width: int | None) -> list[Text]:
    title = plain(f"  {rule.card.title}" + ("" if rule.card.force.value == "must" else f"（{rule.card.force.label}）"))
    key = plain(rule.card.key, "dim")
    return [Text("\n", overflow="fold").join([title, Text("  ").append_text(key)])] if width else [key, title]


def _count(outcome: Outcome, count: int) -> Text:
    return Text(f"{count:,}", style=STYLES[outcome] if count else "dim")


def shares(sizes: Sequence[int], limit: int) -> list[int]:
    """How many rows each list may show so that all get their turn and the total stays within the limit."""
    given = [0] * len(sizes)
    while limit > 0 and (hungry := [place for place, size in enumerate(sizes) if given[place] < size]):
        portion = max(limit // len(hungry), 1)
        for place in hungry[:limit]:
            helping = min(portion, sizes[place] - given[place], limit)
            given[place] += helping
            limit -= helping
    return given


def _findings(check: Check, topics: Sequence[TopicSection], listed: Listed) -> Iterator[RenderableType]:
    parts = [(topic, rule) for topic in topics for rule in topic.rules if rule.findings.num_rows]
    given = shares([rule.findings.num_rows for _, rule in parts], ROW_LIMIT)
    heading = None
    for (topic, rule), limit in zip(parts, given, strict=True):
        if topic is not heading and limit:
            yield Group(Text(), plain(f"── {topic.label} ──", "bold"))
        heading = topic
        if limit:
            yield from _rule(check, rule, limit)
    yield Group(Text(), *_ending(sum(rule.findings.num_rows for _, rule in parts), sum(given), listed))


def _rule(check: Check, rule: RuleSection, limit: int) -> Iterator[RenderableType]:
    chosen = rule.first(limit)
    yield Text("  ", overflow="fold").join([plain(rule.card.title, "bold"), plain(rule.card.key, "dim")])
    citations = list(dict.fromkeys(row.citation for row in chosen))
    if len(citations) == 1:
        yield Padding(plain(f"依据：{citation_label(check, citations[0])}", "dim"), (0, 0, 0, 2), expand=False)
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(4):
        grid.add_column(overflow="fold")
    for row in chosen:
        grid.add_row(*_cells(check, row, cite=len(citations) > 1))
    yield Padding(grid, (0, 0, 0, 2), expand=False)
    if rest := rule.findings.num_rows - len(chosen):
        yield plain(f"  …… 另有 {rest:,} 行", "dim")


def _cells(check: Check, row: Row, *, cite: bool) -> tuple[Text, ...]:
    judged = [f"实际 {row.actual}" if row.actual else "", f"要求 {row.required}" if row.required else ""]
    said = " / ".join(part for part in judged if part)
    facts = [said, f"待核原因 {row.reason}" if row.reason else "", citation_label(check, row.citation) if cite else ""]
    return (
        outcome_text(row.outcome),
        plain(subject_label(check, row.subject_kind, row.subject_id)),
        plain(period_label(row.period)),
        plain("；".join(fact for fact in facts if fact)),
    )


def _ending(size: int, shown: int, listed: Listed) -> Iterator[Text]:
    if size > shown:
        yield plain(f"共 {size:,} 行，这里列出 {shown} 行。看全部：加 --format xlsx --out report.xlsx", "bold")
    elif size:
        yield plain(f"共 {size:,} 行，已全部列出。", "dim")
    else:
        yield plain("没有要列出的行。", "dim")
    if listed is Listed.PROBLEMS:
        yield plain("只列不合规和待核；连同合规、不适用一起列出：加 --all", "dim")
    yield plain("看一行怎样得来：zugong explain 数据集 规则代号 对象编号 --as-of 核查日", "dim")
