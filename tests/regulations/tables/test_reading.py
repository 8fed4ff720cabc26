"""Data sets from the door to the engine."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from tests.formats.excel_like import text_rows, write_workbook
from tests.regulations.tables.making import brief, folder, rows, workbook
from zugong.regulations.tables.reading import BadDataset, read_dataset
from zugong.regulations.tables.schema import TABLES


ORGANIZATIONS = "编号,名称,类别\nA,示例党委,党委\nB,示例支部,党支部\n"


def columns(table: str) -> list[str]:
    return [column.name for column in TABLES[table].columns]


def test_canonical_types_and_all_columns_in_order(tmp_path: Path) -> None:
    text = '人员编号,结束日期,学时,请假学时,认可,方式\nP1,2025.03.14,"1,008.5",25%,√,网络\n'
    reading = read_dataset(folder(tmp_path, {"training_records": text}))
    described = reading.connection.execute("DESCRIBE training_records").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("person_id", "VARCHAR"),
        ("class_id", "VARCHAR"),
        ("ended_on", "DATE"),
        ("hours", "BIGINT"),
        ("days", "BIGINT"),
        ("mode", "VARCHAR"),
        ("leave_hours", "BIGINT"),
        ("recognized", "BOOLEAN"),
    ]
    assert rows(reading, "training_records") == [
        ("P1", None, date(2025, 3, 14), 1_008_500_000, None, "online", 250_000, True)
    ]
    assert (reading.present, reading.problems, reading.warnings) == (frozenset({"training_records"}), (), ())


@pytest.mark.parametrize("table", list(TABLES))
def test_every_table_by_its_label_and_english_header(tmp_path: Path, table: str) -> None:
    label = TABLES[table].label
    reading = read_dataset(folder(tmp_path, {label: ",".join(columns(table)) + "\n"}))
    assert reading.present == {table}
    assert rows(reading, table) == []
    assert [name for name, *_ in reading.connection.execute(f"DESCRIBE {table}").fetchall()] == columns(table)
    assert reading.connection.execute("SHOW ALL TABLES").fetchall()[0][1:3] == ("main", table)


def test_nothing_but_the_tables_is_left_in_the_engine(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"organizations": ORGANIZATIONS, "people": "编号,姓名\n"}))
    names = reading.connection.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
    assert {name for (name,) in names} == {"main.organizations", "main.people"}


def test_title_rows_blank_rows_and_row_numbers(tmp_path: Path) -> None:
    text = "党员组织关系台账,,\n,,\n人员编号,支部编号,转入日期\nP1,A,2025-01-01\n  ,\u3000,\nP2,A,2025-02-30\n,,\n"
    reading = read_dataset(folder(tmp_path, {"members": text}), keep_going=True)
    assert brief(reading) == [(6, "转入日期", "2025-02-30", "日历上没有这一天")]
    assert rows(reading, "members", "person_id") == [("P1",)]
    assert str(reading.problems[0]) == (
        "members.csv 第 6 行“转入日期”列的值“2025-02-30”：日历上没有这一天。请核对年、月、日"
    )


def test_every_bad_cell_is_listed(tmp_path: Path) -> None:
    text = "编号,组织编号,类型,日期,应到\nM1,A,联欢会,昨天,0\nM2,A,党课,,3\n,A,党课,2025-01-01,3\n"
    reading = read_dataset(folder(tmp_path, {"meetings": text}), keep_going=True)
    assert brief(reading) == [
        (2, "类型", "联欢会", "不在允许的取值内"),
        (2, "日期", "昨天", "不是日期"),
        (2, "应到", "0", "超出允许的范围"),
        (3, "日期", None, "必填，不能为空"),
        (4, "编号", None, "必填，不能为空"),
    ]
    assert rows(reading, "meetings") == []
    assert all(problem.remedy for problem in reading.problems)


def test_with_problems_there_is_nothing_to_judge_unless_asked(tmp_path: Path) -> None:
    text = ORGANIZATIONS + "C,示例,俱乐部\n"
    path = folder(tmp_path, {"organizations": text})
    refused = read_dataset(path)
    assert len(refused.problems) == 1
    assert refused.connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone() == (0,)
    assert rows(read_dataset(path, keep_going=True), "organizations", "organization_id") == [("A",), ("B",)]


def test_missing_key_and_required_columns(tmp_path: Path) -> None:
    path = folder(tmp_path, {"meetings": "组织编号,类型\nA,党课\n", "organizations": ORGANIZATIONS})
    reading = read_dataset(path, keep_going=True)
    assert brief(reading) == [(1, "编号", None, "缺少这一列"), (1, "日期", None, "缺少这一列")]
    assert reading.present == {"organizations"}


def test_missing_name_is_a_warning_but_an_empty_name_is_not(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path / "a", {"people": "编号\nP1\n"}))
    assert rows(reading, "people", "person_id", "name") == [("P1", None)]
    assert [(warning.column, warning.reason) for warning in reading.warnings] == [("姓名", "缺少这一列，按空白读取")]
    empty = read_dataset(folder(tmp_path / "b", {"people": "编号,姓名\nP1,\n"}))
    assert brief(empty) == [(2, "姓名", None, "必填，不能为空")]


def test_a_name_that_is_part_of_the_key_must_be_there(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"family_members": "人员编号,称谓\nP1,父亲\n"}))
    assert brief(reading) == [(1, "姓名", None, "缺少这一列")]


def test_optional_key_parts_may_be_missing_or_empty(tmp_path: Path) -> None:
    path = folder(
        tmp_path,
        {
            "members": "人员编号,支部编号\nP1,A\n",
            "training_records": "人员编号,班次编号,结束日期,学时\nP1,,20250101,3\n",
        },
    )
    reading = read_dataset(path)
    assert reading.problems == ()
    assert rows(reading, "members", "since") == [(None,)]


def test_unknown_columns_are_reported_once(tmp_path: Path) -> None:
    text = "编号,姓名,备注,手机\nP1,甲,a,1\nP2,乙,b,2\n"
    reading = read_dataset(folder(tmp_path, {"people": text}))
    assert reading.problems == ()
    assert [warning.reason for warning in reading.warnings] == ["有不认识的列，未读取：备注、手机"]


def test_content_without_a_header_is_reported(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"people": "编号,姓名,,\nP1,甲,,批注\n"}))
    assert [warning.reason for warning in reading.warnings] == ["有内容但没有列名，未读取：第 4 列"]


def test_the_same_column_twice(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"people": "编号,姓名,name\nP1,甲,乙\n"}))
    assert brief(reading) == [(1, "姓名", None, "同一列出现了不止一次（“姓名”与“name”）")]


def test_a_row_longer_than_the_header(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"people": "编号,姓名\nP1,甲,,\nP2,乙,丙\nP3\n"}), keep_going=True)
    assert brief(reading) == [
        (3, None, "丙", "这一行有 3 格，多于表头的 2 格"),
        (4, "姓名", None, "必填，不能为空"),
    ]
    assert rows(reading, "people", "person_id") == [("P1",)]


def test_no_header_names_what_is_expected(tmp_path: Path) -> None:
    reading = read_dataset(folder(tmp_path, {"people": "甲,乙\n1,2\n", "organizations": ORGANIZATIONS}))
    assert brief(reading) == [(None, None, None, "没有找到表头")]
    assert "编号、姓名" in reading.problems[0].remedy


def test_month_precision_in_a_last_day_column_is_a_warning(tmp_path: Path) -> None:
    text = "编号,名称,开班,结班\nK1,示例班,2025.03,2025.04\nK2,示例班,2025.03,2025-04-30\n"
    reading = read_dataset(folder(tmp_path, {"training_classes": text}))
    assert rows(reading, "training_classes", "since", "until")[0] == (date(2025, 3, 1), date(2025, 4, 1))
    assert [(warning.row, warning.column, warning.value) for warning in reading.warnings] == [(2, "结班", "2025.04")]


def test_workbook_with_titles_merges_formats_and_every_kind_of_cell(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "台账.xlsx",
        {
            "组织生活": [
                ["二〇二五年组织生活台账"],
                ["编号", "组织编号", "类型", "日期", "出席情况", None, "必学内容"],
                [None, None, None, None, "应到", "实到", None],
                [1, "A", "党课", date(2025, 3, 14), 20.0, "１８", True],
                [None] * 7,
                [2, "A", "theme_day", 20250315, 20, 18, "√"],
                [3, "A", "主题党日", "2025年3月16日", None, None, None],
            ]
        },
    )
    book = load_workbook(path)
    sheet = book["组织生活"]
    for merged in ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3"):
        sheet.merge_cells(merged)
    for number in range(8, 200):
        for place in range(1, 8):
            sheet.cell(number, place).fill = PatternFill("solid", fgColor="FFEEEE")
    book.save(path)
    reading = read_dataset(path)
    assert reading.problems == ()
    assert rows(reading, "meetings", "meeting_id", "kind", "held_on", "expected", "present", "must_learn") == [
        ("1", "party_lecture", date(2025, 3, 14), 20, 18, True),
        ("2", "theme_day", date(2025, 3, 15), 20, 18, True),
        ("3", "theme_day", date(2025, 3, 16), None, None, None),
    ]


def test_faulty_cells_of_a_workbook_are_listed_with_their_sheet(tmp_path: Path) -> None:
    body = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c><c r="B3" t="s"><v>3</v></c></row>'
        '<row r="4"><c r="A4"><v>4</v></c><c r="B4" t="str"><f>C1</f></c><c r="C4"><v>45731</v></c></row>'
        '<row r="5"><c r="A5"><v>5</v></c><c r="B5" t="s"><v>3</v></c><c r="C5" s="2"><v>29281</v></c></row>'
    )
    shared = ("<t>编号</t>", "<t>姓名</t>", "<t>出生年月</t>", "<t>甲</t>")
    path = write_workbook(tmp_path / "a.xlsx", {"人员": body}, shared)
    reading = read_dataset(path, keep_going=True)
    assert brief(reading) == [
        (3, "编号", "#N/A", "公式出错"),
        (4, "姓名", "（公式）", "公式没有保存计算结果"),
        (4, "出生年月", "45731", "是 Excel 的日期序号，没有按日期显示"),
    ]
    assert {problem.sheet for problem in reading.problems} == {"人员"}
    assert rows(reading, "people", "person_id", "born_on") == [("5", date(1980, 3, 1))]


def test_true_and_one_in_a_column_are_told_apart(tmp_path: Path) -> None:
    path = workbook(tmp_path / "people.xlsx", {"x": [["编号", "姓名"], [1, "甲"], [True, "乙"], [1.5, "丙"]]})
    assert rows(read_dataset(path), "people", "person_id") == [("1",), ("TRUE",), ("1.5",)]


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    read_dataset(folder(tmp_path, {"people": "编号,姓名\n"}), progress=told.append)
    assert told == ["读取 人员（people.csv）", "核对各表之间的关系"]


def test_nothing_readable_at_all(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_bytes(b"%PDF-1.4")
    (tmp_path / "members.csv").write_bytes(b"\x81\x00\xff")
    with pytest.raises(BadDataset) as caught:
        read_dataset(tmp_path)
    assert [(problem.file, problem.reason[:6]) for problem in caught.value.problems] == [
        ("members.csv", "文字编码无法"),
        ("people.xlsx", "内容是 PD"),
    ]
    assert "people.xlsx：内容是 PDF" in str(caught.value)


def test_one_unreadable_file_among_good_ones(tmp_path: Path) -> None:
    folder(tmp_path, {"organizations": ORGANIZATIONS})
    (tmp_path / "people.xlsx").write_bytes(b"%PDF-1.4")
    reading = read_dataset(tmp_path, keep_going=True)
    assert reading.present == {"organizations"}
    assert [problem.file for problem in reading.problems] == ["people.xlsx"]


def test_more_rows_than_are_handed_over_at_once(tmp_path: Path) -> None:
    count = 120_001
    text = "编号,姓名\n" + "".join(f"P{number},'甲\\{number}\n" for number in range(count))
    reading = read_dataset(folder(tmp_path, {"people": text}))
    assert rows(reading, "people", "count(*)", "count(DISTINCT person_id)") == [(count, count)]
    assert rows(reading, "people", "person_id", "name")[77_777] == ("P77777", "'甲\\77777")


def test_reading_imports_no_heavy_library(tmp_path: Path) -> None:
    """A third of a second each, in every command."""
    path = folder(tmp_path, {"people": "编号,姓名\nP1,甲\n", "members": "人员编号,支部编号\nP1,A\nP1,A\nP2,A\n"})
    code = (
        "import sys; from pathlib import Path; from zugong.regulations.tables.reading import read_dataset;"
        "r = read_dataset(Path(sys.argv[1]), keep_going=True); print(len(r.problems));"
        "print(sorted({'pandas', 'pyarrow', 'numpy', 'ibis', 'django', 'openpyxl'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["2", "[]"]


def test_inline_strings_of_a_hand_made_workbook(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"people": text_rows(("编号", "姓名"), ("P1", "甲 乙"))})
    assert rows(read_dataset(path), "people", "person_id", "name") == [("P1", "甲 乙")]
