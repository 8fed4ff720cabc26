"""Months and days as forms have them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zugong.formats.forms.citizen import born_of, check_digit, has_shape, sex_of
from zugong.formats.forms.days import day_text, read_day
from zugong.formats.forms.parties import parties_text, read_parties


@pytest.mark.parametrize(
    "text",
    [
        "197204",
        "1972.04",
        "1972.4",
        "1972-04",
        "1972-4",
        "1972/04",
        "1972年4月",
        "1972年04月",
        "1972年4",
        "１９７２．０４",
        "1972。04",
        " 1972.04 ",
        "1972 . 04",
    ],
)
def test_a_month(text: str) -> None:
    assert read_day(text) == "1972-04"


@pytest.mark.parametrize(
    "text",
    [
        "19720415",
        "1972.04.15",
        "1972.4.15",
        "1972-04-15",
        "1972/4/15",
        "1972年4月15日",
        "1972-04-15 00:00:00",
        "1972-04-15T00:00:00",
    ],
)
def test_a_day(text: str) -> None:
    assert read_day(text) == "1972-04-15"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1972",
        "1972.13",
        "197200",
        "197213",
        "19720431",
        "19720400",
        "1972.04.31",
        "2023-02-29",
        "72.04",
        "不详",
        "０",
        "1899.12",
        "2100.01",
        "1972.04.15.1",
        "1972040",
        "197204151",
        "1972.04（54岁）",
        "٢٠٠١٠٢",
        "1" * 10000,
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    for text in (day.isoformat(), day.isoformat()[:7]):
        assert read_day(day_text(text)) == text
        assert read_day(text.replace("-", ".")) == text


@given(st.text("0123456789.年月日-/ ", max_size=12))
def test_whatever_reads_as_a_day_exists(text: str) -> None:
    found = read_day(text)
    if found is not None:
        assert date.fromisoformat(found if len(found) == 10 else f"{found}-01")


PARTY = st.sampled_from(["民革", "民盟", "民建", "民进", "农工党", "致公党", "九三", "台盟", "无党派"])


@given(st.none() | st.just("2001-08"), st.lists(PARTY, unique=True, max_size=3))
def test_parties_written_and_read_again(joined_on: str | None, parties: list[str]) -> None:
    text = parties_text(joined_on, tuple(parties))
    assert read_parties(text) == (joined_on, tuple(parties), ())


def test_the_check_digit_follows_the_standard() -> None:
    # Hand-worked: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2; the digits 1 and 9 7 2 0 4 1 5 0 0 1 stand at 7 to 17.
    # 1*2 + 9*1 + 7*6 + 2*3 + 0 + 4*9 + 1*10 + 5*5 + 0 + 0 + 1*2 = 132, 132 mod 11 = 0, which is written 1.
    assert check_digit("00000019720415001") == "1"
    assert check_digit("00000019720415029") == "X"


@pytest.mark.parametrize(
    ("number", "shape"),
    [
        ("000000197204150011", True),
        ("00000019720415029X", True),
        ("00000019720415029x", False),
        ("0" * 15, False),
        ("٠" * 18, False),
        ("", False),
    ],
)
def test_the_shape_of_a_number(number: str, shape: bool) -> None:
    assert has_shape(number) is shape


def test_day_and_sex_of_a_number() -> None:
    assert born_of("000000197204150011") == "1972-04-15"
    assert born_of("000000197202300011") is None
    assert born_of(None) is None
    assert (sex_of("000000197204150011"), sex_of("000000197204150020")) == ("男", "女")
