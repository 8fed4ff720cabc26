"""A deadline shown from the engine is the day the calendar gives."""

from __future__ import annotations

from datetime import date, timedelta

import duckdb
import ibis
import pyarrow as pa
from ibis import _

from zugong.core.dates import add_months
from zugong.regulations.facts.dates import add_months as in_engine


FIRST = date(2023, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(3 * 366)]
MONTHS = (0, 1, 6, 11, 12, 13, 24, 60)


def test_every_day_of_three_years() -> None:
    cases = [(day, months) for day in DAYS for months in MONTHS]
    rows = pa.table({"day": [day for day, _months in cases], "months": [months for _day, months in cases]})
    table = ibis.table({"day": "date", "months": "int64"}, name="cases")
    sql = ibis.to_sql(table.select("day", "months", end=in_engine(_.day, _.months)), dialect="duckdb")
    with duckdb.connect() as connection:
        connection.register("cases", rows)
        found = {(day, months): end for day, months, end in connection.execute(str(sql)).fetchall()}
    assert found == {(day, months): add_months(day, months) for day, months in cases}
