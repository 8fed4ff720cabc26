"""The JSON view of a form: every key present, null where the form has no value."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import Any

from zugong.formats.forms.fields import BY_NAME
from zugong.formats.forms.form import AppointmentForm, CareerLine, Spell


_ORDER = (
    "name", "sex", "born_on", "ethnicity", "native_place", "birthplace", "party_joined_on", "parties",
    "work_started_on", "health", "technical_title", "specialty", "full_time_education", "full_time_degree",
    "full_time_education_school", "full_time_degree_school", "in_service_education", "in_service_degree",
    "in_service_education_school", "in_service_degree_school", "current_post", "proposed_post", "removed_post",
    "resume", "resume_text", "rewards_and_sanctions", "annual_assessments", "reason", "family", "submitting_unit",
    "age_as_of", "filled_on", "filled_by", "id_number", "photo_sha256", "version", "retirement_on",
    "former_age_limit", "unknown", "problems",
)  # fmt: skip
_RELATIVE = ("relation", "name", "born_on", "political_status", "unit_and_post")
_APART = {"photo": "photo_sha256"}
LABELS = {name: field.label for name, field in BY_NAME.items()} | {
    "parties": "其他党派",
    "resume_text": "简历原文",
    "photo_sha256": "照片",
    "unknown": "不认识的项目",
    "file": "文件",
}


def form_view(form: AppointmentForm) -> dict[str, Any]:
    """The form as the object of the contract."""
    special: dict[str, Any] = {
        "parties": list(form.parties),
        "resume": [_line(line) for line in form.resume],
        "family": [{name: getattr(relative, name) or None for name in _RELATIVE} for relative in form.family],
        "photo_sha256": photo_hash(form),
        "unknown": dict(form.unknown),
        "problems": [asdict(one) | {"field": _APART.get(one.field, one.field)} for one in form.problems],
    }
    return {name: special[name] if name in special else getattr(form, name) or None for name in _ORDER}


def photo_hash(form: AppointmentForm) -> str | None:
    """SHA-256 of the photo's bytes, in hexadecimal digits."""
    return hashlib.sha256(form.photo).hexdigest() if form.photo else None


def _spell(spell: Spell | CareerLine) -> dict[str, Any]:
    return {"since": spell.since, "until": spell.until, "text": spell.text}


def _line(line: CareerLine) -> dict[str, Any]:
    return _spell(line) | {"within": [_spell(spell) for spell in line.within]}


def form_json(form: AppointmentForm) -> str:
    """The view as text, with a line end."""
    return json.dumps(form_view(form), ensure_ascii=False, indent=2) + "\n"
