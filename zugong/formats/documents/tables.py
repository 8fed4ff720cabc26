"""Tables of a Word document, from rows of cells whose sizes are known beforehand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from docx.document import Document
from docx.oxml import parse_xml
from docx.table import Table, _Cell

from zugong.formats.documents.base import SONG


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_UNPRINTABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PADDING = 0.8
"""Millimetres between a cell's text and its border, left and right."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. Size and pitch (distance of lines; 0 for a picture's own) in points.

    `behind`: points by which what follows a tab stands behind the first margin, on every line. `stays`: on the page
    of what follows.
    """

    text: str
    size: float = 12
    pitch: float = 16
    align: str = "left"
    font: str = SONG
    bold: bool = False
    behind: float = 0
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. `merge`: start or go on with a merge downwards; `open` names the sides without a border."""

    lines: Sequence[Line] = ()
    span: int = 1
    merge: str = ""
    upright: str = "center"
    is_vertical: bool = False
    open: Sequence[str] = ()
    padding: float = PADDING


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its least height in millimetres. `is_exact`: may not grow. `is_head`: each page repeats it."""

    height: float
    cells: Sequence[Cell]
    is_exact: bool = False
    is_head: bool = False


def add_table(document: Document, widths: Sequence[float], rows: Sequence[Row]) -> Table:
    """Append a table; column widths in millimetres."""
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    xml = (
        f'<w:tbl xmlns:w="{_WORD}"><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(_row(row, widths) for row in rows)}</w:tbl>"
    )
    table = parse_xml(xml)
    document.element.body.insert_element_before(table, "w:sectPr")
    return Table(table, document._body)


def add_line(document: Document, line: Line, *, opens_page: bool = False) -> None:
    """Append a paragraph, at the top of a new page if so asked."""
    xml = _paragraph(line, opens_page=opens_page).replace("<w:p>", f'<w:p xmlns:w="{_WORD}">', 1)
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def cell_at(table: Table, row: int, place: int) -> _Cell:
    """The cell written as number `place` of that row, merged or not."""
    return _Cell(table._tbl.tr_lst[row].tc_lst[place], table)


def printable(text: str) -> str:
    """The text without characters that no document may hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _row(row: Row, widths: Sequence[float]) -> str:
    rule = "exact" if row.is_exact else "atLeast"
    height = f'<w:trHeight w:val="{_twips(row.height)}" w:hRule="{rule}"/>' if row.height else ""
    head = "<w:tblHeader/>" if row.is_head else ""
    cells, first = [], 0
    for cell in row.cells:
        cells.append(_cell(cell, sum(widths[first : first + cell.span])))
        first += cell.span
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{head}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: float) -> str:
    merge = {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[cell.merge]
    borders = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right") if side in cell.open)
    around = "".join(
        f'<w:{side} w:w="{_twips(size)}" w:type="dxa"/>'
        for side, size in (("top", 0), ("left", cell.padding), ("bottom", 0), ("right", cell.padding))
    )
    shape = (
        f'<w:tcW w:w="{_twips(width)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "")
        + merge
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + f"<w:tcMar>{around}</w:tcMar>"
        + ('<w:textDirection w:val="tbRlV"/>' if cell.is_vertical else "")
        + f'<w:vAlign w:val="{cell.upright}"/>'
    )
    return f"<w:tc><w:tcPr>{shape}</w:tcPr>{''.join(map(_paragraph, cell.lines or (Line(''),)))}</w:tc>"


def _paragraph(line: Line, *, opens_page: bool = False) -> str:
    behind = round(line.behind * 20)
    indent = f'<w:ind w:left="{behind}" w:hanging="{behind}"/>' if behind else ""
    rule = "exact" if line.pitch else "auto"
    shape = (
        ("<w:keepNext/>" if line.stays else "")
        + ("<w:pageBreakBefore/>" if opens_page else "")
        + '<w:snapToGrid w:val="0"/>'
        + f'<w:spacing w:before="0" w:after="0" w:line="{round(line.pitch * 20) or 240}" w:lineRule="{rule}"/>'
        + indent
        + f'<w:jc w:val="{line.align}"/>'
    )
    run = (
        f'<w:rFonts w:ascii="{line.font}" w:hAnsi="{line.font}" w:eastAsia="{line.font}" w:hint="eastAsia"/>'
        + ("<w:b/>" if line.bold else "")
        + f'<w:sz w:val="{round(line.size * 2)}"/><w:szCs w:val="{round(line.size * 2)}"/>'
    )
    return f"<w:p><w:pPr>{shape}<w:rPr>{run}</w:rPr></w:pPr>{_runs(printable(line.text), run)}</w:p>"


def _runs(text: str, shape: str) -> str:
    pieces = [piece for piece in re.split(r"([\t\n])", text) if piece]
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>"}
    inner = "".join(marks.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in pieces)
    return f"<w:r><w:rPr>{shape}</w:rPr>{inner}</w:r>" if inner else ""


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
