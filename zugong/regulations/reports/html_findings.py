"""The rows by topic and rule, each rule in a block that opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zugong.core.outcomes import Outcome
from zugong.regulations.findings import SUBJECT_KINDS, Check
from zugong.regulations.reports.html_parts import esc, lamp, panel_head
from zugong.regulations.reports.html_summary import anchor
from zugong.regulations.reports.sections import Row, RuleSection, TopicSection, count_of
from zugong.regulations.reports.wording import ORDER, citation_label, period_label, subject_name


ROWS_PER_RULE = 200
OPEN_ROWS = 20
"""A rule with at most so many rows stands open, so that a short page needs no clicks and prints whole."""


def topic_panels(check: Check, topics: Sequence[TopicSection], workbook: str) -> Iterator[str]:
    """A panel for every topic with rows."""
    for topic in topics:
        if not topic.size:
            continue
        key = esc(topic.key)
        yield f'<section class="zg-panel zg-topic" id="topic-{key}" aria-labelledby="h-{key}">'
        yield panel_head(topic.key, topic.label, f"{topic.size:,} 行")
        for rule in topic.rules:
            if rule.findings.num_rows:
                yield from _rule(check, rule, workbook)
        yield "</section>"


def _rule(check: Check, rule: RuleSection, workbook: str) -> Iterator[str]:
    size = rule.findings.num_rows
    chosen = rule.first(ROWS_PER_RULE)
    lamps = (lamp(outcome, f" {count:,}") for outcome in ORDER if (count := count_of(rule.summary, outcome)))
    yield f'<details class="zg-rule" id="{anchor(rule)}"{" open" if size <= OPEN_ROWS else ""}>'
    yield f'<summary><h3>{esc(rule.card.title)}</h3><span class="zg-lamps">{"".join(lamps)}</span></summary>'
    yield from _about(check, rule)
    yield from _table(check, rule, chosen)
    if rest := size - len(chosen):
        yield f'<p class="zg-rest">这里列出前 {len(chosen)} 行，其余 {rest:,} 行见同目录 {esc(workbook)}'
        yield "（没有这个文件时，加 --format xlsx 再导出一次）。</p>"
    yield "</details>"


def _about(check: Check, rule: RuleSection) -> Iterator[str]:
    cited = "；".join(citation_label(check, citation) for citation in rule.citations)
    yield f'<div class="zg-rule__about"><p>{esc(rule.card.explanation)}</p>'
    yield f"<p>依据：{esc(cited)}　约束力：{rule.card.force.label}　<code>{esc(rule.card.key)}</code></p></div>"


def _table(check: Check, rule: RuleSection, chosen: Sequence[Row]) -> Iterator[str]:
    """The rows; columns that would stay empty, or say the same on every row as the head above, are left out."""
    columns = {"对象": True, "期间": any(row.period for row in chosen), "实际": True, "要求": True}
    columns["待核原因"] = any(row.reason for row in chosen)
    columns["依据"] = len(rule.citations) > 1
    kinds = {SUBJECT_KINDS.get(row.subject_kind, row.subject_kind) for row in chosen}
    names = {"对象": f"对象（{'、'.join(sorted(kinds))}）"}
    heads = "".join(f'<th scope="col">{esc(names.get(name, name))}</th>' for name, shown in columns.items() if shown)
    yield f'<div class="zg-scroll" tabindex="0" role="region" aria-label="{esc(rule.card.title)}，明细">'
    yield f'<table class="zg-table"><thead><tr><th scope="col">结论</th>{heads}</tr></thead><tbody>'
    yield from (_row(check, row, columns) for row in chosen)
    yield "</tbody></table></div>"


def _row(check: Check, row: Row, columns: dict[str, bool]) -> str:
    texts = {
        "期间": period_label(row.period),
        "实际": row.actual,
        "要求": row.required,
        "待核原因": row.reason,
        "依据": citation_label(check, row.citation),
    }
    cells = "".join(
        f'<td class="zg-period">{esc(text)}</td>' if name == "期间" else f"<td>{esc(text)}</td>"
        for name, text in texts.items()
        if columns[name]
    )
    outcome = Outcome(row.outcome)
    return f'<tr data-outcome="{outcome.value}"><td>{lamp(outcome)}</td>{_subject(check, row)}{cells}</tr>'


def _subject(check: Check, row: Row) -> str:
    name = subject_name(check, row.subject_kind, row.subject_id)
    identifier = "" if name == row.subject_id else f" <code>{esc(row.subject_id)}</code>"
    return f'<th scope="row">{esc(name)}{identifier}</th>'
