"""干部任免审批表 as a Word document: always two A4 pages, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docx.document import Document
from docx.table import Table

from zugong.core import clock
from zugong.formats.documents.base import TITLE, blank_document
from zugong.formats.documents.pictures import put_picture
from zugong.formats.documents.saving import Target, save_document
from zugong.formats.documents.tables import Cell, Line, Row, add_line, add_table, cell_at
from zugong.formats.forms.docx_boxes import HANGING, LEGIBLE, Band, Box, Fitted, fit, padding_of
from zugong.formats.forms.docx_pages import BACK, FRONT, back, front
from zugong.formats.forms.docx_words import counting_month
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.grids import Unopenable
from zugong.formats.photos import read_photo


MARGINS = (18.0, 20.0, 14.0, 20.0)
"""Millimetres: top, right, bottom, left."""
FRONT_HEIGHT, BACK_HEIGHT = 250.0, 254.0
"""Millimetres that the tables of the two pages fill; what is left of 265 holds the title, or 填表人."""
PHOTO_WIDTH, PHOTO_HEIGHT = 32.8, 41.0
_UNPRINTED = {"retirement_on": "到龄年月", "former_age_limit": "改革前任职年龄界限"}


def write_docx(form: AppointmentForm, target: Target, *, today: date | None = None) -> list[FormProblem]:
    """Write the form to a path or an open binary file; return what an officer should look at in the print.

    Ages are completed years to the month of 计算年龄时间, else 填表时间, else `today` (left out: the day in China),
    which is told. Raises OSError when the target cannot be written.
    """
    counted_to, problems = counting_month(form, today or clock.today())
    document = blank_document(f"干部任免审批表 {form.name or ''}".strip(), margins=MARGINS)
    add_line(document, Line("干 部 任 免 审 批 表", 22, 30, "center", TITLE))
    add_line(document, Line("", 2, 6))
    first, problems_in_front = _page(document, front(form, counted_to), FRONT, FRONT_HEIGHT)
    add_line(document, Line("", 1, 1), opens_page=True)
    _, problems_in_back = _page(document, back(form, counted_to), BACK, BACK_HEIGHT)
    add_line(document, Line(f"填表人：{form.filled_by or ''}", 12, 22))
    problems += [*problems_in_front, *problems_in_back, *_place_photo(first, form.photo), *_left_out(form)]
    save_document(document, target)
    return problems


def _page(
    document: Document, bands: Sequence[Band], widths: Sequence[float], height: float
) -> tuple[Table, list[FormProblem]]:
    fitted = fit(bands, widths, height)
    rows = [
        Row(tall, [_cell(box, *letter) for box, letter in zip(band.boxes, letters, strict=True)])
        for band, tall, letters in zip(bands, fitted.heights, fitted.letters, strict=True)
    ]
    return add_table(document, widths, rows), list(_smallness(bands, fitted))


def _cell(box: Box, size: float, pitch: float) -> Cell:
    if box.merge == "on":
        return Cell(span=box.span, merge="on", is_vertical=box.is_vertical, open=box.open)
    pitch = 0 if box.field == "photo" else pitch
    behind = size * HANGING / 100 if box.is_hanging else 0.0
    lines = [
        Line(text, size, pitch, box.align, behind=behind if "\t" in text or not box.is_hanging else 0)
        for text in box.text.split("\n")
    ]
    return Cell(lines, box.span, box.merge, box.upright, box.is_vertical, box.open, padding_of(box))


def _smallness(bands: Sequence[Band], fitted: Fitted) -> Iterator[FormProblem]:
    told: set[str] = set()
    for band, letters in zip(bands, fitted.letters, strict=True):
        for box, (size, _) in zip(band.boxes, letters, strict=True):
            if box.field and box.text and size < LEGIBLE and box.field not in told:
                told.add(box.field)
                yield FormProblem(
                    box.field,
                    box.text,
                    f"内容较多，打印时字号已缩到 {size:g} 磅才放得下",
                    "请精简文字，或核对是否重复",
                )
    if not fitted.fits:
        yield FormProblem("", "", "内容太多，缩到最小字号仍超出本页，打印会多出一页", "请精简最长的几栏")


def _place_photo(table: Table, photo: bytes | None) -> list[FormProblem]:
    if photo is None:
        return []
    try:
        ready = read_photo(photo)
    except Unopenable as refusal:
        return [FormProblem("photo", f"{len(photo)} 字节", f"{refusal.reason}，没有印上", refusal.remedy)]
    put_picture(cell_at(table, 0, 6), ready.content, (PHOTO_WIDTH, PHOTO_HEIGHT), 1)
    return [
        FormProblem("photo", f"{ready.width}×{ready.height} 像素", note, "请核对，必要时更换照片")
        for note in ready.notes
    ]


def _left_out(form: AppointmentForm) -> Iterator[FormProblem]:
    remedy = "如需随表报送，请另附说明或报送 .lrmx 文件"
    for field, label in _UNPRINTED.items():
        if value := getattr(form, field):
            yield FormProblem(field, value, f"表样没有“{label}”一栏，没有印入", remedy)
    for name, text in form.unknown.items():
        yield FormProblem(name, text, "表样没有这一栏，没有印入", remedy)
