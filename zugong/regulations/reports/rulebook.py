"""The rulebook as Markdown: rules by topic with their dated parameters, and an index from article to rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from zugong.regulations.book import Book, CompiledRule
from zugong.regulations.findings import SUBJECT_KINDS, TOPICS
from zugong.regulations.law.model import Law, Parameter, Value


INTRODUCTION = """# 规则手册

本手册由系统生成，请勿手改。每条规则列出它说什么、核查谁、约束力，以及每个参数在各个时期的值、依据和把握程度。
“待核实”表示还没有人与官方文本核对；把握程度 A 为见过文本或官方转述，B 为凭记忆或二手资料，C 为未经证实、没有启用。

找一条规则：先在[条文索引](#条文索引)里找条文，点规则代号；或者运行 `zugong law show 规则代号`。
"""


OFF = "　**未启用**（参数未经证实，可在本地法规包中写明依据后启用）"


def rulebook_markdown(book: Book, law: Law, open_clauses: Sequence[Mapping[str, Any]]) -> str:
    """The whole rulebook."""
    parts = [
        INTRODUCTION,
        *_index(book, law),
        *(line for topic, label in TOPICS.items() for line in _topic(topic, label, book, law)),
        *_open(open_clauses),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _index(book: Book, law: Law) -> Iterator[str]:
    """Article -> rules, by regulation."""
    rules: dict[str, set[str]] = defaultdict(set)
    for rule in book.values():
        for _, value in _values(rule, law):
            rules[value.cites].add(rule.key)
    yield "## 条文索引\n"
    yield "| 条文 | 规则 |\n|---|---|"
    for citation in sorted(rules, key=_article_order):
        links = "、".join(f"[{key}](#{_anchor(key)})" for key in sorted(rules[citation]))
        yield f"| {law.cite_label(citation)} `{citation}` | {links} |"
    yield ""


def _article_order(citation: str) -> tuple[str, list[tuple[int, str]]]:
    source, article = citation.split("#")
    return source, [(int(part), "") if part.isdigit() else (0, part) for part in article.split(".")]


def _anchor(key: str) -> str:
    return key.replace(".", "").lower()


def _values(rule: CompiledRule, law: Law) -> Iterator[tuple[Parameter, Value]]:
    for key in rule.parameters:
        parameter = law.parameter(key)
        for value in parameter.values:
            yield parameter, value


def _topic(topic: str, label: str, book: Book, law: Law) -> Iterator[str]:
    yield f"## {label}\n"
    for rule in book.values():
        if rule.card.topic == topic:
            yield from _rule(rule, law)


def _rule(rule: CompiledRule, law: Law) -> Iterator[str]:
    off = "" if all(law.parameter(key).versions() for key in rule.parameters) else OFF
    yield f"### {rule.key}\n"
    yield f"**{rule.title}**　约束力：{rule.force.label}　核查对象：{SUBJECT_KINDS[rule.subject]}{off}\n"
    yield f"{rule.explanation}\n"
    yield "| 参数 | 起 | 止 | 值 | 依据 | 把握 | 核实 |\n|---|---|---|---|---|---|---|"
    yield from (_row(parameter, value, law) for parameter, value in _values(rule, law))
    yield ""


def _row(parameter: Parameter, value: Value, law: Law) -> str:
    verified = "待核实" if law.unconfirmed_value(value) else "已核实"
    cells = [
        parameter.title + ("（本系统的理解）" if parameter.reading else ""),
        value.since.isoformat() if value.since else "一直",
        value.until.isoformat() if value.until else "",
        parameter.show(value),
        f"{law.cite_label(value.cites)} `{value.cites}`",
        value.confidence,
        verified,
    ]
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _open(clauses: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "## 还没有成为规则的条款\n"
    yield "这些条款可以计数，但数据表里还没有它们需要的内容；等记录这些内容的流程建成，再写成规则。\n"
    yield "| 条款 | 依据 | 由哪个流程记录 | 缺什么 |\n|---|---|---|---|"
    for clause in clauses:
        yield f"| {clause['clause']} | {clause['citation']} | {clause['process']} | {clause['why']} |"
