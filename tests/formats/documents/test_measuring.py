"""Lines of a text, counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zugong.formats.documents.measuring import EM, lines_of, width_of


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("", 5, 1),
        ("一二三四五", 5, 1),
        ("一二三四五六", 5, 2),
        ("一二三四五，六", 5, 2),  # no comma opens a line: 五 goes down with it
        ("一二三四（五）", 5, 2),  # no bracket is left behind
        ("一\n\n二", 5, 3),
        ("一二三abcd", 5, 2),  # a word is not torn
        ("a" * 40, 5, 6),  # 40 letters at 0.64 are 25.6
        ("12", 5, 1),
        ("，，，，，，", 5, 2),
        ("五五五五（", 5, 1),
    ],
)
def test_lines(text: str, ems: int, lines: int) -> None:
    assert lines_of(text, ems * EM) == lines


def test_a_quarter_stands_between_chinese_and_digits() -> None:
    assert width_of("第12号") == width_of("第") + width_of("12") + width_of("号") + 2 * EM // 4


@given(st.text(alphabet="一二三，。（）ab1 -", max_size=80), st.integers(3, 30))
def test_never_fewer_lines_than_the_letters_need_and_more_width_never_takes_more(text: str, ems: int) -> None:
    lines = lines_of(text, ems * EM)
    assert lines >= -(-sum(EM for char in text if char > "\xff") // (ems * EM))
    assert lines_of(text, (ems + 1) * EM) <= lines
