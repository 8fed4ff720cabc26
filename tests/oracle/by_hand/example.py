"""How a hand-computed case is written down: dates as ISO text, amounts as numbers, only the cells that matter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from zugong.regulations.tables.schema import TABLES, Kind


Cells = dict[str, Any]


class Example(NamedTuple):
    """One question and its answer: "subject period" -> outcome, with `@day` where the text in force matters."""

    rule: str
    why: str
    expected: dict[str, str]
    tables: dict[str, list[Cells]]
    as_of: date
    since: date


def example(rule: str, why: str, expected: Any, *, on: str = "2025-12-31", since: str = "", **tables: Any) -> Example:
    """An example on a day; `expected` may be one outcome for the only row, or "" for no row at all.

    The check begins on 1 January of its year unless `since` says otherwise.
    """
    answers = expected if isinstance(expected, dict) else {"*": expected} if expected else {}
    rows = {name: [row_of(name, cells) for cells in listed] for name, listed in tables.items()}
    return Example(rule, why, answers, rows, date.fromisoformat(on), date.fromisoformat(since or f"{on[:4]}-01-01"))


def row_of(table: str, cells: Cells) -> Cells:
    """A whole row with the cells in their canonical types. Raises KeyError for a column the table has not."""
    for name in cells:
        TABLES[table].column(name)
    return {column.name: _value(column.kind, cells.get(column.name)) for column in TABLES[table].columns}


def _value(kind: Kind, value: Any) -> Any:
    if value is None:
        return None
    if kind in (Kind.DATE, Kind.LAST_DAY):
        return date.fromisoformat(value)
    return Decimal(str(value)) if kind is Kind.AMOUNT else value


def organization(kind: str = "branch", identity: str = "A", **cells: Any) -> Cells:
    """An organization that always existed."""
    return {"organization_id": identity, "name": identity, "kind": kind, **cells}


def meeting(kind: str, held_on: str, of: str = "A", **cells: Any) -> Cells:
    """A meeting named by its day."""
    return {"meeting_id": f"{of}{held_on}{kind}", "organization_id": of, "kind": kind, "held_on": held_on, **cells}


def member(person: str, **cells: Any) -> Cells:
    """A full member of branch A from long ago on."""
    return {"person_id": person, "organization_id": "A", "status": "full", **cells}


def full(count: int, **cells: Any) -> list[Cells]:
    """That many full members."""
    return [member(f"p{number}", **cells) for number in range(1, count + 1)]


def tenure(level: str | None, since: str, until: str | None = None, **cells: Any) -> Cells:
    """A tenure of person p."""
    return {"person_id": "p", "post": "镇长", "level": level, "since": since, "until": until, **cells}


def case(**cells: Any) -> Cells:
    """Case c about person p."""
    return {"case_id": "c", "person_id": "p", **cells}


def person(**cells: Any) -> Cells:
    """Person p."""
    return {"person_id": "p", "name": "p", **cells}
