"""The header under titles, over two lines, in either language."""

from __future__ import annotations

import pytest

from zugong.formats.grids import Cell, Grid
from zugong.regulations.tables.header import find_header
from zugong.regulations.tables.names import column_names, normal_name, table_named
from zugong.regulations.tables.schema import TABLES


def positions(*rows: list[Cell], table: str = "meetings") -> dict[str, int]:
    header = find_header(Grid(rows), table)
    assert header is not None
    return dict(header.positions)


HEADER: list[Cell] = ["编号", "组织编号", "类型", "日期"]
PLACES = {"meeting_id": 0, "organization_id": 1, "kind": 2, "held_on": 3}


@pytest.mark.parametrize("table", list(TABLES))
def test_names_of_a_table_are_its_own(table: str) -> None:
    assert len(column_names(table)) == 2 * len(TABLES[table].columns)
    assert table_named(TABLES[table].label) == table
    assert table_named(f" {table.upper()}　") == table


def test_names_that_are_no_table() -> None:
    assert table_named("members (1)") is None
    assert normal_name(" 出 生\n年\u3000月\ufeff") == "出生年月"


def test_languages_may_be_mixed_and_columns_in_any_order() -> None:
    assert positions(["日期", " KIND ", "组 织 编 号", "meeting_id"]) == {
        "held_on": 0,
        "kind": 1,
        "organization_id": 2,
        "meeting_id": 3,
    }


def test_title_rows_and_blank_rows_come_before() -> None:
    rows: list[list[Cell]] = [["组织生活台账", "", "", ""], ["", "", "", ""], ["单位：", "", "日期", "2025"], HEADER]
    header = find_header(Grid([*rows, ["1", "2", "党课", "日期"]]), "meetings")
    assert header is not None
    assert header.row == 4
    assert dict(header.positions) == PLACES


def test_header_may_be_in_the_twentieth_row_but_not_later() -> None:
    blank: list[list[Cell]] = [[""]] * 19
    assert find_header(Grid([*blank, HEADER]), "meetings") is not None
    assert find_header(Grid([*blank, [""], HEADER]), "meetings") is None


def test_two_lines_with_merged_cells() -> None:
    upper: list[Cell] = ["编号", "组织编号", "类型", "日期", "出席", ""]
    lower: list[Cell] = ["", "", "", "", "应到", "实到"]
    assert positions(["台账"], upper, lower, ["1", "2", "党课", "20250101", "3", "3"]) == PLACES | {
        "expected": 4,
        "present": 5,
    }


def test_three_lines_with_merged_cells() -> None:
    first: list[Cell] = ["编号", "组织编号", "会议", "", "", ""]
    second: list[Cell] = ["", "", "类型", "日期", "出席", ""]
    third: list[Cell] = ["", "", "", "", "应到", "实到"]
    assert positions(first, second, third) == PLACES | {"expected": 4, "present": 5}


def test_a_row_of_data_with_blanks_does_not_become_the_header() -> None:
    header = find_header(Grid([HEADER, ["1", "", "", ""], ["日期", "", "", ""]]), "meetings")
    assert header is not None
    assert header.row == 1


def test_a_row_with_the_key_goes_before_a_row_with_more_names() -> None:
    rows: list[list[Cell]] = [["组织编号", "类型", "日期"], ["编号", "应到", "x"]]
    header = find_header(Grid(rows), "meetings")
    assert header is not None
    assert header.row == 2


def test_repeated_and_unknown_columns() -> None:
    header = find_header(Grid([["编号", "meeting_id", "主持人", "日期", ""]]), "meetings")
    assert header is not None
    assert header.repeated == (("meeting_id", "meeting_id"),)
    assert [header.texts[place] for place in header.unknown] == ["主持人", ""]


def test_nothing_recognised() -> None:
    assert find_header(Grid([["甲", "乙"], [1.0, None]]), "meetings") is None
    assert find_header(Grid([]), "meetings") is None
