"""Fills documents: with the template in use, else in the layout that comes with the system."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

from zugong.documents.kinds import KINDS
from zugong.documents.selectors import in_use
from zugong.documents.values import PHOTO, form_values
from zugong.evidence.keeping import content_of
from zugong.formats.documents.rendering import Picture, render
from zugong.formats.forms.docx import write_docx
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.grids import Unopenable


APPOINTMENT_FORM = "appointment_form"
PHOTO_WIDTH, PHOTO_HEIGHT = 32.0, 40.0
"""Millimetres; 4:5."""


def appointment_form(form: AppointmentForm, today: date) -> tuple[bytes, list[FormProblem]]:
    """干部任免审批表 as a Word document, and what an officer should look at in it."""
    used = in_use(APPOINTMENT_FORM)
    if used is not None:
        return _filled(content_of(used.file), form, today)
    target = BytesIO()
    problems = write_docx(form, target, today=today)
    return target.getvalue(), problems


def _filled(template: bytes, form: AppointmentForm, today: date) -> tuple[bytes, list[FormProblem]]:
    try:
        return fill_form(template, form, today), []
    except Unopenable as fault:
        bare = replace(form, photo=None)
        return fill_form(template, bare, today), [
            FormProblem("photo", "", f"照片不能用：{fault}", "请换一张照片后重新生成")
        ]


def fill_form(template: bytes, form: AppointmentForm, today: date) -> bytes:
    """A template filled with the fields of a form. Raises Unopenable for a photo that cannot be read."""
    values = form_values(form, today)
    if form.photo:
        values[PHOTO] = Picture(form.photo, PHOTO_WIDTH, PHOTO_HEIGHT)
    return render(template, values, allowed=KINDS[APPOINTMENT_FORM].placeholders)
