"""What a file is, told by its content."""

from __future__ import annotations

from io import BytesIO
from zipfile import BadZipFile, ZipFile


JPEG, PNG, PDF = "image/jpeg", "image/png", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LRMX, LRM = "application/x-lrmx", "application/x-lrm"

PICTURES = frozenset({JPEG, PNG})
PAPERS = PICTURES | {PDF, DOCX, XLSX}

_BEGINNINGS = ((b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG), (b"%PDF-", PDF))
_PARTS = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))


def media_type_of(content: bytes) -> str | None:
    """The media type of the kinds kept here, None for any other."""
    for beginning, media_type in _BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    if b"<Person" in content[:2_000]:
        return LRMX
    return LRM if content.startswith(b'"') and content.count(b'","') >= 20 else None


def _office_type(content: bytes) -> str | None:
    try:
        names = set(ZipFile(BytesIO(content)).namelist())
    except BadZipFile:
        return None
    return next((media_type for part, media_type in _PARTS if part in names), None)
