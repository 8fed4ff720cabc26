"""Take a table out of the database."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction

from zugong.accounts.acting import Acting
from zugong.audit.recording import record_event
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.taking_out import (
    csv_lines,
    may_take,
    needs_sealed_columns,
    sealed_columns,
    visible_rows,
    write_table,
)
from zugong.gates.sources import contract_sources
from zugong.people.actions.open_sealed import note_taken_out
from zugong.people.models import Person
from zugong.regulations.tables.schema import TABLES


MOST_PEOPLE = 20_000
"""People whose sealed fields leave in one file: each of them is named in the record."""


@transaction.atomic
def take_table_out(table: str, path: Path, *, reason: str = "", by: Acting) -> int:
    """Write the rows the account sees into a .xlsx or .csv file; returns how many.

    Columns that lie sealed leave only for a reason, which each person concerned can read; without one they are not in
    the file. What leaves the system leaves an entry: who, which table, how many rows. Raises NotAllowed, Invalid.
    """
    if by.user is None or not may_take(by.user, table):
        raise NotAllowed(f"您的岗位不能导出“{TABLES[table].label}”；请找负责的科室。")
    sealed = bool(sealed_columns(table) and reason.strip())
    if sealed:
        _note(table, reason, by)
    elif needs_sealed_columns(table):
        raise Invalid(fields={"reason": f"“{TABLES[table].label}”里是保密字段，请写明用途，本人看得到。"})
    if path.suffix == ".csv":
        rows = -1  # the head is no row
        with path.open("w", encoding="utf-8", newline="") as file:
            for line in csv_lines(by.user, table, sealed=sealed):
                file.write(line)
                rows += 1
    else:
        rows = write_table(path, by.user, table, sealed=sealed)
    record_event(by.actor, "exchange.table.taken_out", f"exchange.table:{table}", details={"rows": rows})
    return rows


def _note(table: str, reason: str, by: Acting) -> None:
    whose = "pk" if contract_sources()[table].model is Person else "person"
    people = list(Person.objects.filter(pk__in=visible_rows(by.user, table).order_by().values(whose)))
    if len(people) > MOST_PEOPLE:
        raise Invalid(f"一次最多导出 {MOST_PEOPLE} 人的保密字段，现有 {len(people)} 人；请分单位从人员名单导出。")
    note_taken_out(people, [column.column.label for column in sealed_columns(table)], reason, by=by)
