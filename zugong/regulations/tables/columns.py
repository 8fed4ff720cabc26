"""Columns of raw cells to columns of canonical values: each distinct cell is parsed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeGuard, cast

from zugong.formats.grids import Cell, CellFault, is_blank
from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.cells import LONGEST_TEXT, read_cell, shown
from zugong.regulations.tables.copying import as_text
from zugong.regulations.tables.days import read_day
from zugong.regulations.tables.schema import Column, Kind
from zugong.regulations.tables.staging import Ledger, Place


EMPTY = ("必填，不能为空", "请补填")


@dataclass(frozen=True, slots=True)
class _Parsed:
    texts: dict[Cell, str]  # canonical values as text; blank and faulty cells are the empty text
    faults: dict[Cell, BadCell]


def read_column(
    cells: Sequence[Cell], numbers: Sequence[int], column: Column, place: Place, ledger: Ledger
) -> Sequence[str]:
    """The canonical values as text for the engine; faults go into the ledger with the row `numbers` of their cells."""
    if column.kind is Kind.TEXT and not (column.required and "" in cells) and _is_plain(cells):
        return cells
    cells = _without_flags(cells)
    parsed = _parse(set(cells), column)
    if parsed.faults:
        _note(cells, numbers, column, place, ledger, parsed.faults.get)
    if column.required and "" in parsed.texts.values():
        _note(cells, numbers, column, place, ledger, lambda cell: BadCell(*EMPTY) if is_blank(cell) else None)
    if column.kind is Kind.LAST_DAY:
        _warn_of_months(cells, numbers, column, place, ledger, parsed)
    return list(map(parsed.texts.__getitem__, cells))


def _is_plain(cells: Sequence[Cell]) -> TypeGuard[Sequence[str]]:
    """Whether a text column is as it should be already: letters, digits and hyphens, as identifiers and names are."""
    if set(map(type, cells)) != {str}:
        return False
    texts = cast(Sequence[str], cells)
    return max(map(len, texts)) <= LONGEST_TEXT and "".join(texts).replace("-", "").isalnum()


def _without_flags(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Excel's TRUE and the number 1 are equal in Python, and would share one parse."""
    if bool in set(map(type, cells)):
        return [shown(cell) if isinstance(cell, bool) else cell for cell in cells]
    return cells


def _parse(distinct: set[Cell], column: Column) -> _Parsed:
    parsed = _Parsed({}, {})
    for cell in distinct:
        parsed.texts[cell] = ""
        if is_blank(cell):
            continue
        try:
            parsed.texts[cell] = as_text(read_cell(cell, column))
        except BadCell as fault:
            parsed.faults[cell] = fault
    return parsed


def _note(
    cells: Sequence[Cell],
    numbers: Sequence[int],
    column: Column,
    place: Place,
    ledger: Ledger,
    fault_of: Callable[[Cell], BadCell | None],
) -> None:
    for number, cell in zip(numbers, cells, strict=True):
        fault = fault_of(cell)
        if fault is not None:
            ledger.refuse_cell(place, number, (column.name,), shown(cell).strip(), fault.reason, fault.remedy)


def _warn_of_months(
    cells: Sequence[Cell], numbers: Sequence[int], column: Column, place: Place, ledger: Ledger, parsed: _Parsed
) -> None:
    months = {cell for cell, text in parsed.texts.items() if text and _to_the_month(cell)}
    for number, cell in zip(numbers, cells, strict=True) if months else ():
        if cell in months:
            reason = f"只写到月，按当月第一天（{parsed.texts[cell]}）计为最后一天"
            ledger.warnings.append(
                place.problem(number, (column.name,), shown(cell), reason, "如不是这一天，请写明日期")
            )


def _to_the_month(cell: Cell) -> bool:
    return not isinstance(cell, CellFault) and read_day(cell)[1]
