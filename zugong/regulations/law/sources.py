"""One regulation version from its file."""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from zugong.regulations.law.documents import Block
from zugong.regulations.law.forms import Form
from zugong.regulations.law.model import SOURCE_KINDS, Confidence, Source
from zugong.regulations.law.problems import PackProblem


SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONFIDENCES = ("A", "B", "C")
_KEYS = (
    "slug",
    "title",
    "short",
    "kind",
    "issued_on",
    "since",
    "until",
    "document_number",
    "confidence",
    "verified_on",
    "note",
    "headings",
)


def read_source(
    block: Block, stem: str, pack: str, file: str, today: date, faults: list[PackProblem]
) -> Source | None:
    """The source a file describes. Faults are noted in `faults`; then there is none."""
    before = len(faults)
    form = Form(block, file, faults)
    form.only(_KEYS)
    source = Source(
        slug=form.text("slug", required=True) or "",
        title=form.text("title", required=True) or "",
        short=form.text("short", required=True) or "",
        kind=form.choice("kind", SOURCE_KINDS, required=True) or "",
        issued_on=form.day("issued_on"),
        since=form.start("since"),
        until=form.day("until"),
        document_number=form.text("document_number"),
        confidence=cast(Confidence, form.choice("confidence", CONFIDENCES, required=True)),
        verified_on=form.past_day("verified_on", today),
        note=form.text("note") or "",
        headings=form.texts("headings"),
        pack=pack,
        file=file,
        line=block.line,
    )
    _check(source, stem, form)
    return source if len(faults) == before else None


def _check(source: Source, stem: str, form: Form) -> None:
    if source.slug and source.slug != stem:
        form.refuse(f"代号 {source.slug} 与文件名 {stem} 不同", "两者写成一样", "slug")
    if not SLUG.fullmatch(stem):
        form.refuse(f"文件名 {stem} 不能作代号", "只用小写英文字母、数字和连字符，如 appointment-regulations-2019")
    if source.since and source.until and source.until <= source.since:
        form.refuse("截止日不在起始日之后", "until 写失效的第一天，应晚于 since", "until")
    for name in source.headings:
        if not SLUG.fullmatch(name) or name.isdecimal():
            form.refuse(f"条款名 {name} 不合写法", "只用小写英文字母、数字和连字符，且不全是数字", "headings")
