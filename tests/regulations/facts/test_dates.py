"""The engine's month arithmetic says what `zugong.core.dates` says, on DuckDB over every awkward pair of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import duckdb
import ibis
import pytest

from zugong.core.dates import add_months, full_months
from zugong.regulations.facts import dates
from zugong.regulations.inputs import arrow_table


DAYS = sorted(
    {
        date(year, month, 1) + timedelta(days=shift)
        for year in (1900, 2000, 2019, 2023, 2024)
        for month in range(1, 13)
        for shift in (-3, -2, -1, 0, 1, 14, 27, 28)
    }
)
MONTHS = (0, 1, 6, 12, 24, 60)


@pytest.fixture(scope="module")
def pairs() -> duckdb.DuckDBPyConnection:
    chosen = [(since, day) for since, day in product(DAYS[::3], DAYS) if abs((day - since).days) < 2000]
    rows = [{"since": since, "day": day, "months": months} for since, day in chosen for months in MONTHS]
    connection = duckdb.connect()
    connection.register("pairs", arrow_table(rows, {"since": "date", "day": "date", "months": "int64"}))
    return connection


def computed(connection: duckdb.DuckDBPyConnection, expression: object) -> list[tuple]:
    table = ibis.table({"since": "date", "day": "date", "months": "int64"}, name="pairs")
    sql = ibis.to_sql(table.mutate(value=expression), dialect="duckdb")
    return connection.execute(str(sql)).fetchall()


def test_reached(pairs: duckdb.DuckDBPyConnection) -> None:
    found = computed(pairs, dates.reached(ibis._.since, ibis._.months, ibis._.day))
    assert found == [(since, day, months, add_months(since, months) <= day) for since, day, months, _ in found]


def test_within(pairs: duckdb.DuckDBPyConnection) -> None:
    found = computed(pairs, dates.within(ibis._.since, ibis._.months, ibis._.day))
    assert found == [(since, day, months, day <= add_months(since, months)) for since, day, months, _ in found]


def test_reached_by_end_of(pairs: duckdb.DuckDBPyConnection) -> None:
    found = computed(pairs, dates.reached_by_end_of(ibis._.since, ibis._.months, ibis._.day))
    assert found == [
        (since, day, months, add_months(since, months) <= day + timedelta(days=1)) for since, day, months, _ in found
    ]


def test_full_months(pairs: duckdb.DuckDBPyConnection) -> None:
    found = computed(pairs, dates.full_months(ibis._.since, ibis._.day))
    assert found == [(since, day, months, full_months(since, day)) for since, day, months, _ in found]
