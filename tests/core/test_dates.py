from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zugong.core.dates import PeriodKind, add_months, full_months, period_of, whole_periods


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 3, 31), 0, date(2024, 3, 31)),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(DAYS, DAYS)
def test_full_months_is_the_greatest_number_that_has_passed(since: date, until: date) -> None:
    months = full_months(since, until)
    assert add_months(since, months) <= until < add_months(since, months + 1)


@given(st.sampled_from(PeriodKind), DAYS)
def test_a_period_holds_its_day_and_touches_the_next(kind: PeriodKind, day: date) -> None:
    period = period_of(kind, day)
    assert period.first_day <= day <= period.last_day
    assert period_of(kind, period.last_day + timedelta(days=1)).first_day == period.last_day + timedelta(days=1)


def test_only_whole_periods_are_judged() -> None:
    quarters = whole_periods(PeriodKind.QUARTER, date(2025, 1, 2), date(2025, 12, 30))
    assert [quarter.name for quarter in quarters] == ["2025-Q2", "2025-Q3"]
    assert [month.name for month in whole_periods(PeriodKind.MONTH, date(2025, 1, 1), date(2025, 2, 28))] == [
        "2025-01",
        "2025-02",
    ]
    assert [year.name for year in whole_periods(PeriodKind.YEAR, date(2024, 1, 1), date(2025, 12, 31))] == [
        "2024",
        "2025",
    ]
