"""What a template is filled with: the fields of an appointment form under the words printed on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from zugong.formats.forms.docx_words import age_of, as_shown, career_text, counting_month, dotted, relative_age
from zugong.formats.forms.fields import DAYS, FIELDS, RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm, Relative


_NOT_WORDS = frozenset({"resume", "family", "photo", "version"})
_MONTHS = frozenset({*DAYS, "party_joined_on"})

PHOTO = "照片"
FORM_WORDS = (
    *(field.label for field in FIELDS if field.name not in _NOT_WORDS),
    "其他党派",
    "年龄",
    "简历全文",
    PHOTO,
)
FORM_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"简历": ("起", "止", "内容"), "家庭成员": (*(field.label for field in RELATIVE_FIELDS), "年龄")}
)


def form_values(form: AppointmentForm, today: date) -> dict[str, Any]:
    """The words and lists of a form, empty text where it has no value; months as `1972.04`, ages as on the form."""
    counted_to, _ = counting_month(form, today)
    age = age_of(form.born_on, counted_to)
    words = {field.label: _word(form, field.name) for field in FIELDS if field.name not in _NOT_WORDS}
    return words | {
        "其他党派": "、".join(form.parties),
        "年龄": "" if age is None else str(age),
        "简历全文": career_text(form),
        PHOTO: "",
        "简历": [{"起": dotted(line.since), "止": dotted(line.until), "内容": line.text} for line in form.resume],
        "家庭成员": [_relative(relative, counted_to) for relative in form.family],
    }


def _word(form: AppointmentForm, name: str) -> str:
    return as_shown(form, name) if name in _MONTHS else getattr(form, name) or ""


def _relative(relative: Relative, counted_to: int) -> dict[str, str]:
    words = {field.label: getattr(relative, field.name) or "" for field in RELATIVE_FIELDS}
    return words | {"出生日期": dotted(relative.born_on), "年龄": relative_age(relative, counted_to)}
