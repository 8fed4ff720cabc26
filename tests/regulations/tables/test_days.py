"""Every way to write a date that the contract names, and the ways that are refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regulations.tables.making import require_words
from zugong.formats.grids import Cell
from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.days import read_day


DAY = date(2025, 3, 4)
FORMS = (
    "{y}-{m:02}-{d:02}",
    "{y}.{m:02}.{d:02}",
    "{y}/{m}/{d}",
    "{y}{m:02}{d:02}",
    "{y}年{m}月{d}日",
    "{y} 年 {m} 月 {d} 日",
    "{y}-{m}-{d}",
    "{y}-{m:02}-{d:02} 00:00:00",
    "{y}-{m:02}-{d:02}T00:00:00",
    "{y}/{m}/{d} 9:30",
    "{y}. {m:02}. {d:02}",
)
MONTH_FORMS = ("{y}.{m:02}", "{y}{m:02}", "{y}-{m:02}", "{y}/{m}", "{y}年{m}月")
FULL_WIDTH = str.maketrans("0123456789-./", "０１２３４５６７８９－．／")

days = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(day=days, form=st.sampled_from(FORMS), wide=st.booleans(), blanks=st.sampled_from(["", " ", "\u3000", "\xa0"]))
def test_full_dates(day: date, form: str, wide: bool, blanks: str) -> None:
    text = form.format(y=day.year, m=day.month, d=day.day)
    assert read_day(blanks + (text.translate(FULL_WIDTH) if wide else text) + blanks) == (day, False)


@given(day=days, form=st.sampled_from(MONTH_FORMS), wide=st.booleans())
def test_months_mean_their_first_day(day: date, form: str, wide: bool) -> None:
    text = form.format(y=day.year, m=day.month)
    assert read_day(text.translate(FULL_WIDTH) if wide else text) == (day.replace(day=1), True)


@given(day=days)
def test_numbers_of_eight_and_six_digits(day: date) -> None:
    assert read_day(float(day.strftime("%Y%m%d"))) == (day, False)
    assert read_day(int(day.strftime("%Y%m"))) == (day.replace(day=1), True)


@given(text=st.text(max_size=12))
def test_any_text_gives_a_day_or_a_reason(text: str) -> None:
    try:
        day, _ = read_day(text)
    except BadCell as fault:
        require_words(fault)
    else:
        assert 1900 <= day.year <= 2199


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (DAY, DAY),
        (datetime.combine(DAY, time()), DAY),
        (datetime.combine(DAY, time(10, 5)), DAY),
        (2025.03, date(2025, 3, 1)),
        (2025.12, date(2025, 12, 1)),
        (2025.2, date(2025, 2, 1)),
        (Decimal("20250304"), DAY),
        ("2025.1", date(2025, 1, 1)),
        ("2025.10", date(2025, 10, 1)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_cells(cell: Cell, day: date) -> None:
    assert read_day(cell)[0] == day


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2025-02-30", "日历上没有"),
        ("2025-13-01", "日历上没有"),
        ("202513", "日历上没有"),
        ("1899-12-31", "年份不在"),
        ("2200-01-01", "年份不在"),
        (date(1899, 12, 31), "年份不在"),
        (45731.0, "日期序号"),
        ("45731", "日期序号"),
        (45731.5, "日期序号"),
        (2025.1, "分不清"),
        (2025.0, "只有年份"),
        ("2025年", "只有年份"),
        ("25-3-4", "不是日期"),
        ("2025-3/4", "不是日期"),
        ("2025 03 04", "不是日期"),
        ("2025-03-0410:00", "不是日期"),
        ("2025-03-04 25:00", "不是日期"),
        ("2025-03-04T00:00:00Z", "不是日期"),
        ("٢٠٢٥-٠٣-٠٤", "不是日期"),
        ("三月", "不是日期"),
        (float("nan"), "不是日期"),
        (-5.0, "不是日期"),
        (time(3, 4), "是时间"),
        (timedelta(hours=30), "是时间"),
        (datetime(2025, 3, 4, tzinfo=UTC), "时区"),
    ],
)
def test_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_day(cell)


def test_remedy_for_a_lost_zero_names_both_months() -> None:
    with pytest.raises(BadCell) as caught:
        read_day(2025.1)
    assert "2025.01 或 2025.10" in caught.value.remedy
