"""What a template is filled with: the fields of an appointment form under the words printed on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from zugong.formats.forms.fields import FIELDS, RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm


_NOT_WORDS = frozenset({"resume", "family", "photo", "version"})

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
    """The words and lists of a form, empty text where it has no value; ages in years as of the form's own month."""
    told = {field.label: _text(getattr(form, field.name)) for field in FIELDS if field.name not in _NOT_WORDS}
    as_of = form.age_as_of or form.filled_on or today.isoformat()
    return told | {
        "其他党派": "、".join(form.parties),
        "年龄": _age(form.born_on, as_of),
        "简历全文": form.resume_text or "",
        PHOTO: "",
        "简历": [{"起": line.since or "", "止": line.until or "", "内容": line.text} for line in form.resume],
        "家庭成员": [
            {field.label: _text(getattr(relative, field.name)) for field in RELATIVE_FIELDS}
            | {"年龄": "" if _is_dead(relative.unit_and_post) else _age(relative.born_on, as_of)}
            for relative in form.family
        ],
    }


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _is_dead(words: str | None) -> bool:
    return any(word in (words or "") for word in ("去世", "已故"))


def _age(born_on: str | None, as_of: str) -> str:
    """Completed years, counted by months."""
    if not born_on:
        return ""
    months = [int(day[:4]) * 12 + int(day[5:7]) for day in (born_on, as_of)]
    return str((months[1] - months[0]) // 12)
