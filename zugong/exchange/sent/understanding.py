"""Everything that was sent, as tables for the contract's reader, with what is asked and told about it on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zugong.exchange.reach import Reach
from zugong.exchange.sent.answers import NOT_READ, Answers, SheetAnswer
from zugong.exchange.sent.forms import FORMS_PLACE, SentForms, has_forms, read_sent_forms
from zugong.exchange.sent.guessing import guess_columns
from zugong.exchange.sent.mapped import Mapped
from zugong.exchange.sent.packages import SentPackage, find_package, read_package
from zugong.exchange.sent.persons import Persons, Question
from zugong.exchange.sent.sheets import Sheet, read_sheets, stands_as_it_is
from zugong.formats.forms.files import PHOTO_SUFFIXES
from zugong.regulations.tables.problems import BadDataset, Problem
from zugong.regulations.tables.schema import TABLES
from zugong.regulations.tables.sources import WORKBOOKS, Discovery, discover, refuse_repeated


_TAKEN_CARE_OF = ("未读取", "工作表未读取", "没有以表名命名", "文件名不是数据表", "没有找到任何数据表", "不能读取")


@dataclass
class Sent:
    """What was understood: `found` for the contract's reader; mapped sheets, questions and forms for the page."""

    found: Discovery
    mapped: list[Mapped] = field(default_factory=list)
    passed_over: list[Sheet] = field(default_factory=list)
    persons: Persons | None = None
    forms: SentForms | None = None
    package: SentPackage | None = None

    @property
    def questions(self) -> list[Question]:
        """Rows of which nobody can tell whose they are."""
        return list(self.persons.questions.values()) if self.persons else []

    def renamed(self, problem: Problem) -> Problem:
        """A fault in a form, told of its file instead of a row nobody has seen."""
        if self.forms is None or problem.file != FORMS_PLACE:
            return problem
        return replace(problem, file=self.forms.file_of(problem.sheet or "", problem.row or 0), sheet=None, row=None)


def understand(path: Path, reach: Reach, answers: Answers) -> Sent:
    """Look at a folder, workbook or file. Raises BadDataset when there is nothing to read."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    tables = [
        file for file in files if file.suffix.lower() in {*WORKBOOKS, ".csv"} and not file.name.startswith((".", "~$"))
    ]
    sheets = list(read_sheets(tables))
    forms = [file for file in files if has_forms(file)]
    sent = Sent(_discovered(path))
    _take_direct(sent, sheets, answers)
    sent.persons = Persons(reach, answers)
    _map(sent, [sheet for sheet in sheets if not _is_direct(sheet, answers)], answers)
    _find_people(sent, sheets, answers)
    sent.found.sources += [mapped.as_source(sent.persons) for mapped in sent.mapped]
    sent.package = find_package(path)
    if sent.package:
        names = {"A01.xml", *(file.name for file in files if file.suffix.lower() in {".zip", ".xml"})}
        sent.found.problems = [one for one in sent.found.problems if one.file not in names and not _is_empty(one)]
        sent.found.warnings = [one for one in sent.found.warnings if one.file not in names]
        read_package(sent.package, sent.found, sent.persons)
    if forms:
        sent.found.problems = [one for one in sent.found.problems if not _is_of_forms(one, forms)]
        sent.found.warnings = [one for one in sent.found.warnings if not _is_of_forms(one, forms)]
        sent.forms = read_sent_forms(forms, sent.persons, answers)
        sent.found.sources += sent.forms.sources
        sent.found.problems += sent.forms.refusals
    refuse_repeated(sent.found)
    if not sent.found.sources:
        raise BadDataset(sent.found.problems or _nothing(path))
    return sent


def _discovered(path: Path) -> Discovery:
    try:
        return discover(path)
    except BadDataset as fault:
        return Discovery(problems=list(fault.problems))


def _is_of_forms(problem: Problem, forms: Sequence[Path]) -> bool:
    """Whether the reader of tables complains of what is a form, or a photo beside one."""
    names = {path.name for path in forms}
    is_photo = Path(problem.file).suffix.lower() in PHOTO_SUFFIXES
    return problem.file in names or is_photo or _is_empty(problem)


def _is_empty(problem: Problem) -> bool:
    """Whether the reader of tables says there is nothing to read."""
    return problem.reason.startswith(("没有找到任何数据表", "文件夹是空的"))


def _nothing(path: Path) -> list[Problem]:
    return [Problem(path.name, reason="没有找到可以导入的内容", remedy="请核对文件，或先下载模板填写")]


def _is_direct(sheet: Sheet, answers: Answers) -> bool:
    return sheet.key not in answers.sheets and stands_as_it_is(sheet)


def _take_direct(sent: Sent, sheets: Sequence[Sheet], answers: Answers) -> None:
    """What was read already is not read again; what is mapped is not taken as it stands."""
    known = {(sheet.path, sheet.name): sheet for sheet in sheets}
    kept = []
    for source in sent.found.sources:
        sheet = known.get((source.path, source.sheet))
        if sheet is None:
            others = [one for one in sheets if one.path == source.path and source.sheet is None]
            if len(others) == 1 and not _is_direct(others[0], answers):
                continue
            kept.append(source)
        elif _is_direct(sheet, answers):
            kept.append(replace(source, grid=sheet.grid))
    sent.found.sources = kept


def _map(sent: Sent, sheets: Sequence[Sheet], answers: Answers) -> None:
    for sheet in sheets:
        answer = answers.sheets.get(sheet.key) or _saved(sheet, answers) or _guessed(sheet)
        if answer is None or answer.table == NOT_READ or answer.table not in TABLES:
            sent.passed_over.append(sheet)
        else:
            columns = {place: column for place, column in answer.columns.items() if place < len(sheet.heads)}
            sent.mapped.append(Mapped(sheet, answer.table, columns))
    touched = {mapped.sheet.path.name for mapped in sent.mapped}
    sent.found.problems = [one for one in sent.found.problems if not _is_settled(one, touched)]
    sent.found.warnings = [one for one in sent.found.warnings if not _is_settled(one, touched)]
    sent.found.warnings += [one for mapped in sent.mapped for one in _told(mapped)]
    sent.found.warnings += [
        Problem(sheet.path.name, sheet.name, reason="按您的选择没有读取")
        for sheet in sent.passed_over
        if sheet.key in answers.sheets
    ]


def _saved(sheet: Sheet, answers: Answers) -> SheetAnswer | None:
    return answers.patterns.get("|".join(sheet.heads))


def _guessed(sheet: Sheet) -> SheetAnswer | None:
    return SheetAnswer(sheet.table, guess_columns(sheet.heads, sheet.table)) if sheet.table else None


def _is_settled(problem: Problem, touched: set[str]) -> bool:
    own = problem.file in touched or problem.reason.startswith("没有找到任何数据表")
    return bool(touched) and own and problem.reason.startswith(_TAKEN_CARE_OF)


def _told(mapped: Mapped) -> Iterator[Problem]:
    sheet = mapped.sheet
    left = [head for place, head in enumerate(sheet.heads) if head and place not in mapped.columns]
    if left:
        reason = f"这些列没有对应，未读取：{'、'.join(left)}"
        yield Problem(sheet.path.name, sheet.name, sheet.row, reason=reason, remedy="如应读取，请在“列的对应”里选定")


def _find_people(sent: Sent, sheets: Sequence[Sheet], answers: Answers) -> None:
    """Look up all people that rows name without a number; those that arrive with one are told first."""
    persons = sent.persons
    if persons is None:
        return
    arriving = [one for one in sent.mapped if one.table == "people"]
    if any(one.is_about_people and one.table != "people" for one in sent.mapped):
        arriving += [
            Mapped(s, "people", guess_columns(s.heads, "people"))
            for s in sheets
            if s.table == "people" and _is_direct(s, answers)
        ]
    for mapped in arriving:
        for row in mapped.rows():
            if number := mapped.number(row):
                persons.announce(mapped.keys(row), number)
    unnumbered = [
        (one, [one.keys(row) for row in one.rows() if not one.number(row)])
        for one in sent.mapped
        if one.is_about_people
    ]
    persons.prepare(keys for _, every in unnumbered for keys in every)
    for mapped, every in unnumbered:
        for keys in (
            every if mapped.table == "people" else ()
        ):  # so that other tables find the new ones, wherever they stand
            persons.number(keys, may_be_new=True)
