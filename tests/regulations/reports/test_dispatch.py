from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from zugong.regulations.findings import FINDING_COLUMNS
from zugong.regulations.reports import Format, ReportError, write


@pytest.mark.parametrize("fmt", list(Format))
def test_every_format_writes_one_file_and_nothing_else(fmt, mixed, tmp_path):
    out = tmp_path / f"report.{fmt}"

    write(mixed, fmt, out)

    assert out.stat().st_size > 0
    assert os.listdir(tmp_path) == [out.name]


@pytest.mark.parametrize("fmt", list(Format))
def test_the_same_check_gives_the_same_bytes(fmt, mixed, tmp_path):
    write(mixed, fmt, tmp_path / "one")
    write(mixed, fmt, tmp_path / "two")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("fmt", ["xlsx", "parquet", "html"])
def test_forms_for_files_ask_for_out(fmt, mixed):
    with pytest.raises(ReportError, match=f"--out report.{fmt}"):
        write(mixed, fmt)


def test_json_goes_to_standard_output_in_utf8(mixed, capfdbinary):
    write(mixed, "json")

    document = json.loads(capfdbinary.readouterr().out.decode("utf-8"))
    assert len(document["findings"]) == mixed.findings.num_rows


def test_parquet_has_the_columns_of_the_contract(mixed, tmp_path):
    write(mixed, "parquet", tmp_path / "findings.parquet")

    table = pq.read_table(tmp_path / "findings.parquet")
    assert tuple(table.column_names) == FINDING_COLUMNS
    assert table.to_pylist() == mixed.findings.to_pylist()


def test_an_existing_report_is_replaced(mixed, tmp_path):
    out = tmp_path / "report.json"
    out.write_text("old")

    write(mixed, "json", out)

    assert out.read_text("utf-8").startswith('{"as_of"')


def test_a_link_keeps_pointing_at_its_file(mixed, tmp_path):
    target = tmp_path / "real.json"
    target.write_text("old")
    link = tmp_path / "link.json"
    link.symlink_to(target)

    write(mixed, "json", link)

    assert link.is_symlink()
    assert target.read_text("utf-8").startswith('{"as_of"')


def test_others_may_read_the_report_as_the_umask_says(mixed, tmp_path):
    out = tmp_path / "report.csv"
    before = os.umask(0o027)
    try:
        write(mixed, "csv", out)
    finally:
        os.umask(before)

    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.mark.parametrize("fmt", list(Format))
def test_a_missing_folder_is_told_in_chinese(fmt, mixed, tmp_path):
    with pytest.raises(ReportError, match="文件夹不存在"):
        write(mixed, fmt, tmp_path / "none" / "report")


def test_a_folder_as_target_is_told_in_chinese(mixed, tmp_path):
    with pytest.raises(ReportError, match="这是一个文件夹"):
        write(mixed, "json", tmp_path)

    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("fmt", ["json", "csv", "xlsx", "html", "table"])
def test_a_failure_halfway_leaves_the_old_report_and_no_draft(fmt, make_check, make_finding, tmp_path):
    broken = make_check([make_finding(), make_finding(subject_id="b2", outcome="perhaps")])
    if fmt == "json":
        broken = replace(broken, findings=broken.findings.drop_columns(["outcome"]))
    out = tmp_path / "report"
    out.write_text("old")

    with pytest.raises((KeyError, ValueError)):
        write(broken, fmt, out)

    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["report"]


def test_a_full_disk_is_told_in_chinese(make_check, make_finding):
    many = make_check([make_finding(subject_id=f"b{number}") for number in range(3000)])

    for fmt in ("csv", "xlsx", "parquet", "html"):
        with pytest.raises(ReportError, match="磁盘已满"):
            write(many, fmt, Path("/dev/full"))


def test_a_pipe_is_written_through_and_not_replaced(mixed, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(mixed, "json", pipe)
        assert os.read(reader, 10) == b'{"as_of": '
    finally:
        os.close(reader)

    assert pipe.is_fifo()


def test_findings_of_a_rule_without_summary_are_never_dropped(make_check, make_finding, tmp_path):
    check = make_check([make_finding()], rules=["appointment.notice.length"])

    with pytest.raises(ValueError, match=r"branch_life\.assembly_quarterly"):
        write(check, "html", tmp_path / "report.html")
