"""Text, codes and flags; what a cell looks like to the user."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zugong.formats.grids import BLANKS, Cell, CellFault
from zugong.regulations.tables.cell_faults import BadCell, folded
from zugong.regulations.tables.cells import read_cell, shown
from zugong.regulations.tables.schema import MEETING_KINDS, SCHEMES, TABLES, Column, Kind


TEXT = Column("person_id", "人员编号")
FLAG = Column("must_learn", "必学内容", Kind.FLAG)
CODE = Column("kind", "类型", Kind.CODE, codes=MEETING_KINDS)
SCHEME = Column("scheme", "考核体系", Kind.CODE, codes=SCHEMES, open_codes=True)


@given(st.text(st.characters(exclude_characters="\0\x1f", exclude_categories=("Cs",)), min_size=1))
def test_text_loses_only_blanks_at_its_ends(text: str) -> None:
    assert read_cell(text, TEXT) == text.strip(BLANKS)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"),
        (12, "12"),
        (12.5, "12.5"),
        ("12.0", "12.0"),
        ("00123", "00123"),
        ("\u3000 甲\xa0\ufeff", "甲"),
        ("Ａ１", "Ａ１"),
        ("①", "①"),
        (True, "TRUE"),
        (110101199001011234, "110101199001011234"),
        (Decimal("110101199001011234.00"), "110101199001011234"),
        (999_999_999_999_999.0, "999999999999999"),
    ],
)
def test_text_of_cells(cell: Cell, text: str) -> None:
    assert read_cell(cell, TEXT) == text


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (110101199001011234.0, "超过 15 位"),
        (date(2025, 3, 1), "是日期"),
        (time(3, 1), "是日期或时间"),
        ("a\0b", "控制字符"),
        ("a\x1fb", "控制字符"),
        ("a" * 32_768, "文字过长"),
    ],
)
def test_refused_text(cell: Cell, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read_cell(cell, TEXT)


@pytest.mark.parametrize(
    "cell", ["true", "TRUE", "True", "是", "1", "1.0", 1.0, 1, True, "√", "✓", "１", "ＴＲＵＥ", " 是 "]
)
def test_yes(cell: Cell) -> None:
    assert read_cell(cell, FLAG) is True


@pytest.mark.parametrize("cell", ["false", "否", "0", 0.0, 0, False, "×", "✗", "０", "False"])
def test_no(cell: Cell) -> None:
    assert read_cell(cell, FLAG) is False


@pytest.mark.parametrize("cell", ["x", "有", "2", 2.0, "Y", "yes", date(2025, 1, 1)])
def test_neither(cell: Cell) -> None:
    with pytest.raises(BadCell) as caught:
        read_cell(cell, FLAG)
    assert "√/×" in caught.value.remedy


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, column) for table in TABLES.values() for column in table.columns if column.kind is Kind.CODE],
    ids=lambda part: part.name,
)
def test_every_code_by_both_names(table: object, column: Column) -> None:
    for code, label in column.codes.items():
        assert read_cell(code, column) == code
        assert read_cell(code.upper(), column) == code
        assert read_cell(f"\u3000{label} ", column) == code


def test_unknown_code_lists_the_allowed_ones() -> None:
    with pytest.raises(BadCell) as caught:
        read_cell("联欢会", CODE)
    assert caught.value.remedy == "应为：" + "、".join(MEETING_KINDS.values())


def test_open_codes_keep_local_names() -> None:
    assert read_cell(" 本地Ａ体系 ", SCHEME) == "本地Ａ体系"
    assert read_cell("目标考核", SCHEME) == "objective"


@pytest.mark.parametrize("kind", list(Kind))
def test_faults_of_the_file_keep_their_reason(kind: Kind) -> None:
    with pytest.raises(BadCell, match="公式出错"):
        read_cell(CellFault("#N/A", "公式出错", "请更正公式"), Column("a", "甲", kind))


@pytest.mark.parametrize("kind", [Kind.DATE, Kind.LAST_DAY, Kind.COUNT, Kind.AMOUNT])
def test_excel_truth_is_no_date_and_no_number(kind: Kind) -> None:
    with pytest.raises(BadCell):
        read_cell(True, Column("a", "甲", kind))


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (3.0, "3"),
        (1e20, "1e+20"),
        (datetime.fromisoformat("2025-03-04 00:00"), "2025-03-04"),
        (datetime.fromisoformat("2025-03-04 10:05"), "2025-03-04 10:05:00"),
        (timedelta(hours=1), "1:00:00"),
        (CellFault("#N/A", "", ""), "#N/A"),
        (False, "FALSE"),
    ],
)
def test_shown(cell: Cell, text: str) -> None:
    assert shown(cell) == text


def test_folding_is_narrower_than_compatibility_forms() -> None:
    assert folded(" Ａｂ１２％－．，\u3000") == "Ab12%-.,"
    assert folded("10²①") == "10²①"
