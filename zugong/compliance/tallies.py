"""Counts of a run, added up for the big parts of the tree, so that pages over a city need not count findings."""

from __future__ import annotations

from collections import Counter
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection

from zugong.compliance.models import Run, Tally
from zugong.formats.columnar import quoted
from zugong.organizations.models import Organization


BIG = 40
"""An organization with so many others below it has tallies; below a smaller one findings are counted themselves."""

_COLUMNS = ("run_id", "organization_id", "rule", "period", "outcome", "many")
_INSERT = (
    f"INSERT INTO {quoted(Tally._meta.db_table)} ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"
)
_COUNT = """
    SELECT NULL AS part, rule, period, outcome, count(*) FROM findings GROUP BY ALL
    UNION ALL
    SELECT part, rule, period, outcome, count(*) FROM findings JOIN parts USING (organization_id) GROUP BY ALL"""


def tallied(findings: pa.Table) -> list[tuple[Any, ...]]:
    """(organization or None for everything, rule, period, outcome, how many) of a run's findings."""
    inside, parts = _parts()
    with duckdb.connect() as engine:
        engine.register("findings", findings)
        engine.register(
            "parts", pa.table({"organization_id": pa.array(inside, pa.int64()), "part": pa.array(parts, pa.int64())})
        )
        return engine.execute(_COUNT).fetchall()


def replace_tallies(run: Run, rows: list[tuple[Any, ...]]) -> None:
    """Put the tallies of a run in the place of those it had."""
    Tally.objects.filter(run=run).delete()
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, [(run.pk, *row) for row in rows])


def _parts() -> tuple[list[int], list[int]]:
    """Pairs of an organization and a big one it lies below or is."""
    lines = [
        (pk, [int(key) for key in path.split(".") if key])
        for pk, path in Organization.objects.order_by().values_list("pk", "path")
    ]
    below = Counter(key for _, keys in lines for key in keys)
    pairs = [(pk, key) for pk, keys in lines for key in keys if below[key] > BIG]
    return [pk for pk, _ in pairs], [key for _, key in pairs]
