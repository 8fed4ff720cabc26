"""Whole numbers and exact decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.regulations.tables.making import require_words
from zugong.formats.grids import Cell
from zugong.regulations.tables.cell_faults import BadCell
from zugong.regulations.tables.numbers import read_amount, read_count
from zugong.regulations.tables.schema import Column, Kind


COUNT = Column("present", "实到", Kind.COUNT)
EXPECTED = Column("expected", "应到", Kind.COUNT, minimum=1)
YEAR = Column("year", "年度", Kind.COUNT, minimum=1900, maximum=2199)
AMOUNT = Column("hours", "学时", Kind.AMOUNT)
SCORE = Column("score", "得分", Kind.AMOUNT, maximum=100)

millionths = st.integers(0, 10**15 - 1)
DIGITS = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")


@given(millionths)
def test_amounts_are_exact(value: int) -> None:
    amount = Decimal(value) / 10**6
    assert read_amount(f"{amount:f}", AMOUNT) == value
    assert read_amount(f"{amount:,f}", AMOUNT) == value
    assert read_amount(f"{amount:,f}".translate(DIGITS), AMOUNT) == value
    assert read_amount(amount, AMOUNT) == value
    assert read_amount(float(amount), AMOUNT) == value


@given(st.integers(0, 10**11 - 1))
def test_percent_is_a_hundredth(value: int) -> None:
    assert read_amount(f"{Decimal(value) / 10**4:f}%", AMOUNT) == value
    assert read_amount(f"{Decimal(value) / 10**4:f} ％", AMOUNT) == value


@given(st.integers(0, 10**9 - 1))
def test_counts(value: int) -> None:
    for cell in (value, float(value), str(value), f"{value:,}", f"{value}.0", f"{value:,}".translate(DIGITS)):
        assert read_count(cell, COUNT) == value


@given(st.one_of(st.text(max_size=10), st.floats(), st.integers(), st.decimals(allow_nan=True)))
def test_anything_gives_a_number_or_a_reason(cell: Cell) -> None:
    for read in (read_count, read_amount):
        try:
            assert read(cell, COUNT) >= 0
        except BadCell as fault:
            require_words(fault)


@pytest.mark.parametrize(
    ("cell", "column", "reason"),
    [
        ("3.5", COUNT, "不是整数"),
        (3.5, COUNT, "不是整数"),
        (-1.0, COUNT, "负数"),
        ("-1", COUNT, "负数"),
        ("0", EXPECTED, "超出允许的范围"),
        ("1899", YEAR, "超出允许的范围"),
        (2200.0, YEAR, "超出允许的范围"),
        ("十", COUNT, "不是数"),
        ("3人", COUNT, "不是数"),
        ("1 2", COUNT, "不是数"),
        ("1,23", COUNT, "不是数"),
        ("10²", COUNT, "不是数"),
        ("٣", COUNT, "不是数"),
        ("1e3", COUNT, "不是数"),
        ("NaN", COUNT, "不是数"),
        ("", COUNT, "不是数"),
        (".", COUNT, "不是数"),
        ("%", COUNT, "不是数"),
        (float("nan"), COUNT, "不是有效的数"),
        (float("inf"), COUNT, "不是有效的数"),
        (1e9, COUNT, "数值过大"),
        ("1000000000", COUNT, "数值过大"),
        (date(2025, 3, 4), COUNT, "日期"),
    ],
)
def test_refused_counts(cell: Cell, column: Column, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_count(cell, column)


@pytest.mark.parametrize(
    ("cell", "column", "reason"),
    [
        ("0.0000001", AMOUNT, "超过 6 位"),
        (0.1 + 0.2, AMOUNT, "超过 6 位"),
        ("0.00001%", AMOUNT, "超过 6 位"),
        ("0.1000000000000000000000000000000000000001", AMOUNT, "超过 6 位"),
        (Decimal("0.1000000000000000000000000000000000000001"), AMOUNT, "超过 6 位"),
        ("100.000001", SCORE, "超出允许的范围"),
        ("1000000000", AMOUNT, "数值过大"),
        (1e300, AMOUNT, "数值过大"),
        ("-0.5", AMOUNT, "负数"),
        ("9" * 200, AMOUNT, "不是数"),
    ],
)
def test_refused_amounts(cell: Cell, column: Column, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_amount(cell, column)


def test_bounds_are_in_the_remedy() -> None:
    with pytest.raises(BadCell) as caught:
        read_amount("101", SCORE)
    assert caught.value.remedy == "应不小于 0，不大于 100"


def test_ends_of_the_range_are_inside() -> None:
    assert read_amount("100", SCORE) == 100_000_000
    assert read_count("1900", YEAR) == 1900
    assert read_count("2199", YEAR) == 2199
    assert read_count("1", EXPECTED) == 1
    assert read_amount("999999999.999999", AMOUNT) == 10**15 - 1
