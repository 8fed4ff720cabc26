"""The check as one web page that works without network, script or server."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import BinaryIO

from zugong.regulations.findings import Check
from zugong.regulations.reports.html_findings import topic_panels
from zugong.regulations.reports.html_parts import esc, panel_head
from zugong.regulations.reports.html_periods import periods_panel
from zugong.regulations.reports.html_script import SCRIPT
from zugong.regulations.reports.html_summary import band, rules_table
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.sections import TopicSection, sections
from zugong.regulations.reports.wording import DISCLAIMER, citation_label, dataset_name


FILTER = """<form class="zg-panel zg-filter" id="filter" role="search" hidden>
<label for="filter-text">查找
<input id="filter-text" type="search" placeholder="对象、编号、期间、内容" autocomplete="off"></label>
<label for="filter-outcome">结论
<select id="filter-outcome"><option value="">全部</option>{options}</select></label>
<span id="filter-said" role="status"></span></form>"""
BRAND = '<p class="zg-brand"><span class="zg-seal" aria-hidden="true">组</span>组工</p>'


def write_html(check: Check, stream: BinaryIO, *, listed: Listed, workbook: str = "report.xlsx") -> None:
    """Write the page piece by piece; `workbook` is the file that long lists point to."""
    topics = sections(check)
    for piece in _page(check, topics, listed, workbook):
        stream.write(piece.encode())


def _page(check: Check, topics: Sequence[TopicSection], listed: Listed, workbook: str) -> Iterator[str]:
    yield from _head(check)
    yield '<body><a class="zg-skip" href="#main">跳到正文</a><div class="zg-shell">'
    yield from _side(topics)
    yield '<main class="zg-main" id="main" tabindex="-1"><div class="zg-pagehead"><h1>合规核查结果</h1>'
    yield f"<p>{esc(dataset_name(check))}　基准日 {_time(check.as_of.isoformat())}　期间 "
    yield f"{_time(check.since.isoformat())} 至 {_time(check.as_of.isoformat())}</p></div>"
    yield from band(check, topics, listed)
    yield from rules_table(check, topics)
    yield from periods_panel(check, topics)
    if any(topic.size for topic in topics):
        yield FILTER.format(options=_options(listed))
    yield from topic_panels(check, topics, workbook)
    yield from _unconfirmed(check)
    yield f'<footer class="zg-foot">{DISCLAIMER}。组工</footer></main></div>'
    yield f"<script>{SCRIPT}</script></body></html>\n"


def _head(check: Check) -> Iterator[str]:
    style = resources.files("zugong.regulations.reports").joinpath("report.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(SCRIPT)}; img-src data:"
    policy += "; base-uri 'none'; form-action 'none'"
    yield '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{esc(policy)}">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>合规核查结果 · {esc(dataset_name(check))} · 基准日 {check.as_of}</title>"
    yield f'<link rel="icon" href="data:,"><style>{style}</style></head>'


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _side(topics: Sequence[TopicSection]) -> Iterator[str]:
    yield f'<header class="zg-side"><div class="zg-side__in">{BRAND}<nav class="zg-nav" aria-label="本页内容"><ul>'
    yield f'<li><a href="#main">{_mono("总")}汇总</a></li>'
    for topic in topics:
        if topic.size:
            fails = topic.summary.fails
            tone = "" if fails else ' class="is-zero"'
            yield f'<li><a href="#topic-{esc(topic.key)}">{_mono(topic.label[:1])}{esc(topic.label)}'
            yield f'<b{tone}><span class="zg-sr">不合规</span>{fails:,}</b></a></li>'
    yield "</ul></nav></div></header>"


def _mono(character: str) -> str:
    return f'<span class="zg-mono" aria-hidden="true">{esc(character)}</span>'


def _time(day: str) -> str:
    return f'<time datetime="{day}">{day}</time>'


def _options(listed: Listed) -> str:
    shown = {"fail": "不合规", "unknown": "待核"}
    if listed is Listed.ALL:
        shown |= {"pass": "合规", "not_applicable": "不适用"}
    return "".join(f'<option value="{value}">{label}</option>' for value, label in shown.items())


def _unconfirmed(check: Check) -> Iterator[str]:
    if not check.unconfirmed:
        return
    yield '<section class="zg-panel" aria-labelledby="h-doubt">'
    yield panel_head("doubt", "待核实的依据", "条文或条号尚未核对原件，引用前请核对")
    yield '<ul class="zg-panel__body">'
    yield from (f"<li>{esc(citation_label(check, citation))}</li>" for citation in sorted(check.unconfirmed))
    yield "</ul></section>"
