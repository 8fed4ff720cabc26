"""The check as JSON for programs: one object, one finding a line, written as it goes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from zugong.regulations.findings import Check, RuleSummary
from zugong.regulations.reports.sections import canonical, rows


def write_json(check: Check, stream: BinaryIO) -> None:
    """Write `{"as_of", "since", "summary": […], "findings": […]}` in UTF-8."""
    head = f'{{"as_of": {_encode(check.as_of.isoformat())}, "since": {_encode(check.since.isoformat())}'
    stream.write(f'{head}, "summary": ['.encode())
    _write_items(stream, map(_counts, check.summary))
    stream.write(b'], "findings": [')
    _write_items(stream, (row._asdict() for row in rows(canonical(check.findings))))
    stream.write(b"]}\n")


def _counts(row: RuleSummary) -> dict[str, Any]:
    return {
        "rule": row.rule,
        "pass": row.passes,
        "fail": row.fails,
        "unknown": row.unknowns,
        "not_applicable": row.not_applicables,
    }


def _write_items(stream: BinaryIO, items: Iterable[dict[str, Any]]) -> None:
    separator = "\n"
    for item in items:
        stream.write((separator + _encode(item)).encode())
        separator = ",\n"


_encode = json.JSONEncoder(ensure_ascii=False).encode
