"""Looks at a template before anybody uses it: its words, and how it comes out filled with an invented person."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from zugong.documents.kinds import KINDS
from zugong.documents.rendering import fill_form
from zugong.documents.specimen import specimen_form
from zugong.formats.documents.rendering import check_template
from zugong.formats.forms.docx import write_docx


def faults_of(kind: str, content: bytes) -> list[str]:
    """What keeps the file from being a template of that kind; in words, nothing when it is one."""
    return [
        f"{fault.where}{f'“{fault.found}”' if fault.found else ''}：{fault.problem}，{fault.remedy}"
        for fault in check_template(content, KINDS[kind].placeholders)
    ]


def specimen_of(kind: str, content: bytes, today: date) -> bytes:
    """The template filled with an invented person."""
    return fill_form(content, specimen_form(), today)


def built_in_specimen(kind: str, today: date) -> bytes:
    """The layout that comes with the system, filled with the same person."""
    target = BytesIO()
    write_docx(specimen_form(), target, today=today)
    return target.getvalue()
