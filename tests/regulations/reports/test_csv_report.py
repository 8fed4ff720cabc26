from __future__ import annotations

import csv
import io

import pytest

from zugong.regulations.findings import FINDING_COLUMNS
from zugong.regulations.reports.csv_report import write_csv


def table(check) -> list[list[str]]:
    stream = io.BytesIO()
    write_csv(check, stream)
    return list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline="")))


def test_starts_with_a_byte_order_mark_so_that_excel_reads_utf8(mixed):
    stream = io.BytesIO()
    write_csv(mixed, stream)

    assert stream.getvalue().startswith(b"\xef\xbb\xbfrule,subject_kind,")
    assert stream.getvalue().count(b"\r\n") == 1 + mixed.findings.num_rows


def test_english_columns_first_then_chinese(mixed):
    head, first, second, *_ = table(mixed)

    assert head == [*FINDING_COLUMNS, "规则名称", "对象类别", "对象名称", "结论", "约束力", "依据"]
    assert first[11:14] == ["任前公示不少于5个工作日", "选任个案", "王明远任前个案"]
    assert second[11:] == [
        "支部党员大会每季度至少1次",
        "组织",
        "上河村党支部",
        "不合规",
        "应当",
        "《中国共产党支部工作条例（试行）》第11条",
    ]


def test_unconfirmed_citations_say_so_and_nameless_subjects_show_their_id(mixed):
    last = table(mixed)[-1]

    assert last[-1] == "《本区党委意识形态工作责任制》第2条（待核实）"
    assert last[13] == "k1"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "\u3000＝"])
def test_a_cell_that_could_start_a_formula_gets_an_apostrophe(start, make_check, make_finding):
    evil = f"{start}cmd|' /C calc'!A0"
    rows = table(make_check([make_finding(subject_id=evil, actual=evil)], names={("organization", evil): evil}))

    assert rows[1][2] == rows[1][6] == rows[1][13] == f"'{evil}"


def test_ordinary_text_is_left_alone(make_check, make_finding):
    rows = table(make_check([make_finding(actual="3-5，4=4", required="≥ 1")]))

    assert rows[1][6:8] == ["3-5，4=4", "≥ 1"]
