"""Word templates for tests, as an officer's word processor leaves them: marks torn over runs, tables, headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx

from zugong.formats.documents.base import blank_document


def template(
    *paragraphs: str, header: str = "", rows: Sequence[Sequence[str]] = (), runs: Sequence[str] = (), title: str = ""
) -> bytes:
    document = blank_document(title, margins=(20, 20, 20, 20))
    for text in paragraphs:
        document.add_paragraph(text)
    if runs:
        torn = document.add_paragraph()
        for place, text in enumerate(runs):
            torn.add_run(text).bold = place % 2 == 0
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | str]) -> bytes:
    """The package with parts put in or replaced."""
    kept = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return kept.getvalue()


def part(content: bytes, name: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name).decode()


def words(content: bytes) -> list[str]:
    """Paragraphs, then rows of tables with bars between their cells."""
    document = docx.Document(BytesIO(content))
    rows = ["|".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return [paragraph.text for paragraph in document.paragraphs] + rows
