"""Which file or sheet holds which table: a folder, a workbook, or a single file named by its table."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zugong.formats.files import file_status, unopenable
from zugong.formats.grids import Grid, Unopenable
from zugong.formats.workbook import Workbook
from zugong.regulations.tables.names import table_named
from zugong.regulations.tables.problems import BadDataset, Problem
from zugong.regulations.tables.schema import TABLES


WORKBOOKS = frozenset({".xlsx", ".xlsm"})
READABLE = WORKBOOKS | {".csv", ".parquet"}
_RESAVE = "请用 Excel 或 WPS 打开后“另存为”.xlsx，文件名不变"
_RENAME = "内容如为逗号、分号或制表符分隔的文本，请把扩展名改为 .csv"
_UNREADABLE = {
    **dict.fromkeys((".xls", ".xlsb", ".ods", ".et", ".ett", ".wps", ".numbers", ".xml", ".htm", ".html"), _RESAVE),
    **dict.fromkeys((".txt", ".tsv"), _RENAME),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz"), "请先解压"),
    **dict.fromkeys((".pdf", ".doc", ".docx", ".json"), "请取得原始的电子表格（.xlsx 或 .csv）"),
}
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})
_NAMING = "请用表名命名文件或工作表，如“党员组织关系.xlsx”或 members.csv"


@dataclass(frozen=True, slots=True)
class Source:
    """One table and where it is. `sheet` is None until chosen among the sheets of a file named by its table.

    Whoever has read the cells already hands them on as `grid`; `titles` are the heads as the user wrote them, where
    the grid has others.
    """

    table: str
    path: Path
    sheet: str | None = None
    book: Workbook | None = None
    grid: Grid | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        return TABLES[self.table].label

    @property
    def place(self) -> str:
        return f"{self.path.name}〔{self.sheet}〕" if self.sheet else self.path.name


@dataclass
class Discovery:
    """What was found: tables to read, faults, and files or sheets left aside."""

    sources: list[Source] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


_NOTES = {".txt", ".md"}
"""Notes that people leave beside their tables; nobody expects them to be read."""


def discover(path: Path) -> Discovery:
    """Find the tables of a data set. Raises BadDataset when there are none."""
    found = Discovery()
    try:
        if stat.S_ISDIR(file_status(path).st_mode):
            _look_into_folder(path, found)
        else:
            _look_at_file(path, found)
    except Unopenable as fault:
        raise BadDataset([file_problem(path.name or str(path), fault)]) from fault
    refuse_repeated(found)
    if not found.sources:
        raise BadDataset(found.problems or [_no_table(path, found)])
    return found


def file_problem(file: str, fault: Unopenable, sheet: str | None = None) -> Problem:
    """A file that cannot be opened, as a problem."""
    return Problem(file, sheet, fault.row, reason=fault.reason, remedy=fault.remedy)


def _look_into_folder(folder: Path, found: Discovery) -> None:
    others = []
    for name in _entries(folder):
        path = folder / name
        table, extension = table_named(path.stem), path.suffix.lower()
        if table and extension in READABLE:
            found.sources.append(Source(table, path))
        elif table and extension in _UNREADABLE:
            found.problems.append(_wrong_format(path))
        else:
            others.append(path)
    workbooks = [path for path in others if path.suffix.lower() in WORKBOOKS]
    if not (found.sources or found.problems) and len(workbooks) == 1:
        others.remove(workbooks[0])
        _look_into_workbook(workbooks[0], found)
    found.warnings += [_ignored_file(path) for path in others if path.suffix.lower() not in _NOTES]


def _entries(folder: Path) -> list[str]:
    """Names in the folder but for hidden files and the lock files that office programs leave."""
    try:
        names = os.listdir(folder)
    except OSError as error:
        raise unopenable(error) from error
    return sorted(name for name in names if not name.startswith((".", "~$")) and name.lower() not in _SYSTEM_FILES)


def _look_at_file(path: Path, found: Discovery) -> None:
    extension, table = path.suffix.lower(), table_named(path.stem)
    if extension in WORKBOOKS:
        _look_into_workbook(path, found)
    elif extension not in READABLE:
        found.problems.append(_wrong_format(path))
    elif table:
        found.sources.append(Source(table, path))
    else:
        found.problems.append(Problem(path.name, reason="文件名不是数据表的名称", remedy=_NAMING))


def _look_into_workbook(path: Path, found: Discovery) -> None:
    """Sheets named by table; else the workbook itself may be named by its table."""
    book = Workbook(path)
    named = [(table_named(sheet), sheet) for sheet in book.sheet_names]
    found.sources += [Source(table, path, sheet, book) for table, sheet in named if table]
    own = table_named(path.stem)
    if not found.sources and own:
        found.sources.append(Source(own, path, book=book))
    elif found.sources:
        found.warnings += [ignored_sheet(path, sheet) for table, sheet in named if not table]
    else:
        sheets = "、".join(book.sheet_names)
        found.problems.append(Problem(path.name, reason=f"没有以表名命名的工作表（现有：{sheets}）", remedy=_NAMING))


def ignored_sheet(path: Path, sheet: str) -> Problem:
    """A sheet that is no table of the contract."""
    return Problem(path.name, sheet, reason="工作表未读取：名称不是本文件应有的数据表", remedy="如需读取，" + _NAMING)


def _ignored_file(path: Path) -> Problem:
    return Problem(path.name, reason="未读取：名称不是数据表", remedy="如需读取，" + _NAMING)


def _wrong_format(path: Path) -> Problem:
    extension = path.suffix.lower()
    reason = f"不能读取 {extension} 文件" if extension else "文件没有扩展名，无法判断格式"
    return Problem(path.name, reason=reason, remedy=_UNREADABLE.get(extension, "请改用 .xlsx、.csv 或 .parquet"))


def refuse_repeated(found: Discovery) -> None:
    """A table that is there twice is not read at all: nobody can say which one holds."""
    places: dict[str, list[Source]] = {}
    for source in found.sources:
        places.setdefault(source.table, []).append(source)
    for first, *rest in places.values():
        found.problems += [_repeated(source, first) for source in rest]
    found.sources = [sources[0] for sources in places.values() if len(sources) == 1]


def _repeated(source: Source, first: Source) -> Problem:
    reason = f"“{source.label}”表出现了不止一次（另见 {first.place}）"
    return Problem(source.path.name, source.sheet, reason=reason, remedy="请只保留其中一份")


def _no_table(path: Path, found: Discovery) -> Problem:
    others = _listed(warning.file for warning in found.warnings)
    reason = f"没有找到任何数据表（现有文件：{others}）" if others else "文件夹是空的，没有找到任何数据表"
    unreadable = {Path(warning.file).suffix.lower() for warning in found.warnings} & _UNREADABLE.keys()
    remedies = [_NAMING, *sorted({_UNREADABLE[extension] for extension in unreadable})]
    return Problem(path.name or str(path), reason=reason, remedy="；".join(remedies))


def _listed(names: Iterable[str], most: int = 10) -> str:
    known = list(names)
    return "、".join(known[:most]) + ("等" if len(known) > most else "")
