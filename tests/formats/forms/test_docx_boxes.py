"""Fitting boxes into a page: full to the last millimetre, letters as large as the room allows, never a cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zugong.formats.forms.docx_boxes import POINT, SIZES, Band, Box, fit


WIDTHS = (20.0, 80.0)


def page(text: str, *, hanging: bool = False) -> tuple[Band, ...]:
    filler = Box(text, field="resume", align="left", is_hanging=hanging)
    return Band(20, 10, (Box("姓名", is_label=True, yields=8), Box("高以宁"))), Band(
        30, 20, (Box(""), filler), fills=True
    )


@pytest.mark.parametrize(
    ("lines", "size"),
    [(1, 14), (7, 14), (8, 13), (9, 12), (12, 10), (19, 6.5), (28, 4.5)],
)  # fmt: skip
def test_letters_shrink_as_lines_become_more(lines: int, size: float) -> None:
    """60 mm: 20 for the first row, 40 (113 points) for the text; at 9 points and less the first row gives 10 more."""
    fitted = fit(page("\n".join("字" * lines)), WIDTHS, 60)
    assert fitted.letters[1][1][0] == size
    assert fitted.fits


def test_rows_come_down_evenly_before_the_letters_are_tiny() -> None:
    heights = [fit(page("\n".join("字" * lines)), WIDTHS, 60).heights[0] for lines in (1, 9, 12, 19)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] == 20
    assert heights[-1] == 10


def test_what_no_size_can_hold_is_said() -> None:
    fitted = fit(page("\n".join("字" * 60)), WIDTHS, 60)
    assert not fitted.fits
    assert fitted.letters[1][1][0] == SIZES[-1]


def test_texts_of_a_group_come_out_in_one_size() -> None:
    bands = [Band(9, 9, (Box("字" * count, group="a"), Box(""))) for count in (1, 6, 18)]
    fitted = fit(bands, WIDTHS, 27)
    assert len({row[0][0] for row in fitted.letters}) == 1


def test_a_merged_cell_has_the_room_of_both_rows() -> None:
    text = "字" * 9
    whole = Box(text, merge="start", rows=2, yields=8)
    bands = [Band(7, 7, (whole, Box(""))), Band(7, 7, (Box(text, merge="on", rows=2, yields=8), Box("")))]
    assert fit(bands, WIDTHS, 14).heights == [7, 7]
    assert (
        fit(bands, WIDTHS, 14).letters[0][0][0] > fit([Band(7, 7, (Box(text), Box("")))], WIDTHS, 7).letters[0][0][0]
    )


@given(
    lines=st.lists(st.text(alphabet="一二三，。ab 12（）\t", max_size=60), max_size=40),
    other=st.text(alphabet="一二三，ab1", max_size=200),
    is_hanging=st.booleans(),
)
@settings(deadline=None, max_examples=80)
def test_a_page_is_filled_exactly_and_lines_never_exceed_their_row(
    lines: list[str], other: str, is_hanging: bool
) -> None:
    bands = (*page("\n".join(lines), hanging=is_hanging), Band(12, 8, (Box("职务", is_label=True), Box(other))))
    fitted = fit(bands, (11.0, 150.0), 240)
    assert fitted.fits
    assert sum(fitted.heights) == pytest.approx(240)
    size, pitch = fitted.letters[1][1]
    assert size in SIZES
    assert len(lines) * pitch * POINT <= fitted.heights[1]
    assert pitch >= size
