"""The top of the page: the four counts, what the reader should know, the counts of every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zugong.core.outcomes import Force, Outcome
from zugong.regulations.findings import Check, RuleSummary
from zugong.regulations.reports.html_parts import count_cell, esc, lamp, panel_head, scrolling
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.sections import RuleSection, TopicSection, count_of, total
from zugong.regulations.reports.wording import DISCLAIMER, ORDER, citation_label, rate_text


HEADS = (*(outcome.label for outcome in Outcome), "合规率")


def band(check: Check, topics: Sequence[TopicSection], listed: Listed) -> Iterator[str]:
    """The panel of counts with the notice beneath."""
    counts = total(tuple(topic.summary for topic in topics), "")
    rules = [rule for topic in topics for rule in topic.rules]
    yield '<section class="zg-panel" id="summary" aria-label="结论汇总"><dl class="zg-band">'
    for outcome in ORDER:
        touched = sum(bool(count_of(rule.summary, outcome)) for rule in rules)
        yield f"<div><dt>{lamp(outcome)}</dt><dd>{count_of(counts, outcome):,}</dd>"
        yield f'<dd class="zg-band__of">涉及 {touched} 条规则</dd></div>'
    yield f"<div><dt>合规率</dt><dd>{rate_text(counts.passes, counts.fails)}</dd>"
    yield '<dd class="zg-band__of">合规 ÷（合规＋不合规）</dd></div></dl><ul class="zg-notice">'
    yield f"<li><strong>{DISCLAIMER}。</strong>{listed.note}。</li>"
    yield from (f"<li>{esc(note)}</li>" for note in check.notes)
    yield "</ul></section>"


def rules_table(check: Check, topics: Sequence[TopicSection]) -> Iterator[str]:
    """One row a rule, grouped by topic."""
    yield '<section class="zg-panel" aria-labelledby="h-rules">'
    yield panel_head("rules", "各规则结论", f"共 {sum(len(topic.rules) for topic in topics)} 条规则")
    yield scrolling("各规则结论表，可左右滚动", "".join(_table(check, topics)))
    yield "</section>"


def _table(check: Check, topics: Sequence[TopicSection]) -> Iterator[str]:
    heads = "".join(f'<th scope="col" class="zg-num">{head}</th>' for head in HEADS)
    yield f'<table class="zg-table"><thead><tr><th scope="col">规则</th>{heads}<th scope="col">依据</th></tr></thead>'
    for topic in topics:
        yield f'<tbody><tr class="zg-group"><th scope="rowgroup">{esc(topic.label)}</th>'
        yield f"{_counts(topic.summary)}<td></td></tr>"
        for rule in topic.rules:
            cited = "；".join(citation_label(check, citation) for citation in rule.citations)
            yield f'<tr><th scope="row">{_title(rule)}</th>{_counts(rule.summary)}<td>{esc(cited)}</td></tr>'
        yield "</tbody>"
    counts = total(tuple(topic.summary for topic in topics), "")
    yield f'<tfoot><tr><th scope="row">合计</th>{_counts(counts)}<td></td></tr></tfoot></table>'


def _title(rule: RuleSection) -> str:
    force = "" if rule.card.force is Force.MUST else f' <span class="zg-tag">{rule.card.force.label}</span>'
    title = esc(rule.card.title)
    if rule.findings.num_rows:
        title = f'<a href="#{anchor(rule)}">{title}</a>'
    return title + force


def anchor(rule: RuleSection) -> str:
    """The id of the rule's rows on the page."""
    return esc(f"rule-{rule.card.key}")


def _counts(summary: RuleSummary) -> str:
    cells = "".join(count_cell(outcome, count_of(summary, outcome)) for outcome in Outcome)
    return f'{cells}<td class="zg-num">{rate_text(summary.passes, summary.fails)}</td>'
