"""Lays local values over the shipped law, through the same reader and the same overlay as a pack on disk."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from zugong.audit.canonical import canonical
from zugong.core.clock import today
from zugong.gates.drafts import LocalValueDraft
from zugong.regulations.law.documents import Block, Cell, Rows
from zugong.regulations.law.model import Law, Parameter, Source, Value, article_label
from zugong.regulations.law.overlay import overlay
from zugong.regulations.law.parameters import ParameterReader
from zugong.regulations.law.problems import BadPack, PackProblem


LOCAL_PACK = "本地值"
"""The name of the pack that local values make up; `line` of its values is the number of the local value."""

Numbered = tuple[int, LocalValueDraft]


def laid_over(law: Law, drafts: Sequence[Numbered]) -> Law:
    """The law with the local values on top, later ones over earlier ones. Raises BadPack."""
    sources, parameters = dict(law.sources), dict(law.parameters)
    faults: list[PackProblem] = []
    for number, draft in drafts:
        source = _source(draft, sources.get(slug(draft)))
        sources[source.slug] = source  # stays when a value is revoked: findings of before still cite it
        if draft.until == draft.since:
            continue
        units = {key: parameter.unit for key, parameter in parameters.items()}
        reader = ParameterReader(sources, (), units, LOCAL_PACK, today(), faults)
        said = reader.read(_block(number, draft), draft.parameter, f"{LOCAL_PACK}第 {number} 号")
        if said:
            parameters[said.key] = overlay(parameters.get(said.key), said)
    if faults:
        raise BadPack(faults)
    digest = law.digest + canonical([[number, draft.as_content()] for number, draft in drafts])
    return Law(MappingProxyType(sources), MappingProxyType(parameters), hashlib.sha256(digest.encode()).hexdigest())


def slug(draft: LocalValueDraft) -> str:
    """The slug of a document: the same for all values that stand in it."""
    return f"local-{_short_hash(draft.document_title, draft.document_number, draft.issued_on.isoformat())}"


def place_label(draft: LocalValueDraft) -> str:
    """示例组发〔2023〕20号第3条: the document and clause, for tables and the record."""
    source = _source(draft, None)
    return source.short + article_label(source, _article(draft.clause))


def full_label(draft: LocalValueDraft) -> str:
    """《示例通知》（示例组发〔2023〕20号）第3条: the same for a page."""
    number = f"（{draft.document_number}）" if draft.document_number else ""
    return f"《{draft.document_title}》{number}{article_label(_source(draft, None), _article(draft.clause))}"


def is_local(value: Value) -> bool:
    """Whether the value was set here, through the desk."""
    return value.pack == LOCAL_PACK


def document_of(law: Law, value: Value) -> Source:
    """The regulation or document a value cites."""
    return law.sources[value.cites.split("#")[0]]


def state_of(parameter: Parameter) -> list[list[str]]:
    """What the law says of a parameter through all its days; a proposal rests on it."""
    return [
        [str(value.since), str(value.until), str(value.value), value.cites, str(value.verified_on)]
        for value in parameter.versions()
    ]


def _source(draft: LocalValueDraft, known: Source | None) -> Source:
    heading = {} if _numbered(draft.clause) else {_article(draft.clause): draft.clause}
    if known:
        return replace(known, headings={**known.headings, **heading})
    return Source(
        slug=slug(draft),
        title=draft.document_title,
        short=draft.document_number or draft.document_title,
        kind="local",
        issued_on=draft.issued_on,
        since=draft.issued_on,
        until=None,
        document_number=draft.document_number or None,
        confidence="A",
        verified_on=draft.verified_on,
        note="",
        headings=heading,
        pack=LOCAL_PACK,
        file=LOCAL_PACK,
        line=0,
    )


def _block(number: int, draft: LocalValueDraft) -> Block:
    """The draft as a pack would write it."""
    cells = {
        "since": draft.since.isoformat(),
        "until": draft.until and draft.until.isoformat(),
        "value": draft.value,
        "cites": f"{slug(draft)}#{_article(draft.clause)}",
        "confidence": "A" if draft.verified_on else "B",
        "verified_on": draft.verified_on and draft.verified_on.isoformat(),
        "note": draft.note,
        "applied_before_source": "true" if draft.since < draft.issued_on else None,
    }
    row = Block({key: Cell(text or None, number) for key, text in cells.items()}, number)
    return Block({"values": Rows((row,), number)}, number)


def _article(clause: str) -> str:
    return clause if _numbered(clause) else f"clause-{_short_hash(clause)}"


def _numbered(clause: str) -> bool:
    return bool(re.fullmatch(r"[1-9]\d*(\.[1-9]\d*){0,3}", clause))


def _short_hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]
