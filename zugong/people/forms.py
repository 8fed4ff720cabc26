"""An appointment form and what the register keeps of it: one mapping, both ways.

`person_from_form` takes a form apart, `form_from_person` puts it together again. What the register has no place for,
or would write otherwise than the file did, goes into `remainder` beside a digest of what the register would write; it
comes back only while the register still says the same. Relatives, health and ID number lie sealed in the register and
never stand in the remainder, which is plain text: the form file itself is kept too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from zugong.formats.forms.career import career
from zugong.formats.forms.form import AppointmentForm, CareerLine, FormProblem, Relative, Spell
from zugong.people.form_words import day_of, digest_of, education_level, grades_of, grades_text, highest, month_of
from zugong.regulations.tables.schema import DIPLOMA_KINDS, EDUCATION_MODES


TEXTS = (
    "name", "sex", "ethnicity", "native_place", "birthplace", "health", "technical_title", "specialty", "current_post",
    "rewards_and_sanctions", "id_number",
)  # fmt: skip
"""Fields that the form and a person have under the same name, as text."""

DAYS = ("born_on", "party_joined_on", "work_started_on")

DIPLOMAS = {
    (mode, kind): f"{mode}_{'education' if kind == 'education_level' else 'degree'}"
    for mode in EDUCATION_MODES
    for kind in DIPLOMA_KINDS
}
"""Diploma -> the field of the form with its name; the school stands in the same with `_school` behind."""

OCCASION = ("proposed_post", "removed_post", "reason", "submitting_unit", "age_as_of", "filled_on", "filled_by")
"""What a form says about its occasion, which is not the person's."""

_SEALED = frozenset({"health", "id_number", "family", "photo", "problems"})
_PARTED = "、"


@dataclass(slots=True)
class KeptForm:
    """What the register keeps: fields of the person, and fields of rows by kind; `photo` is the bytes of the image.

    `problems` tells what is neither kept nor in the remainder.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    diplomas: list[dict[str, Any]] = field(default_factory=list)
    career_entries: list[dict[str, Any]] = field(default_factory=list)
    family_members: list[dict[str, Any]] = field(default_factory=list)
    annual_assessments: list[dict[str, Any]] = field(default_factory=list)
    photo: bytes | None = None
    remainder: dict[str, Any] = field(default_factory=dict)
    problems: tuple[FormProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a new form is filled in for; days as `2026-06`."""

    age_as_of: str
    filled_on: str
    proposed_post: str | None = None
    removed_post: str | None = None
    reason: str | None = None
    submitting_unit: str | None = None
    filled_by: str | None = None


def person_from_form(form: AppointmentForm) -> KeptForm:
    """What the register keeps of the form, with the remainder."""
    family, births, problems = _relatives_kept(form.family)
    kept = KeptForm(
        facts=_facts(form),
        diplomas=list(_diplomas(form)),
        career_entries=_entries(form.resume),
        family_members=family,
        annual_assessments=[
            {"year": year, "grade": grade} for year, grade in grades_of(form.annual_assessments or "").items()
        ],
        photo=form.photo,
        problems=problems,
    )
    kept.remainder = _remainder(form, form_from_person(kept)) | ({"births": births} if births else {})
    return kept


def form_from_person(kept: KeptForm, occasion: Occasion | None = None) -> AppointmentForm:
    """The form again; for a new `occasion`, nothing of the old one stays in it."""
    form = AppointmentForm()
    for name in TEXTS:
        setattr(form, name, kept.facts.get(name) or None)
    for name in DAYS:
        setattr(form, name, month_of(kept.facts.get(name)))
    form.parties = tuple(part for part in (kept.facts.get("parties") or "").split(_PARTED) if part)
    _write_diplomas(form, kept.diplomas)
    form.resume = _lines(kept.career_entries)
    form.resume_text = career(form.resume) or None
    form.annual_assessments = grades_text({row["year"]: row["grade"] for row in kept.annual_assessments}) or None
    form.family = tuple(_relative(row, kept.remainder.get("births", {})) for row in _in_order(kept.family_members))
    form.photo = kept.photo
    _bring_back(form, kept.remainder, without=OCCASION if occasion else ())
    return replace(form, **{name: getattr(occasion, name) for name in OCCASION}) if occasion else form


def _facts(form: AppointmentForm) -> dict[str, Any]:
    names = [getattr(form, name) or "" for (_, kind), name in DIPLOMAS.items() if kind == "education_level"]
    return (
        {name: getattr(form, name) or "" for name in TEXTS}
        | {name: day_of(getattr(form, name)) for name in DAYS}
        | {"parties": _PARTED.join(form.parties), "education": education_level(names)}
    )


def _diplomas(form: AppointmentForm) -> Iterable[dict[str, Any]]:
    for (mode, kind), name in DIPLOMAS.items():
        if getattr(form, name):
            school = getattr(form, f"{name}_school") or ""
            yield {"mode": mode, "kind": kind, "name": getattr(form, name), "school": school}


def _write_diplomas(form: AppointmentForm, diplomas: list[dict[str, Any]]) -> None:
    """The highest of each mode and kind, as the form asks."""
    for (mode, kind), name in DIPLOMAS.items():
        best = highest([row for row in diplomas if (row["mode"], row["kind"]) == (mode, kind)])
        if best is not None:
            setattr(form, name, best["name"])
            setattr(form, f"{name}_school", best["school"] or None)


def _entries(lines: Iterable[CareerLine]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for line in lines:
        rows.append(_entry(line, len(rows) + 1, None))
        main = rows[-1]["position"]
        for spell in line.within:
            rows.append(_entry(spell, len(rows) + 1, main))
    return rows


def _entry(line: CareerLine | Spell, position: int, within: int | None) -> dict[str, Any]:
    days = {"since": day_of(line.since), "until": day_of(line.until)}
    return {"position": position, "within": within, "text": line.text, **days}


def _lines(entries: list[dict[str, Any]]) -> tuple[CareerLine, ...]:
    ordered = sorted(entries, key=lambda row: row["position"])
    mains = {row["position"] for row in ordered if row["within"] is None}
    return tuple(
        CareerLine(month_of(row["since"]), month_of(row["until"]), row["text"], _spells(row["position"], ordered))
        for row in ordered
        if row["within"] is None or row["within"] not in mains
    )


def _spells(main: int, entries: list[dict[str, Any]]) -> tuple[Spell, ...]:
    return tuple(
        Spell(month_of(row["since"]), month_of(row["until"]), row["text"]) for row in entries if row["within"] == main
    )


def _relatives_kept(
    family: Iterable[Relative],
) -> tuple[list[dict[str, Any]], dict[str, Any], tuple[FormProblem, ...]]:
    """Rows of relatives, births as the file wrote them by position, and who cannot be kept."""
    rows: list[dict[str, Any]] = []
    births: dict[str, Any] = {}
    problems: list[FormProblem] = []
    for relative in family:
        refused = _refusal(relative, rows)
        told = refused or (_OTHERS if relative.others else None)
        if told:
            problems.append(FormProblem("family", f"{relative.relation or ''}{relative.name or ''}", *told))
        if refused:
            continue
        row = _relative_row(relative, len(rows) + 1)
        rows.append(row)
        written = [relative.born_on, relative.born_as_written]
        if written != [month_of(row["born_on"]), None]:
            births[str(row["position"])] = {"value": written, "instead_of": digest_of(month_of(row["born_on"]))}
    return rows, births, tuple(problems)


_OTHERS = ("这位亲属有表样以外的项目，没有登记", "内容仍在原文件里；需要时请查原文件")


def _refusal(relative: Relative, rows: list[dict[str, Any]]) -> tuple[str, str] | None:
    if not relative.relation or not relative.name:
        return "这位亲属没有写称谓或姓名，没有登记", "请补填称谓和姓名后再导入"
    if any((row["relation"], row["name"]) == (relative.relation, relative.name) for row in rows):
        return "同一称谓和姓名写了两次，只登记一次", "请核对是否重复"
    return None


def _relative_row(relative: Relative, position: int) -> dict[str, Any]:
    return {
        "relation": relative.relation or "",
        "name": relative.name or "",
        "born_on": day_of(relative.born_on),
        "political_status": relative.political_status or "",
        "unit_and_post": relative.unit_and_post or "",
        "position": position,
    }


def _relative(row: dict[str, Any], births: Mapping[str, Any]) -> Relative:
    born: list[str | None] = [month_of(row["born_on"]), None]
    written = births.get(str(row["position"]))
    if written is not None and written["instead_of"] == digest_of(born[0]):
        born = written["value"]
    texts: dict[str, Any] = {
        name: row[name] or None for name in ("relation", "name", "political_status", "unit_and_post")
    }
    return Relative(**texts, born_on=born[0], born_as_written=born[1])


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: (row["position"] is None, row["position"] or 0))


def _remainder(form: AppointmentForm, written: AppointmentForm) -> dict[str, Any]:
    """Fields that the register would write otherwise than the form does."""
    found: dict[str, Any] = {}
    for one in fields(form):
        if one.name not in _SEALED:
            value, other = _plain(one.name, getattr(form, one.name)), _plain(one.name, getattr(written, one.name))
            if value != other:
                found[one.name] = {"value": value, "instead_of": digest_of(other)}
    return found


def _bring_back(form: AppointmentForm, remainder: Mapping[str, Any], without: Iterable[str]) -> None:
    written = {name: digest_of(_plain(name, getattr(form, name))) for name in remainder if hasattr(form, name)}
    for name, digest in written.items():
        if name not in without and remainder[name]["instead_of"] == digest:
            setattr(form, name, _rich(name, remainder[name]["value"]))


def _plain(name: str, value: Any) -> Any:
    """A value as JSON holds it."""
    if name == "resume":
        return [
            [line.since, line.until, line.text, [[spell.since, spell.until, spell.text] for spell in line.within]]
            for line in value
        ]
    if name == "originals":
        return {key: text for key, text in value.items() if key not in _SEALED}
    return list(value) if name == "parties" else value


def _rich(name: str, value: Any) -> Any:
    if name == "resume":
        return tuple(
            CareerLine(since, until, text, tuple(Spell(*spell) for spell in within))
            for since, until, text, within in value
        )
    return tuple(value) if name == "parties" else value


def occasion_on(day: date, **told: str | None) -> Occasion:
    """An occasion on that day: filled in, and ages counted to, in its month."""
    month = day.isoformat()[:7]
    return Occasion(month, month, **told)
