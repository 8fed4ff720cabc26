from __future__ import annotations

import io
import json
from dataclasses import replace

import pyarrow as pa

from zugong.regulations.findings import FINDING_COLUMNS
from zugong.regulations.reports.json_report import write_json


def written(check) -> bytes:
    stream = io.BytesIO()
    write_json(check, stream)
    return stream.getvalue()


def test_the_shape_is_exact(mixed):
    document = json.loads(written(mixed))

    assert list(document) == ["as_of", "since", "summary", "findings"]
    assert (document["as_of"], document["since"]) == ("2025-12-31", "2025-01-01")
    assert document["summary"][0] == {
        "rule": "branch_life.assembly_quarterly",
        "pass": 3,
        "fail": 1,
        "unknown": 1,
        "not_applicable": 0,
    }
    assert all(tuple(row) == FINDING_COLUMNS for row in document["findings"])
    assert document["findings"] == mixed.findings.to_pylist()


def test_chinese_is_written_as_it_is(mixed):
    assert "缺党员名册".encode() in written(mixed)


def test_nothing_found_is_an_empty_list(make_check):
    assert json.loads(written(make_check()))["findings"] == []


def test_many_rows_stay_valid(make_check, make_finding):
    check = make_check([make_finding(subject_id=f"b{number:05}") for number in range(20_000)])

    ids = [row["subject_id"] for row in json.loads(written(check))["findings"]]

    assert ids == [f"b{number:05}" for number in range(20_000)]


def test_a_missing_text_is_the_empty_text(make_check, make_finding):
    check = make_check([{**make_finding(), "reason": None}])
    assert check.findings["reason"].to_pylist() == [None]

    assert json.loads(written(check))["findings"][0]["reason"] == ""


def test_text_in_dictionary_form_is_read(make_check, make_finding):
    check = make_check([make_finding()])
    place = check.findings.column_names.index("rule")
    coded = check.findings.set_column(place, "rule", pa.array(["branch_life.assembly_quarterly"]).dictionary_encode())

    assert (
        json.loads(written(replace(check, findings=coded)))["findings"][0]["rule"] == "branch_life.assembly_quarterly"
    )
