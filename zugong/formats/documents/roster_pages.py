"""A roster as a Word document: the head on every page, no row torn apart, page numbers below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from docx.table import Table, _Cell

from zugong.formats.documents.base import HEI, SONG, TITLE, blank_document
from zugong.formats.documents.listing import Entry, Roster, heading_of, text_of
from zugong.formats.documents.pictures import put_picture
from zugong.formats.documents.saving import Target, save_document
from zugong.formats.documents.tables import PADDING, Cell, Line, Row, add_line, add_table
from zugong.formats.photos import read_photo


MARGINS = (18.0, 15.0, 16.0, 15.0)
SIZE, PITCH = 10.5, 14.0
"""Points: letters of the rows, distance of their lines."""
ROW, PHOTO_ROW = 8.5, 23.0
"""Least height of a row in millimetres."""
PHOTO_WIDTH, PHOTO_HEIGHT = 16.8, 21.0


def write_pages(roster: Roster, target: Target) -> None:
    """Write the roster as .docx. Raises OSError, and Unopenable for a photo that cannot be read."""
    document = blank_document(roster.title, margins=MARGINS, landscape=roster.is_landscape)
    add_line(document, Line(roster.title, 20, 30, "center", TITLE))
    if roster.note:
        add_line(document, Line(roster.note, 12, 20, "center"))
    add_line(document, Line("", 2, 4))
    width = (297 if roster.is_landscape else 210) - MARGINS[1] - MARGINS[3]
    widths = [share * width for share in roster.shares]
    table = add_table(document, widths, list(_rows(roster, widths)))
    _place_photos(table, roster)
    if roster.signature:
        add_line(document, Line(roster.signature, 12, 34))
    _number_pages(document)
    save_document(document, target)


def _rows(roster: Roster, widths: Sequence[float]) -> Iterator[Row]:
    heads = roster.heads([(width - 2 * PADDING) * 72 / 25.4 / SIZE for width in widths])
    yield Row(12, [_cell(head, font=HEI) for head in heads], is_head=True)
    number = 0
    for group in roster.groups:
        if group.title is not None:
            yield Row(ROW, [Cell([Line(heading_of(group), 11, 15, "left", HEI, stays=True)], len(heads), padding=2)])
        for entry in group.entries:
            number += 1
            yield _row(roster, number, entry)


def _row(roster: Roster, number: int, entry: Entry) -> Row:
    lead = [_cell(str(number)), *([Cell([Line("", SIZE, 0, "center")], padding=0)] if roster.has_photos else [])]
    texts = [_cell(text_of(value), column.align) for column, value in zip(roster.columns, entry.values, strict=True)]
    return Row(PHOTO_ROW if roster.has_photos else ROW, [*lead, *texts])


def _cell(text: str, align: str = "center", font: str = SONG) -> Cell:
    return Cell([Line(line, SIZE, PITCH, align, font) for line in text.split("\n")])


def _place_photos(table: Table, roster: Roster) -> None:
    rows = iter(table._tbl.tr_lst[1:])
    number = 0
    for group in roster.groups if roster.has_photos else ():
        if group.title is not None:
            next(rows)
        for entry, row in zip(group.entries, rows, strict=False):
            number += 1
            if entry.photo is not None:
                ready = read_photo(entry.photo, largest=(240, 300))
                put_picture(_Cell(row.tc_lst[1], table), ready.content, (PHOTO_WIDTH, PHOTO_HEIGHT), number)


def _number_pages(document: Document) -> None:
    """第 X 页 共 Y 页, counted by the word processor."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, field in (("第 ", "PAGE"), (" 页　共 ", "NUMPAGES"), (" 页", "")):
        paragraph.add_run(text).font.size = Pt(9)
        if field:
            run = '<w:r><w:rPr><w:sz w:val="18"/></w:rPr><w:t>1</w:t></w:r>'
            paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {field} ">{run}</w:fldSimple>'))
