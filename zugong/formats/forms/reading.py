"""From the texts of a file to a form: days, parties, names, number, career, relatives, and what does not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zugong.formats.forms.career import read_career
from zugong.formats.forms.checking import check_form
from zugong.formats.forms.citizen import born_of
from zugong.formats.forms.cleaning import meant, plain_name, plain_number
from zugong.formats.forms.days import read_day
from zugong.formats.forms.fields import BY_NAME, DAYS, RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm, Relative
from zugong.formats.forms.parties import parties_text, read_parties
from zugong.formats.forms.refusing import Noted


_AS_WRITTEN = "原文已保留；请写成 197204 或 1972.04 这样的年月"
_APART = ("party_joined_on", "resume", "family", "photo", *DAYS)
_PLAIN = tuple(name for name in BY_NAME if name not in _APART)

RelativeTexts = tuple[Mapping[str, str], tuple[tuple[str, str], ...]]
"""The texts of a relative by field, and the elements not known."""


def compose(
    texts: Mapping[str, str],
    relatives: Sequence[RelativeTexts],
    noted: Noted,
    *,
    photo: bytes | None = None,
    unknown: Mapping[str, str] | None = None,
    originals: Mapping[str, str] | None = None,
) -> AppointmentForm:
    """The form of these texts, field -> text as in the file; problems are noted on the way and kept in the form."""
    form = AppointmentForm(photo=photo, unknown=dict(unknown or {}), originals=dict(originals or {}))
    clean = {name: meant(text, name, noted) for name, text in texts.items()}
    for name in _PLAIN:
        setattr(form, name, clean.get(name) or None)
    form.name = plain_name(form.name) if form.name else None
    form.id_number = plain_number(form.id_number) if form.id_number else None
    for name in DAYS:
        setattr(form, name, _day(name, clean.get(name, ""), form, noted))
    _derive_birth(form, noted)
    _read_parties(clean.get("party_joined_on", ""), form, noted)
    form.resume_text = clean.get("resume") or None
    form.resume = read_career(form.resume_text, noted)
    form.family = tuple(found for texts, others in relatives if (found := _relative(texts, others, noted)) is not None)
    check_form(form, noted)
    form.problems = noted.all()
    return form


def _day(name: str, text: str, form: AppointmentForm, noted: Noted) -> str | None:
    day = read_day(text)
    if text and day is None:
        form.originals[name] = text
        noted.note(name, text, f"{BY_NAME[name].label}“{text}”不是存在的年月", _AS_WRITTEN)
    return day


def _derive_birth(form: AppointmentForm, noted: Noted) -> None:
    if form.born_on is None and (born := born_of(form.id_number)):
        form.born_on = born
        written = form.originals.get("born_on", "")
        problem = f"出生年月{'不能用' if written else '没有填'}，按身份证号取为 {born}"
        noted.note("born_on", written, problem, "请查对干部人事档案后补填")


def _read_parties(text: str, form: AppointmentForm, noted: Noted) -> None:
    form.party_joined_on, form.parties, left = read_parties(text)
    if left:
        noted.note(
            "party_joined_on",
            text,
            f"入党时间里的“{'、'.join(left)}”不是入党年月，也不是其他党派的名称",
            "原文已保留；请写成 200108 或 200108；民建",
        )
    day = read_day(text)
    if day and len(day) > len(form.party_joined_on or ""):
        noted.note("party_joined_on", text, "入党时间写到了日，只取到月", "原文已保留；表上入党时间写到月")
    if text and (left or day != form.party_joined_on) and parties_text(form.party_joined_on, form.parties) != text:
        form.originals["party_joined_on"] = text


def _relative(texts: Mapping[str, str], others: tuple[tuple[str, str], ...], noted: Noted) -> Relative | None:
    clean: dict[str, Any] = {
        field.name: meant(texts.get(field.name, ""), "family", noted) or None for field in RELATIVE_FIELDS
    }
    if not any(clean.values()):
        return None
    if clean["relation"] is None and clean["name"] is None:
        left = "；".join(filter(None, clean.values()))
        noted.note("family", left, "家庭成员有一行没有称谓和姓名，没有读入", "请补上称谓和姓名，或删去这一行")
        return None
    clean["name"] = plain_name(clean["name"]) if clean["name"] else None
    written = clean["born_on"]
    clean["born_on"] = read_day(written or "")
    if written and clean["born_on"] is None:
        who = f"{clean['relation'] or ''}{clean['name'] or ''}"
        noted.note("family", written, f"{who}的出生日期“{written}”不是存在的年月", _AS_WRITTEN)
        clean["born_as_written"] = written
    for name, text in others:
        noted.note("family", f"{name}：{text}", f"家庭成员里有不认识的项目 {name}", "原文已保留，写回时仍在")
    return Relative(**clean, others=others)
