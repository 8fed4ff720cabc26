"""From a form to the texts of a file: what both formats write for each field."""

from __future__ import annotations

from zugong.formats.forms.career import career, read_career
from zugong.formats.forms.citizen import born_of
from zugong.formats.forms.cleaning import storable, trimmed
from zugong.formats.forms.days import day_text
from zugong.formats.forms.fields import BY_NAME, DAYS, RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm, Relative
from zugong.formats.forms.parties import parties_text, read_parties


def field_texts(form: AppointmentForm) -> dict[str, str]:
    """Field -> text as form files write it, empty where there is no value; without relatives and photo.

    Where the file the form was read from had a text that the value does not say, that text.
    """
    texts = {name: plain(getattr(form, name)) for name in BY_NAME if name not in ("resume", "family", "photo", *DAYS)}
    texts |= {name: _day(form, name) for name in DAYS}
    texts["party_joined_on"] = _parties(form)
    texts["resume"] = career_text(form)
    return texts


def plain(text: str | None) -> str:
    """The text as a file can hold it."""
    return trimmed(storable(text or ""))


def career_text(form: AppointmentForm) -> str:
    """The 简历 as stored where it says the lines of the form, else the lines in the standard form."""
    stored = plain(form.resume_text)
    if not form.resume or read_career(stored) == form.resume:
        return stored
    return plain(career(form.resume))


def _day(form: AppointmentForm, name: str) -> str:
    value, original = getattr(form, name), form.originals.get(name)
    if original and (value is None or (name == "born_on" and value == born_of(form.id_number))):
        return plain(original)
    return day_text(plain(value))


def _parties(form: AppointmentForm) -> str:
    original = form.originals.get("party_joined_on")
    if original and read_parties(original)[:2] == (form.party_joined_on, form.parties):
        return plain(original)
    return parties_text(form.party_joined_on, tuple(map(plain, form.parties)))


def relative_texts(relative: Relative) -> dict[str, str]:
    """Field of a relative -> text."""
    texts = {field.name: plain(getattr(relative, field.name)) for field in RELATIVE_FIELDS}
    written = relative.born_as_written
    texts["born_on"] = plain(written) if written and not relative.born_on else day_text(texts["born_on"])
    return texts
