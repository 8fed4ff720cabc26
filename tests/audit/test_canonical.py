"""One value, one text: whatever way it is written, and the same for two values only if they are the same."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zugong.audit.canonical import canonical, canonical_row, plain


WORDS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = st.none() | st.booleans() | st.integers() | WORDS
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner), max_leaves=12)


@given(VALUES)
def test_it_reads_back_as_the_same_and_holds_no_line_break(value: Any) -> None:
    text = canonical(value)
    assert json.loads(text) == plain(value)
    assert "\n" not in text
    assert canonical(json.loads(text)) == text


@given(WORDS)
def test_composed_and_decomposed_are_one(word: str) -> None:
    assert canonical(unicodedata.normalize("NFD", word)) == canonical(unicodedata.normalize("NFC", word))


@given(st.dictionaries(WORDS, SCALARS))
def test_the_order_of_keys_does_not_matter(row: dict[str, Any]) -> None:
    assert canonical(dict(reversed(row.items()))) == canonical(row)


@given(st.dictionaries(st.from_regex("[a-z_]{1,8}", fullmatch=True), SCALARS | st.dates() | VALUES))
def test_a_row_is_written_as_any_mapping(row: dict[str, Any]) -> None:
    assert canonical_row({name: canonical(name) for name in sorted(row)}, row) == canonical(row)


@given(st.datetimes(), st.integers(-12 * 60, 14 * 60))
def test_an_instant_is_the_same_in_every_zone(naive: datetime, minutes: int) -> None:
    instant = naive.replace(year=min(max(naive.year, 2), 9998), tzinfo=UTC)
    assert canonical(instant.astimezone(timezone(timedelta(minutes=minutes)))) == canonical(instant)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6), st.integers(0, 5))
def test_an_amount_is_the_same_however_many_zeros(amount: Decimal, zeros: int) -> None:
    longer = Decimal(f"{amount:f}" + "0" * zeros)
    assert canonical(longer) == canonical(amount)
    assert Decimal(json.loads(canonical(amount))) == amount


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [True, None, "甲"]}, '{"a":[true,null,"甲"],"b":1}'),
        (date(2026, 1, 31), '"2026-01-31"'),
        (datetime(2026, 1, 31, 8, tzinfo=UTC), '"2026-01-31T08:00:00.000000Z"'),
        (Decimal("1E+3"), '"1000"'),
        (Decimal("-0.500"), '"-0.5"'),
        (b"\x00\xff", '"AP8="'),
        (memoryview(b"\x00\xff"), '"AP8="'),
        ("a\n\u2028\x00", '"a\\n\u2028\\u0000"'),
    ],
)
def test_forms(value: Any, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [1.5, float("nan"), {"a": 0.1}, object(), {1, 2}])
def test_what_has_no_one_form_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="不能写进留痕"):
        canonical(value)
