"""What is derived before a run, for any engine: the run's row, periods, calendar, leaf weights, the law by date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from zugong.core.dates import PeriodKind, whole_periods
from zugong.regulations.law.model import Law, Parameter, Value
from zugong.regulations.storage import EFFECTIVE_WEIGHT_PLACES
from zugong.regulations.tables.schema import MILLIONTHS, TABLES


FIRST_DAY = date(1, 1, 1)
LAST_DAY = date(9999, 12, 31)

MOST_WEIGHT = 1000
"""A leaf weighs at most this much; more (a weight written as 25 instead of 25 %) changes no outcome."""

Rows = Sequence[Mapping[str, Any]]


def run_row(as_of: date, since: date, present: Iterable[str]) -> dict[str, Any]:
    """The one row of `run`: the days, and which contract tables have been seen."""
    seen = set(present)
    return {"as_of": as_of, "run_since": since} | {f"seen_{name}": name in seen for name in TABLES}


def period_rows(as_of: date, since: date) -> list[dict[str, Any]]:
    """Whole months, quarters and years of the run."""
    return [
        {
            "period_kind": kind.value,
            "period": period.name,
            "year": period.first_day.year,
            "first_day": period.first_day,
            "last_day": period.last_day,
            "next_day": period.last_day + timedelta(days=1),
        }
        for kind in PeriodKind
        for period in whole_periods(kind, since, as_of)
    ]


def period_day_rows(periods: Rows) -> list[dict[str, Any]]:
    """Each day of each whole period."""
    return [
        {"period_kind": period["period_kind"], "period": period["period"], "day": day}
        for period in periods
        for day in _days(period["first_day"], period["last_day"])
    ]


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))


@cache
def shipped_workdays() -> Mapping[date, bool]:
    """The working calendar of the years the calendar package knows, make-up working days included."""
    from chinese_calendar.constants import holidays, workdays

    years = {day.year for day in holidays}
    days = _days(date(min(years), 1, 1), date(max(years), 12, 31))
    return MappingProxyType({day: day in workdays or (day.weekday() < 5 and day not in holidays) for day in days})


def workday_columns(known: Mapping[date, bool]) -> dict[str, list[Any]]:
    """Running counts over every day from the day before the first known one to the last, gaps included.

    `workdays`/`known` count up to and including the day, the `_before` ones up to the day before.
    """
    days = list(_days(min(known) - timedelta(days=1), max(known)))
    workdays = list(accumulate(int(known.get(day, False)) for day in days))
    loaded = list(accumulate(int(day in known) for day in days))
    return {
        "day": days,
        "ordinal": [day.toordinal() for day in days],
        "workdays_before": [0, *workdays[:-1]],
        "workdays": workdays,
        "known_before": [0, *loaded[:-1]],
        "known": loaded,
    }


def leaf_rows(indicators: Rows) -> list[dict[str, Any]]:
    """Leaf indicators with the product of the weights down the tree; one whose parent is missing counts as a root."""
    by_id = {row["indicator_id"]: row for row in indicators}
    parents = {row["parent_id"] for row in indicators if row["parent_id"] is not None}
    weights: dict[str, Fraction] = {}

    def effective(identifier: str) -> Fraction:
        chain = []
        node: str | None = identifier
        while node is not None and node in by_id and node not in weights:
            chain.append(node)
            node = by_id[node]["parent_id"]
        weight = weights.get(node, Fraction(1)) if node is not None else Fraction(1)
        for step in reversed(chain):
            weight *= Fraction(by_id[step]["weight"] or 0, MILLIONTHS)
            weights[step] = weight
        return weights[identifier]

    return [
        {
            "scheme": row["scheme"],
            "indicator_id": row["indicator_id"],
            "effective_weight": Decimal(
                int(min(effective(row["indicator_id"]), MOST_WEIGHT) * 10**EFFECTIVE_WEIGHT_PLACES)
            ),
            "ideology": row["ideology"],
        }
        for row in indicators
        if row["indicator_id"] not in parents
    ]


def law_rows(law: Law, parameters: Sequence[str]) -> list[dict[str, Any]]:
    """Spans of days in which every one of the parameters has one value, with the values as the law table holds them.

    The citation is that of the first parameter; `law_applied_since` the latest first day among the values.
    """
    chosen = [law.parameter(key) for key in parameters]
    bounds = {FIRST_DAY, LAST_DAY}
    for parameter in chosen:
        for value in parameter.versions():
            bounds |= {value.since or FIRST_DAY, value.until or LAST_DAY}
    spans = (
        (since, until, [parameter.on(since) for parameter in chosen]) for since, until in pairwise(sorted(bounds))
    )
    return [_law_row(since, until, chosen, values) for since, until, values in spans if all(values)]


def _law_row(
    since: date, until: date, parameters: Sequence[Parameter], values: Sequence[Value | None]
) -> dict[str, Any]:
    held = [value for value in values if value is not None]
    starts = [value.since for value in held if value.since is not None]
    row: dict[str, Any] = {
        "law_since": since,
        "law_until": until,
        "law_citation": held[0].cites,
        "law_applied_since": max(starts).isoformat() if starts else "",
    }
    for parameter, value in zip(parameters, held, strict=True):
        row |= stored(parameter, value)
    return row


def stored(parameter: Parameter, value: Value) -> dict[str, Any]:
    """A value as columns of the law table: shares as two whole numbers and as shown, hours and days in millionths."""
    column = f"law_{parameter.key.rsplit('.', 1)[1]}"
    if parameter.unit == "share":
        share = Fraction(value.value)
        parts = {"_numerator": share.numerator, "_denominator": share.denominator, "_text": parameter.show(value)}
        return {column + part: content for part, content in parts.items()}
    if parameter.unit in {"credit_hour", "training_day"}:
        return {column: int(Decimal(str(value.value)) * MILLIONTHS)}
    return {column: value.value}


ARROW_TYPES = {
    "string": pa.string(),
    "date": pa.date32(),
    "int64": pa.int64(),
    "boolean": pa.bool_(),
    "decimal(38, 0)": pa.decimal128(38, 0),
}


def arrow_table(rows: Rows, schema: Mapping[str, str]) -> pa.Table:
    """Rows as an Arrow table of the engine types in `schema`."""
    return arrow_columns({name: [row[name] for row in rows] for name in schema}, schema)


def arrow_columns(columns: Mapping[str, Sequence[Any]], schema: Mapping[str, str]) -> pa.Table:
    """Columns as an Arrow table of the engine types in `schema`."""
    return pa.table({name: pa.array(columns[name], ARROW_TYPES[kind]) for name, kind in schema.items()})
