"""What the printed form says where the file holds bare values: months with dots, ages, the lines of the career."""

from __future__ import annotations

import re
from datetime import date

from zugong.formats.forms.form import AppointmentForm, CareerLine, FormProblem, Relative, Spell


_DAY = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")
_STORED = re.compile(r"^(\d{4}\.\d{2}--(?:\d{4}\.\d{2})?)\s+(.*)")
_DEAD = re.compile(r"去世|已故|病故|亡故|逝世")


def dotted(day: str | None) -> str:
    """`1972-04-15` as `1972.04`; what is no day stays as it is."""
    month = _DAY.fullmatch(day or "")
    return f"{month[1]}.{month[2]}" if month else day or ""


def as_shown(form: AppointmentForm, field: str) -> str:
    """The month of a field with a dot, or what the file has there when it is no day: nothing is left out in print."""
    return dotted(getattr(form, field)) or form.originals.get(field, "")


def counting_month(form: AppointmentForm, today: date) -> tuple[int, list[FormProblem]]:
    """The month to which ages are counted, in months since year 0: 计算年龄时间, else 填表时间, else today, told."""
    for day in (form.age_as_of, form.filled_on):
        if (months := _months(day)) is not None:
            return months, []
    return today.year * 12 + today.month, [
        FormProblem(
            "age_as_of",
            as_shown(form, "age_as_of"),
            f"没有计算年龄时间和填表时间，表中年龄按今天（{today:%Y.%m}）计算",
            "请填写计算年龄时间；换届时填代表大会的日期",
        )
    ]


def age_of(born_on: str | None, counted_to: int) -> int | None:
    """Completed years from the month of birth to that month; None when unknown or not yet born."""
    born = _months(born_on)
    return (counted_to - born) // 12 if born is not None and born <= counted_to else None


def birth_text(form: AppointmentForm, counted_to: int) -> str:
    """`1972.04` and, on the line below, `（54岁）`."""
    age = age_of(form.born_on, counted_to)
    return as_shown(form, "born_on") + ("" if age is None else f"\n（{age}岁）")


def relative_age(relative: Relative, counted_to: int) -> str:
    """Age of a relative; nothing for one who has died (the editor's own rule)."""
    age = age_of(relative.born_on, counted_to)
    return "" if age is None or _DEAD.search(relative.unit_and_post or "") else str(age)


def party_text(form: AppointmentForm) -> str:
    """The month of joining the Party, and other parties after it: `2001.08；民建`."""
    shown = "；".join(filter(None, (dotted(form.party_joined_on), *form.parties)))
    return shown or form.originals.get("party_joined_on", "")


def career_text(form: AppointmentForm) -> str:
    """The career, a paragraph a line, days and text parted by a tab; as stored when it was never taken apart."""
    if form.resume:
        return "\n".join(paragraph for line in form.resume for paragraph in _paragraphs(line))
    return "\n".join(_STORED.sub(r"\1\t\2", line) for line in (form.resume_text or "").split("\n"))


def _paragraphs(line: CareerLine) -> list[str]:
    days = _period(line.since, line.until)
    paragraphs = [f"{days}\t{line.text}" if days else line.text]
    if line.within:
        paragraphs.append(f"\t（其间：{'；'.join(map(_spell, line.within))}）")
    return paragraphs


def _spell(spell: Spell) -> str:
    return f"{_period(spell.since, spell.until)}  {spell.text}".strip()


def _period(since: str | None, until: str | None) -> str:
    return f"{dotted(since)}--{dotted(until)}" if since or until else ""


def _months(day: str | None) -> int | None:
    month = _DAY.fullmatch(day or "")
    return int(month[1]) * 12 + int(month[2]) if month else None
