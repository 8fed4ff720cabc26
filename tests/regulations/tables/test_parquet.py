"""Parquet: copied when small, looked at in place when big; the same rows and the same faults either way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.regulations.tables.making import brief, rows
from zugong.regulations.tables import parquet
from zugong.regulations.tables.problems import BadDataset
from zugong.regulations.tables.reading import Reading, read_dataset


@pytest.fixture(params=["copy", "view"])
def manner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "view":
        monkeypatch.setattr(parquet, "VIEWED_FROM", 0)
    return str(request.param)


def write(path: Path, **columns: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


def kind_of(reading: Reading, name: str) -> str:
    found = reading.connection.execute(
        f"SELECT table_type FROM information_schema.tables WHERE table_schema = 'main' AND table_name = '{name}'"
    ).fetchone()
    return found[0] if found else ""


def meetings(path: Path, **changes: Any) -> Path:
    columns = {
        "meeting_id": ["M1", "M2", "M3"],
        "organization_id": ["A", "A", "B"],
        "kind": ["theme_day", "party_lecture", "theme_day"],
        "held_on": pa.array([date(2025, 3, 1), date(2025, 3, 2), date(2025, 3, 3)]),
        "expected": pa.array([20, None, 3], pa.int32()),
        "must_learn": [True, None, False],
    }
    return write(path / "meetings.parquet", **(columns | changes))


def test_canonical_file(tmp_path: Path, manner: str) -> None:
    reading = read_dataset(meetings(tmp_path))
    assert reading.problems == ()
    assert kind_of(reading, "meetings") == {"copy": "BASE TABLE", "view": "VIEW"}[manner]
    described = reading.connection.execute("DESCRIBE meetings").fetchall()
    kinds = ["VARCHAR"] * 3 + ["DATE"] + ["BIGINT"] * 3 + ["BOOLEAN", "VARCHAR", "DATE"]
    assert [kind for _, kind, *_ in described] == kinds
    assert rows(reading, "meetings")[0] == (
        "M1", "A", "theme_day", date(2025, 3, 1), 20, None, None, True, None, None,
    )  # fmt: skip


@pytest.mark.usefixtures("manner")
def test_labels_blanks_and_stamps_at_midnight(tmp_path: Path) -> None:
    stamps = [datetime.fromisoformat(f"2025-03-0{day}") for day in (1, 2, 3)]
    path = meetings(
        tmp_path,
        kind=pa.array(["主题党日", " party_lecture ", "THEME_DAY"]).dictionary_encode(),
        organization_id=[" A", "A", "B\u3000"],
        held_on=pa.array(stamps, pa.timestamp("us")),
        lecturer_post=["", None, "书记"],
    )
    reading = read_dataset(path)
    assert reading.problems == ()
    assert rows(reading, "meetings", "organization_id", "kind", "held_on", "lecturer_post") == [
        ("A", "theme_day", date(2025, 3, 1), None),
        ("A", "party_lecture", date(2025, 3, 2), None),
        ("B", "theme_day", date(2025, 3, 3), "secretary"),
    ]


@pytest.mark.usefixtures("manner")
def test_faults_name_the_record(tmp_path: Path) -> None:
    path = meetings(
        tmp_path,
        meeting_id=["M1", "M2", "M2"],
        kind=["联欢会", "party_lecture", None],
        held_on=pa.array([date(1899, 1, 1), date(2025, 3, 2), date(2025, 3, 3)]),
        expected=[0, 5, 1_000_000_000],
    )
    reading = read_dataset(path, keep_going=True)
    assert brief(reading) == [
        (1, "kind", "联欢会", "不在允许的取值内"),
        (1, "held_on", "1899-01-01", "年份不在 1900—2199 之间"),
        (1, "expected", "0", "超出允许的范围"),
        (3, "meeting_id", "M2", "与第 2 条重复"),
        (3, "kind", None, "必填，不能为空"),
        (3, "expected", "1000000000", "数值过大"),
    ]
    assert str(reading.problems[0]).startswith("meetings.parquet 第 1 条“kind”列的值“联欢会”：")
    assert rows(reading, "meetings", "meeting_id", "expected") == [("M2", 5)]


@pytest.mark.usefixtures("manner")
@pytest.mark.parametrize(
    ("hours", "millionths"),
    [
        (pa.array([1.5, 0.1, 999_999_999.999_999]), [1_500_000, 100_000, 999_999_999_999_999]),
        (pa.array([3, 0, 999_999_999]), [3_000_000, 0, 999_999_999_000_000]),
        (pa.array([3, 0, 120], pa.uint8()), [3_000_000, 0, 120_000_000]),
        (pa.array([Decimal("1.5"), Decimal("0.25"), Decimal("7.00")]), [1_500_000, 250_000, 7_000_000]),
        (pa.array([Decimal("1.50000000"), Decimal("0.00000100"), Decimal("7")]), [1_500_000, 1, 7_000_000]),
    ],
    ids=["double", "bigint", "utinyint", "decimal", "decimal of eight places"],
)
def test_amounts(tmp_path: Path, hours: pa.Array, millionths: list[int]) -> None:
    path = write(
        tmp_path / "training_courses.parquet",
        class_id=["K"] * 3,
        course=["a", "b", "c"],
        category=["theory"] * 3,
        hours=hours,
    )
    reading = read_dataset(path)
    assert reading.problems == ()
    assert [value for (value,) in rows(reading, "training_courses", "hours")] == millionths


@pytest.mark.usefixtures("manner")
def test_faulty_amounts(tmp_path: Path) -> None:
    hours = [0.1 + 0.2, -1.0, float("nan"), 1e9, float("inf"), None, 2.0]
    path = write(
        tmp_path / "training_courses.parquet",
        class_id=["K"] * 7,
        course=list("abcdefg"),
        category=["theory"] * 7,
        hours=pa.array(hours),
    )
    reading = read_dataset(path, keep_going=True)
    assert [(row, reason) for row, _, _, reason in brief(reading)] == [
        (1, "小数超过 6 位"),
        (2, "不能为负数"),
        (3, "不是有效的数"),
        (4, "数值过大"),
        (5, "不是有效的数"),
        (6, "必填，不能为空"),
    ]
    assert rows(reading, "training_courses", "course", "hours") == [("g", 2_000_000)]


@pytest.mark.usefixtures("manner")
@pytest.mark.parametrize("ids", [["M2", "M1", "M2"], ["M1", "M1", "M2"], ["M3", "M2", "M1"], ["M1", "M10", "M2"]])
def test_repeated_keys_in_any_order(tmp_path: Path, ids: list[str]) -> None:
    reading = read_dataset(meetings(tmp_path, meeting_id=ids))
    assert len(reading.problems) == len(ids) - len(set(ids))


@pytest.mark.usefixtures("manner")
def test_other_types_are_converted_like_cells(tmp_path: Path) -> None:
    path = meetings(
        tmp_path,
        meeting_id=[1, 2, 3],
        organization_id=[1.0, 2.0, 3.0],
        held_on=["2025.03.01", "20250302", "2025年3月3日"],
        must_learn=["是", "×", ""],
        expected=["２０", None, "1,000"],
    )
    reading = read_dataset(path)
    assert reading.problems == ()
    assert kind_of(reading, "meetings") == "BASE TABLE"
    assert rows(reading, "meetings", "meeting_id", "organization_id", "held_on", "expected", "must_learn") == [
        ("1", "1", date(2025, 3, 1), 20, True),
        ("2", "2", date(2025, 3, 2), None, False),
        ("3", "3", date(2025, 3, 3), 1000, None),
    ]


@pytest.mark.usefixtures("manner")
def test_references_across_formats(tmp_path: Path) -> None:
    meetings(tmp_path)
    (tmp_path / "organizations.csv").write_text("编号,名称,类别\nA,甲,党支部\n")
    reading = read_dataset(tmp_path, keep_going=True)
    assert brief(reading) == [(3, "organization_id", "B", "“党组织与单位”表中没有这个编号")]
    assert rows(reading, "meetings", "meeting_id") == [("M1",), ("M2",)]


@pytest.mark.usefixtures("manner")
def test_order_of_days_and_cycles(tmp_path: Path) -> None:
    path = write(
        tmp_path / "organizations.parquet",
        organization_id=["A", "B", "C"],
        name=["甲", "乙", "丙"],
        parent_id=["B", "A", None],
        kind=["committee"] * 3,
        founded_on=pa.array([None, None, date(2025, 1, 2)], pa.date32()),
        dissolved_on=pa.array([None, None, date(2025, 1, 1)], pa.date32()),
    )
    assert [(row, column) for row, column, *_ in brief(read_dataset(path))] == [
        (1, "parent_id"),
        (2, "parent_id"),
        (3, "dissolved_on"),
    ]


@pytest.mark.usefixtures("manner")
def test_header_faults_and_unknown_columns(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    write(folder / "meetings.parquet", 编号=["M1"], 备注=["x"])
    write(folder / "people.parquet", a=[1])
    reading = read_dataset(folder)
    assert [problem.reason for problem in reading.problems] == ["缺少这一列"] * 3 + ["没有找到表头"]
    assert reading.warnings == ()


@pytest.mark.usefixtures("manner")
def test_a_path_full_of_signs_that_mean_something_to_the_engine(tmp_path: Path) -> None:
    folder = tmp_path / "a[1]*?'{x}"
    reading = read_dataset(meetings(folder).parent)
    assert reading.problems == ()
    assert rows(reading, "meetings", "count(*)") == [(3,)]


@pytest.mark.usefixtures("manner")
def test_no_records(tmp_path: Path) -> None:
    empty = pa.array([], pa.string())
    path = write(tmp_path / "people.parquet", 编号=empty, 姓名=empty)
    reading = read_dataset(path)
    assert rows(reading, "people") == []
    assert reading.present == {"people"}


def test_too_many_records_of_other_types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "CONVERTED_UP_TO", 2)
    with pytest.raises(BadDataset, match="有 3 条记录"):
        read_dataset(meetings(tmp_path, held_on=["2025.03.01"] * 3))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PK\x03\x04", b"PAR1" + b"\0" * 50 + b"PAR1"])
def test_files_that_are_no_parquet(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "people.parquet").write_bytes(content)
    with pytest.raises(BadDataset, match="Parquet 文件"):
        read_dataset(tmp_path)


def test_torn_pages(tmp_path: Path) -> None:
    path = write(tmp_path / "people.parquet", 编号=[f"P{n}" for n in range(5000)], 姓名=["甲"] * 5000)
    content = bytearray(path.read_bytes())
    content[100:2000] = b"\xff" * 1900
    path.write_bytes(content)
    with pytest.raises(BadDataset, match="损坏"):
        read_dataset(path)
