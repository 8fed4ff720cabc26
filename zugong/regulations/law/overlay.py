"""Lays a pack over the parameters known so far: a local value cuts the shipped ones and hands back at its `until`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from zugong.regulations.law.model import Parameter, Value
from zugong.regulations.law.parameters import ParameterFile


def overlay(known: Parameter | None, said: ParameterFile) -> Parameter:
    """The parameter after a pack has spoken. Values of confidence C are added, but cut nothing: they are off."""
    if known is None:
        return Parameter(said.key, said.title or "", said.unit or "", said.values, said.reading, said.note)
    values: Iterable[Value] = known.values
    for value in said.values:
        if value.enabled:
            values = [piece for shipped in values for piece in _without(shipped, value)]
    merged = sorted([*values, *said.values], key=lambda value: value.since or date.min)
    note = "\n".join(filter(None, (known.note, said.note)))
    return replace(known, values=tuple(merged), reading=known.reading or said.reading, note=note)


def _without(shipped: Value, local: Value) -> Iterator[Value]:
    """What is left of a shipped value before and after a local one."""
    if not _overlap(shipped, local):
        yield shipped
        return
    if local.since is not None and (shipped.since is None or shipped.since < local.since):
        yield replace(shipped, until=local.since)
    if local.until is not None and (shipped.until is None or local.until < shipped.until):
        yield replace(shipped, since=local.until)


def _overlap(one: Value, other: Value) -> bool:
    return _begins_before(one.since, other.until) and _begins_before(other.since, one.until)


def _begins_before(since: date | None, until: date | None) -> bool:
    return since is None or until is None or since < until
