"""Form files as rows of the contract: the person, the relatives, the lines of the career, the diplomas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from zugong.exchange.sent.answers import Answers
from zugong.exchange.sent.persons import AT_ONCE, Keys, Persons
from zugong.formats.forms.comparing import conflicting_births
from zugong.formats.forms.files import FORM_SUFFIXES, FormFile, read_forms
from zugong.formats.forms.form import AppointmentForm, FormProblem
from zugong.formats.grids import Cell, CellFault, Grid
from zugong.people.forms import DAYS, TEXTS, KeptForm, person_from_form
from zugong.people.models import Person
from zugong.regulations.tables.problems import Problem
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.sources import Source


FORMS_PLACE = "任免审批表"
_KEPT_WHEN_SHORTER = ("born_on", "work_started_on", "party_joined_on")
HEADS = {
    "people": ("person_id", *TEXTS, *DAYS, "education", "parties"),
    "family_members": ("person_id", "relation", "name", "born_on", "political_status", "unit_and_post", "position"),
    "career_entries": ("person_id", "position", "within", "since", "until", "text"),
    "diplomas": ("person_id", "mode", "kind", "name", "school"),
    "annual_assessments": ("person_id", "year", "grade"),
    "tenures": ("person_id", "post", "since", "until"),
}
LONGEST_POST = 200


@dataclass
class SentForm:
    """A form file, whose it is, and what an officer should look at. `code` is empty where nobody can tell."""

    path: Path
    file: str
    form: AppointmentForm
    kept: KeptForm
    code: str = ""
    is_new: bool = False
    problems: list[FormProblem] = field(default_factory=list)
    asks: str = ""


@dataclass
class SentForms:
    """All form files of a batch, and their rows."""

    forms: list[SentForm]
    refusals: list[Problem]
    sources: list[Source] = field(default_factory=list)
    rows: dict[str, list[str]] = field(default_factory=dict)  # table -> file of each row below the heads

    def file_of(self, table: str, row: int) -> str:
        """The file behind a row; heads are row 1."""
        files = self.rows.get(table, [])
        return files[row - 2] if 2 <= row <= len(files) + 1 else FORMS_PLACE


def has_forms(path: Path) -> bool:
    """Whether a file is a form, or an archive with forms in it."""
    if path.suffix.lower() in FORM_SUFFIXES:
        return True
    if path.suffix.lower() != ".zip":
        return False
    try:
        with ZipFile(path) as archive:
            return any(name.lower().endswith(FORM_SUFFIXES) for name in archive.namelist())
    except (BadZipFile, OSError):
        return False


def read_sent_forms(paths: Sequence[Path], persons: Persons, answers: Answers) -> SentForms:
    """Read every form; each its own row, its own problems, or its own refusal."""
    found = [(path, one) for path in paths for one in read_forms(path)]
    conflicts = conflicting_births([one for _, one in found])
    refusals = [
        _refusal(one) for _, one in found if one.form is None and one.refusal is not None and not one.passed_over
    ]
    forms = [_sent(path, one.name, one.form, conflicts.get(one.name, [])) for path, one in found if one.form]
    sent = SentForms(forms, refusals)
    persons.prepare([keys_of(one.form) for one in forms])
    for one in forms:
        _find(one, persons)
    _refuse_doubled(sent)
    _lay_out(sent, answers)
    return sent


def _sent(path: Path, file: str, form: AppointmentForm, conflicts: Sequence[FormProblem]) -> SentForm:
    kept = person_from_form(form)
    return SentForm(path, file, form, kept, problems=[*form.problems, *kept.problems, *conflicts])


def keys_of(form: AppointmentForm) -> Keys:
    """Name, month of birth, ID number."""
    return "".join((form.name or "").split()), (form.born_on or "")[:7], (form.id_number or "").upper()


def _find(one: SentForm, persons: Persons) -> None:
    number = persons.number(keys_of(one.form), may_be_new=True)
    if isinstance(number, CellFault):
        one.asks = f"{number.reason}。{number.remedy}"
    else:
        one.code, one.is_new = number, number in persons.new.values()


def _refusal(one: FormFile) -> Problem:
    fault = one.refusal
    return Problem(one.name, reason=fault.reason if fault else "", remedy=fault.remedy if fault else "")


def _refuse_doubled(sent: SentForms) -> None:
    """Two files of one person: the first in the order of names is read, the others are told."""
    first: dict[str, str] = {}
    for one in sent.forms:
        if one.code and one.code in first:
            one.asks = f"与“{first[one.code]}”是同一个人，只读入前一个"
            sent.refusals.append(
                Problem(one.file, reason=one.asks, remedy="请只留一个文件；如是两个人，请补填身份证号")
            )
            one.code = ""
        elif one.code:
            first[one.code] = one.file
        else:
            sent.refusals.append(Problem(one.file, reason=one.asks.split("。")[0], remedy="请在本页“认人”里选定"))


def _lay_out(sent: SentForms, answers: Answers) -> None:
    known = [one for one in sent.forms if one.code]
    stored = _stored([one.code for one in known])
    tables: dict[str, list[tuple[str, Sequence[Cell]]]] = {table: [] for table in HEADS}
    for one in known:
        for table, rows in _rows(one, stored.get(one.code, {}), answers).items():
            tables[table] += [(one.file, [one.code, *(row.get(name) for name in HEADS[table][1:])]) for row in rows]
    for table, lines in tables.items():
        if lines or table == "people":  # so that there is something to compare while all are asked about
            sent.rows[table] = [file for file, _ in lines]
            grid = Grid([HEADS[table], *(row for _, row in lines)])
            titles = {name: TABLES[table].column(name).label for name in HEADS[table]}
            sent.sources.append(Source(table, Path(FORMS_PLACE), table, grid=grid, titles=titles))


def _stored(codes: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What must not be lost where a form says less: the ID number an .lrm has no place for, days given to the day."""
    names = ("id_number", *_KEPT_WHEN_SHORTER)
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(codes), AT_ONCE):
        rows = Person.objects.filter(code__in=codes[start : start + AT_ONCE]).values("code", *names)
        found |= {row["code"]: row for row in rows}
    return found


def _rows(one: SentForm, stored: dict[str, Any], answers: Answers) -> dict[str, list[dict[str, Any]]]:
    kept = one.kept
    return {
        "people": [kept.facts | _not_lost(one.form, kept.facts, stored)],
        "family_members": kept.family_members,
        "career_entries": kept.career_entries,
        "diplomas": kept.diplomas,
        "annual_assessments": kept.annual_assessments,
        "tenures": list(posts_of(kept)) if answers.adds_posts else [],
    }


def _not_lost(form: AppointmentForm, facts: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """Stored values that stay: those the form says less exactly, could not say, or says in no readable way."""
    left: dict[str, Any] = {}
    for name in _KEPT_WHEN_SHORTER:
        was, written = stored.get(name), getattr(form, name)
        if was is not None and (
            (written and str(was).startswith(written)) or (not written and name in form.originals)
        ):
            left[name] = was
    if not facts.get("id_number") and stored.get("id_number"):
        left["id_number"] = stored["id_number"]
    return left


def posts_of(kept: KeptForm) -> Iterator[dict[str, Any]]:
    """The dated lines of the career as posts held; levels and units are for an officer to add."""
    for line in kept.career_entries:
        if line["within"] is None and line["since"] and line["text"]:
            yield {"post": line["text"][:LONGEST_POST], "since": line["since"], "until": line["until"]}
