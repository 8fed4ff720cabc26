"""Excel workbooks (.xlsx): sheets as grids of cells, checked for size before they are unpacked."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineWorkbook, WorkbookClosed

from zugong.formats.files import require_workbook, unopenable
from zugong.formats.grids import Cell, Grid, Unopenable
from zugong.formats.inflating import Package
from zugong.formats.limits import current_limits
from zugong.formats.survey import Survey, survey_sheet


T = TypeVar("T")
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_ALWAYS_READ = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/metadata.xml")


class Workbook:
    """An open workbook. Use as a context manager. Raises Unopenable with the reason and the way out."""

    def __init__(self, path: Path) -> None:
        require_workbook(path)
        self._limits = current_limits()
        self._cells = 0
        try:
            self._package = Package(path, self._limits)
            self._parts = _sheet_parts(self._package)
            for name in set(_ALWAYS_READ).intersection(self._package.names()):
                for _ in self._package.chunks(name):
                    pass
        except OSError as error:
            raise unopenable(error) from error
        self._book = _guarded(lambda: CalamineWorkbook.from_path(path))

    @property
    def sheet_names(self) -> list[str]:
        """Names of the work sheets in order; chart sheets are left out."""
        return [name for name in self._book.sheet_names if name in self._parts]

    def read(self, sheet: str) -> Grid:
        """All cells of a sheet, from A1 on."""
        survey = survey_sheet(self._package.chunks(self._parts[sheet]), self._limits)
        self._cells += survey.cells
        if self._cells > self._limits.cells:
            raise Unopenable(
                f"有内容的单元格超过 {self._limits.cells} 个，文件过大", "请按年度或单位拆分，或改用 CSV、Parquet"
            )
        rows: list[list[Cell]] = _guarded(
            lambda: self._book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)  # type: ignore[arg-type,return-value]
        )
        _mark_faults(rows, survey)
        return Grid(rows)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(WorkbookClosed):  # closing twice is harmless
            self._book.close()


def _guarded(step: Callable[[], T]) -> T:
    """Run a step of the native reader; whatever it fails with becomes a message."""
    try:
        return step()
    except (CalamineError, OSError, ValueError) as error:
        raise Unopenable("工作簿已损坏", "请用 Excel 或 WPS 打开后重新保存") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how native code reports a broken assumption
            raise
        raise Unopenable("工作簿已损坏", "请用 Excel 或 WPS 打开后重新保存") from error


def _sheet_parts(package: Package) -> dict[str, str]:
    """Part of the package that holds each work sheet, by sheet name."""
    try:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
        relations = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    except ElementTree.ParseError as error:
        raise Unopenable("工作簿已损坏", "请用 Excel 或 WPS 打开后重新保存") from error
    targets = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/xl", relation.get("Target", "")))[1:]
        for relation in relations
        if relation.get("Type", "").endswith("/worksheet")
    }
    parts = {}
    for sheet in book.iterfind(".//{*}sheets/{*}sheet"):
        relation_id = sheet.get(f"{{{_RELATION}}}id") or sheet.get(f"{{{_STRICT_RELATION}}}id") or ""
        if relation_id in targets:
            parts[sheet.get("name", "")] = targets[relation_id]
    return parts


def _mark_faults(rows: list[list[Cell]], survey: Survey) -> None:
    for (row, column), fault in survey.faults.items():
        rows.extend([] for _ in range(row - len(rows)))
        cells = rows[row - 1]
        cells.extend("" for _ in range(column - len(cells)))
        cells[column - 1] = fault
