"""Take a table out of the database."""

from __future__ import annotations

from pathlib import Path

from zugong.accounts.acting import Acting
from zugong.audit.recording import record_event
from zugong.core.errors import NotAllowed
from zugong.exchange.taking_out import csv_lines, may_take, write_table
from zugong.regulations.tables.schema import TABLES


def take_table_out(table: str, path: Path, *, by: Acting) -> int:
    """Write the rows the account sees into a .xlsx or .csv file; returns how many. Raises NotAllowed.

    What leaves the system leaves an entry: who, which table, how many rows.
    """
    if by.user is None or not may_take(by.user, table):
        raise NotAllowed(f"您的岗位不能导出“{TABLES[table].label}”；请找负责的科室。")
    if path.suffix == ".csv":
        rows = -1  # the head is no row
        with path.open("w", encoding="utf-8", newline="") as file:
            for line in csv_lines(by.user, table):
                file.write(line)
                rows += 1
    else:
        rows = write_table(path, by.user, table)
    record_event(by.actor, "exchange.table.taken_out", f"exchange.table:{table}", details={"rows": rows})
    return rows
