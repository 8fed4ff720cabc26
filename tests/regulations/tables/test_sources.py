"""Which file or sheet is which table."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.regulations.tables.making import folder, rows, workbook
from zugong.regulations.tables.problems import BadDataset
from zugong.regulations.tables.reading import Reading, read_dataset


PEOPLE = "编号,姓名\nP1,甲\n"
SHEET = [["编号", "姓名"], ["P1", "甲"]]


def ignored(reading: Reading) -> list[tuple[str, str | None]]:
    return [(warning.file, warning.sheet) for warning in reading.warnings]


def refusal(path: Path) -> str:
    with pytest.raises(BadDataset) as caught:
        read_dataset(path)
    return str(caught.value)


def test_other_files_get_one_warning_each_hidden_ones_and_notes_none(tmp_path: Path) -> None:
    folder(tmp_path, {"people": PEOPLE, "通讯录": "a\n"})
    (tmp_path / "说明.txt").write_text("x")
    (tmp_path / "照片.png").write_text("x")
    (tmp_path / ".hidden.csv").write_text("x")
    (tmp_path / "~$people.xlsx").write_text("x")
    (tmp_path / "Thumbs.db").write_text("x")
    (tmp_path / "旧数据").mkdir()
    reading = read_dataset(tmp_path)
    assert reading.present == {"people"}
    assert sorted(ignored(reading)) == [("旧数据", None), ("照片.png", None), ("通讯录.csv", None)]


def test_file_names_by_label_with_blanks_and_capitals(tmp_path: Path) -> None:
    folder(tmp_path, {" 党员 组织关系 ": "人员编号,支部编号\n"})
    (tmp_path / "PEOPLE.CSV").write_text(PEOPLE)
    assert read_dataset(tmp_path).present == {"members", "people"}


def test_a_workbook_of_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "数据.xlsx", {"人员": SHEET, "说明": [["x"]], "members": [["人员编号", "支部编号"]]})
    reading = read_dataset(path)
    assert reading.present == {"people", "members"}
    assert ignored(reading) == [("数据.xlsx", "说明")]


def test_a_folder_with_just_one_workbook_of_sheets(tmp_path: Path) -> None:
    workbook(tmp_path / "数据.xlsx", {"人员": SHEET})
    (tmp_path / "说明.txt").write_text("x")
    reading = read_dataset(tmp_path)
    assert reading.present == {"people"}
    assert ignored(reading) == []


def test_a_workbook_of_sheets_beside_table_files_is_left_aside(tmp_path: Path) -> None:
    workbook(tmp_path / "数据.xlsx", {"members": [["人员编号", "支部编号"]]})
    folder(tmp_path, {"people": PEOPLE})
    reading = read_dataset(tmp_path)
    assert reading.present == {"people"}
    assert ignored(reading) == [("数据.xlsx", None)]


def test_two_workbooks_of_sheets_are_no_data_set(tmp_path: Path) -> None:
    workbook(tmp_path / "一.xlsx", {"人员": SHEET})
    workbook(tmp_path / "二.xlsx", {"人员": SHEET})
    assert "没有找到任何数据表（现有文件：一.xlsx、二.xlsx）" in refusal(tmp_path)


@pytest.mark.parametrize("sheets", [{"人员": SHEET}, {"Sheet1": SHEET}, {"空": [], "Sheet2": SHEET}])
def test_a_workbook_named_by_its_table(tmp_path: Path, sheets: dict[str, list[list[str]]]) -> None:
    path = workbook(tmp_path / "people.xlsx", sheets)
    for place in (path, tmp_path):
        reading = read_dataset(place)
        assert rows(reading, "people", "person_id") == [("P1",)]
        assert reading.warnings == ()


def test_the_sheet_named_by_the_table_is_preferred(tmp_path: Path) -> None:
    workbook(tmp_path / "people.xlsx", {"去年": [["编号", "姓名"], ["P9", "乙"]], "人员": SHEET})
    reading = read_dataset(tmp_path)
    assert rows(reading, "people", "person_id") == [("P1",)]
    assert ignored(reading) == [("people.xlsx", "去年")]


def test_the_same_table_in_two_files(tmp_path: Path) -> None:
    folder(tmp_path, {"people": PEOPLE, "人员": PEOPLE, "members": "人员编号,支部编号\n"})
    reading = read_dataset(tmp_path, keep_going=True)
    assert reading.present == {"members"}
    assert [(problem.file, problem.reason) for problem in reading.problems] == [
        ("人员.csv", "“人员”表出现了不止一次（另见 people.csv）")
    ]


def test_the_same_table_in_two_sheets(tmp_path: Path) -> None:
    path = workbook(tmp_path / "数据.xlsx", {"人员": SHEET, "people": SHEET})
    assert "数据.xlsx〔people〕：“人员”表出现了不止一次（另见 数据.xlsx〔人员〕）" in refusal(path)
    path.rename(tmp_path / "people.xlsx")
    assert "工作表“人员”与“people”" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["people.csv", "人员.csv"])
def test_a_single_file_named_by_its_table(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PEOPLE)
    assert read_dataset(tmp_path / name).present == {"people"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("people.xls", ("不能读取 .xls", "另存为")),
        ("people.et", ("不能读取 .et", "另存为")),
        ("people.ods", ("不能读取 .ods", "另存为")),
        ("people.wps", ("不能读取 .wps", "另存为")),
        ("people.txt", ("不能读取 .txt", ".csv")),
        ("people.pdf", ("不能读取 .pdf", "原始的电子表格")),
        ("people.zip", ("不能读取 .zip", "解压")),
        ("people", ("没有扩展名",)),
        ("名册.csv", ("文件名不是数据表的名称", "表名")),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, name: str, words: tuple[str, ...]) -> None:
    (tmp_path / name).write_bytes(b"x")
    for word in words:
        assert word in refusal(tmp_path / name)


def test_a_table_in_an_old_format_is_not_taken_for_absent(tmp_path: Path) -> None:
    folder(tmp_path, {"people": PEOPLE})
    (tmp_path / "党员组织关系.xls").write_bytes(b"x")
    reading = read_dataset(tmp_path)
    assert [(problem.file, problem.reason) for problem in reading.problems] == [
        ("党员组织关系.xls", "不能读取 .xls 文件")
    ]


def test_an_old_workbook_alone_in_a_folder_gets_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "数据.xls").write_bytes(b"x")
    assert "另存为" in refusal(tmp_path)


def test_a_workbook_without_any_table(tmp_path: Path) -> None:
    path = workbook(tmp_path / "数据.xlsx", {"甲": SHEET, "乙": SHEET})
    assert "没有以表名命名的工作表（现有：甲、乙）" in refusal(path)
    assert "没有以表名命名的工作表（现有：甲、乙）" in refusal(tmp_path)


def test_empty_folder_and_no_folder(tmp_path: Path) -> None:
    assert "文件夹是空的" in refusal(tmp_path)
    assert "不存在" in refusal(tmp_path / "无")


def test_links_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    (tmp_path / "people.csv").symlink_to(tmp_path / "people.csv")
    assert "循环" in refusal(tmp_path / "a")
    assert "people.csv：符号链接循环" in refusal(tmp_path)


def test_folders_and_pipes_named_like_tables(tmp_path: Path) -> None:
    folder(tmp_path, {"people": PEOPLE})
    (tmp_path / "members.csv").mkdir()
    os.mkfifo(tmp_path / "meetings.csv")
    reading = read_dataset(tmp_path)
    assert {(problem.file, problem.reason) for problem in reading.problems} == {
        ("members.csv", "这是文件夹，不是文件"),
        ("meetings.csv", "这不是普通文件"),
    }
