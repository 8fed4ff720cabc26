"""`zugong check` as people and programs call it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from zugong.cli.main import main
from zugong.regulations.findings import FINDING_COLUMNS


ORGANIZATIONS = "编号,名称,类别,成立日期\nb1,=cmd|'/c calc'!A1,党支部,2020-01-01\n"
MEETINGS = "编号,组织编号,类型,日期\nm1,b1,支部党员大会,2025-02-10\nm2,b1,支部党员大会,2025年5月6日\n"
QUARTERLY = "branch_life.assembly_quarterly"


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    return write(tmp_path / "示例数据", organizations=ORGANIZATIONS, meetings=MEETINGS)


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, "utf-8")
    return folder


def check(dataset: Path, *more: str) -> int:
    return main(["check", str(dataset), "--as-of", "2025-12-31", "--rules", QUARTERLY, *more])


def test_json_lists_what_is_missing_and_counts_everything(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(dataset, "--format", "json") == 1
    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["as_of", "since", "summary", "findings"]
    assert (report["as_of"], report["since"]) == ("2025-12-31", "2025-01-01")
    assert report["summary"] == [{"rule": QUARTERLY, "pass": 2, "fail": 2, "unknown": 0, "not_applicable": 0}]
    assert [list(finding) for finding in report["findings"]] == [list(FINDING_COLUMNS)] * 2
    assert report["findings"][0] == {
        "rule": QUARTERLY,
        "subject_kind": "organization",
        "subject_id": "b1",
        "period": "2025-Q3",
        "outcome": "fail",
        "force": "must",
        "actual": "0 次",
        "required": "≥ 1 次",
        "reason": "",
        "citation": "branch-work-regulations-2018#11",
        "since": "2018-10-28",
    }


def test_all_lists_every_outcome(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    check(dataset, "--format", "json", "--all")
    outcomes = [finding["outcome"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert outcomes == ["pass", "pass", "fail", "fail"]


def test_nothing_failed_exits_0(dataset: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(dataset), "--as-of", "2025-06-30", "--rules", QUARTERLY]) == 0
    assert "支部党员大会每季度至少召开一次" in capsys.readouterr().out


def test_a_general_duty_alone_does_not_fail_the_check(tmp_path: Path) -> None:
    people = "编号,姓名\n" + "".join(f"p{number},示例\n" for number in range(51))
    members = "人员编号,支部编号,状态\n" + "".join(f"p{number},b1,正式\n" for number in range(51))
    dataset = write(tmp_path / "d", organizations=ORGANIZATIONS, people=people, members=members)
    assert main(["check", str(dataset), "--as-of", "2025-12-31", "--rules", "organization.branch_*imum"]) == 0


def test_parquet_and_csv_and_xlsx_hold_the_same_rows(dataset: Path, tmp_path: Path) -> None:
    for form in ("parquet", "csv", "xlsx"):
        assert check(dataset, "--format", form, "--out", str(tmp_path / f"out.{form}")) == 1
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == list(FINDING_COLUMNS)
    text = (tmp_path / "out.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    assert [row["period"] for row in rows] == table["period"].to_pylist() == ["2025-Q3", "2025-Q4"]
    assert rows[0]["对象名称"].startswith("'=cmd|")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["三会一课"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert sheet.freeze_panes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rules", "nothing.*"], "没有规则符合 nothing.*"),
        (["--since", "2026-01-01"], "晚于"),
        (["--format", "xlsx"], "--out"),
        (["--master", "spark://x:1"], "--engine spark"),
        (["--pack", "/nonexistent"], "法规包"),
    ],
)
def test_wrong_usage_is_told_and_exits_2(
    dataset: Path, capsys: pytest.CaptureFixture[str], arguments: Sequence[str], said: str
) -> None:
    assert main(["check", str(dataset), "--as-of", "2025-12-31", *arguments]) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize("arguments", [["check"], ["check", "x", "--as-of", "2025-02-30"], ["nothing"], []])
def test_argument_errors_speak_chinese(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> None:
    with pytest.raises(SystemExit) as exit_info:
        main(arguments)
    assert exit_info.value.code == 2
    said = capsys.readouterr().err
    assert "--help 查看用法" in said
    assert "error" not in said


def test_a_bad_cell_stops_the_check_and_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = write(tmp_path / "d", organizations=ORGANIZATIONS, meetings=MEETINGS + "m3,b1,党课,2025-02-30\n")
    out = tmp_path / "out.json"
    assert check(dataset, "--format", "json", "--out", str(out)) == 2
    said = capsys.readouterr().err
    assert "meetings.csv" in said
    assert "第 4 行" in said
    assert "2025-02-30" in said
    assert not out.exists()


def test_keep_going_judges_the_good_rows_and_still_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = write(tmp_path / "d", organizations=ORGANIZATIONS, meetings=MEETINGS + "m3,b1,支部党员大会,2025-02-30\n")
    assert check(dataset, "--format", "json", "--keep-going") == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["summary"][0]["pass"] == 2
    assert "2025-02-30" in captured.err


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_folder_without_tables_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    (tmp_path / "empty").mkdir()
    assert check(tmp_path / name) == 2
    assert "没有核查" in capsys.readouterr().err


def test_an_as_of_day_before_the_first_version_gives_no_rows_and_one_line(
    dataset: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", str(dataset), "--as-of", "2015-12-31", "--rules", QUARTERLY, "--format", "json"]
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["findings"] == []
    assert "早于" in captured.err


def test_an_absent_table_is_unknown_not_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = write(tmp_path / "d", organizations=ORGANIZATIONS)
    assert check(dataset, "--format", "json") == 0
    captured = capsys.readouterr()
    findings = json.loads(captured.out)["findings"]
    assert {finding["outcome"] for finding in findings} == {"unknown"}
    assert {finding["reason"] for finding in findings} == {"数据中没有《组织生活》表"}
    assert "数据中没有这些表" in captured.err


def test_a_local_pack_changes_the_number(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack"
    (pack / "sources").mkdir(parents=True)
    (pack / "sources" / "local-branch-rules.yaml").write_text(
        "slug: local-branch-rules\ntitle: 本区支部工作细则（示例）\nshort: 本区支部细则\nkind: local\n"
        "issued_on: 2024-01-01\nsince: 2024-01-01\n"
        "until: null\ndocument_number: null\nconfidence: A\nverified_on: null\n",
        "utf-8",
    )
    parameter = pack / "parameters" / "branch_life" / "assembly_quarterly"
    parameter.mkdir(parents=True)
    (parameter / "minimum.yaml").write_text(
        "title: 支部党员大会每季度最少次数\nunit: count\nvalues:\n"
        "  - {since: 2024-01-01, value: 2, cites: local-branch-rules#1, confidence: A, verified_on: null}\n",
        "utf-8",
    )
    assert check(dataset, "--format", "json", "--pack", str(pack)) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [finding["required"] for finding in findings] == ["≥ 2 次"] * 4
    assert findings[0]["citation"] == "local-branch-rules#1"
