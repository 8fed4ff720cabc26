"""A first walk through a sheet: how far it reaches, and the cells that hold no value although they are not blank.

The fast reader gives formula errors and formulas that were never calculated as blank, which would lose them silently;
and it lays a sheet out in full up to its last cell, which a lone cell far away turns into gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from zugong.formats.grids import CellFault, Unopenable
from zugong.formats.limits import Limits


_NOT_CALCULATED = ("公式没有保存计算结果", "请用 Excel 或 WPS 打开，等公式算完后保存再读")
_ERROR = ("公式出错", "请更正公式，或改填实际的值")
_DIGITS = "0123456789"


@dataclass
class Survey:
    """Reach of one sheet: number of cells with content, last row and column, faulty cells by (row, column) from 1."""

    cells: int = 0
    last_row: int = 0
    last_column: int = 0
    faults: dict[tuple[int, int], CellFault] = field(default_factory=dict)


def survey_sheet(chunks: Iterable[bytes], limits: Limits) -> Survey:
    """Walk one sheet. Raises Unopenable when it is too large or not proper XML."""
    walk = _Walk(limits)
    try:
        for chunk in chunks:
            walk.parser.Parse(chunk, False)
            walk.check()
        walk.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unopenable("工作表内容已损坏", "请用 Excel 或 WPS 打开后重新保存") from error
    return walk.finish()


class _Walk:
    """Handlers of the XML parser; `c` is a cell, `v` or `is` its value, `f` its formula."""

    def __init__(self, limits: Limits) -> None:
        self.survey = Survey()
        self._limits = limits
        self._row = self._column = 0
        self._letters = ""
        self._type: str | None = None
        self._formula = self._value = self._in_cell = False
        self._text: list[str] = []
        self._numbers: dict[str, int] = {}
        self._local: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.StartDoctypeDeclHandler = _refuse_doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = self._local.get(name) or self._local.setdefault(name, name.rpartition(":")[2])
        if local == "c":
            self._close()
            self._open(attributes)
        elif local == "row":
            self._close()
            number = attributes.get("r", "")
            self._row = int(number) if number.isdigit() else self._row + 1
            self._column = 0
        elif not self._in_cell:
            return
        elif local == "v" or local == "is":
            self._value = True
            self.survey.cells += 1
            if self._type == "e" or (self._formula and self._type != "str"):
                self._text = []
                self.parser.CharacterDataHandler = self._text.append
        elif local == "f":
            self._formula = True
        else:  # rich text, or what follows the cells: its formulas (of validations, of formats) are not cells
            self._in_cell = False

    def _open(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        if place:
            letters = place.rstrip(_DIGITS)
            self._column = self._numbers.get(letters) or self._numbers.setdefault(letters, _column_number(letters))
        else:
            self._column += 1
        self._type = attributes.get("t")
        self._in_cell = True

    def _close(self) -> None:
        """Count the cell that has just been read."""
        self._in_cell = False
        if not (self._value or self._formula):
            return
        survey = self.survey
        if self._row > survey.last_row:
            survey.last_row = self._row
        if self._column > survey.last_column:
            survey.last_column = self._column
        if self._formula or self._type == "e":
            self._note_fault()
        self._formula = self._value = False

    def _note_fault(self) -> None:
        """Formula text may calculate to nothing (`str`); any other formula without a result was never calculated."""
        self.parser.CharacterDataHandler = None
        text = "".join(self._text).strip()
        if self._type == "e":
            self.survey.faults[self._row, self._column] = CellFault(text, *_ERROR)
        elif not text and not (self._type == "str" and self._value):
            self.survey.faults[self._row, self._column] = CellFault("（公式）", *_NOT_CALCULATED)
        self._text = []

    def check(self) -> None:
        """Raise Unopenable when the part read so far is beyond the limits."""
        survey, limits = self.survey, self._limits
        if survey.cells > limits.cells:
            raise Unopenable(
                f"有内容的单元格超过 {limits.cells} 个，文件过大", "请按年度或单位拆分，或改用 CSV、Parquet"
            )
        if survey.last_row * survey.last_column > limits.area:
            raise Unopenable(
                f"内容散布过远（到第 {survey.last_row} 行、第 {survey.last_column} 列）",
                "请删去远处的零散单元格后重新保存",
            )

    def finish(self) -> Survey:
        """The result, once all chunks are read."""
        self._close()
        self.check()
        return self.survey


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter.upper()) - 64
    return number


def _refuse_doctype(*_: object) -> None:
    raise Unopenable("工作表内含外部定义，不是 Excel 生成的文件", "请用 Excel 或 WPS 打开后重新保存")
