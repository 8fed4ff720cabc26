"""Findings in and out of the database by the hundred thousand, without an object for each."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
from django.db import connection

from zugong.compliance.models import Finding, Run
from zugong.compliance.placing import KEPT_COLUMNS
from zugong.formats.columnar import quoted


ROWS_AT_ONCE = 20_000
KEYS_AT_ONCE = 500

_TABLE = quoted(Finding._meta.db_table)
_INSERT = (
    f"INSERT INTO {_TABLE} (run_id, {', '.join(KEPT_COLUMNS)}) VALUES (%s, {', '.join(['%s'] * len(KEPT_COLUMNS))})"
)
_UPDATE = f"UPDATE {_TABLE} SET {', '.join(f'{name} = %s' for name in KEPT_COLUMNS)} WHERE id = %s"
_SCHEMA = pa.schema(
    [(name, pa.int64() if name == "organization_id" else pa.string()) for name in KEPT_COLUMNS] + [("pk", pa.int64())]
)


def kept_findings(run: Run) -> pa.Table:
    """The findings of a run as KEPT_COLUMNS and `pk`."""
    sql, parameters = run.findings.order_by().values_list(*_SCHEMA.names).query.sql_with_params()
    parts = [_SCHEMA.empty_table()]
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            parts.append(pa.table([list(cells) for cells in zip(*rows, strict=True)], schema=_SCHEMA))
    return pa.concat_tables(parts)


def insert_findings(run: Run, findings: pa.Table) -> None:
    """Add rows of KEPT_COLUMNS to a run."""
    if not findings.num_rows:
        return
    columns = [findings[name].to_pylist() for name in KEPT_COLUMNS]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, list(zip([run.pk] * findings.num_rows, *columns, strict=True)))


def update_findings(findings: pa.Table) -> None:
    """Write rows of KEPT_COLUMNS over those of the same `pk`."""
    if not findings.num_rows:
        return
    columns = [findings[name].to_pylist() for name in _SCHEMA.names]
    with connection.cursor() as cursor:
        cursor.executemany(_UPDATE, list(zip(*columns, strict=True)))


def delete_findings(keys: Sequence[int]) -> None:
    """Remove findings by their number."""
    for start in range(0, len(keys), KEYS_AT_ONCE):
        Finding.objects.filter(pk__in=keys[start : start + KEYS_AT_ONCE]).delete()
