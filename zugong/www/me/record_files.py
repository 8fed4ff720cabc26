"""The record as files the person takes along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from zugong.documents.form_files import pack_forms
from zugong.people.form_rows import forms_of
from zugong.people.forms import Occasion
from zugong.people.models import Person
from zugong.www.me.record_parts import PART_SECTIONS, as_plain


FORMS: Mapping[str, str] = {"docx": "任免审批表（Word）", "lrmx": "任免审批表（.lrmx）"}


def json_file(person: Person, day: date) -> HttpResponse:
    """Everything held, as one JSON file."""
    sections = [section for part in PART_SECTIONS.values() for section in part(person)]
    text = json.dumps(as_plain(sections, day), ensure_ascii=False, indent=2)
    return _attached(text.encode(), f"我的档案-{person.code}.json", "application/json; charset=utf-8")


def form_file(person: Person, kind: str, day: date) -> HttpResponse:
    """The appointment form as of today; what an officer wrote there for a proposal is none of the person's facts."""
    month = f"{day:%Y-%m}"
    packed = pack_forms(forms_of([person], day, Occasion(month, month)), kind, day)
    return _attached(packed.content, packed.name, packed.media_type)


def _attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return response
