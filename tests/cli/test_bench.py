"""`zugong bench`: contenders agree, figures are complete, and a disagreement is not passed over."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from zugong.cli.bench import data, nation, rules
from zugong.cli.bench.case import Case
from zugong.cli.bench.contenders import DECODERS, JUDGES, OURS, fingerprint, run_contender
from zugong.cli.bench.measuring import CannotMeasure, Measure
from zugong.cli.bench.yardsticks import hand_written_sql, polars_streaming
from zugong.cli.main import main
from zugong.core.dates import PeriodKind
from zugong.regulations.cadence import Cadence
from zugong.regulations.engines.sorted_scan import SCAN_SCHEMA, scan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bench") / "snapshot"
    data._write(target, 2_000)
    return target


@pytest.fixture(params=[("theme_day", PeriodKind.MONTH), ("branch_assembly", PeriodKind.QUARTER)])
def case(folder: Path, request: pytest.FixtureRequest) -> Case:
    return Case(folder, *request.param)


def rows(table: pa.Table) -> list[tuple[object, ...]]:
    return sorted(tuple(row.values()) for row in table.select(SCAN_SCHEMA.names).to_pylist())


def test_yardsticks_give_the_rows_of_the_sorted_scan(case: Case) -> None:
    cadence = Cadence(("branch",), (case.meeting_kind,), case.period)
    batches = scan(case.organizations, case.meetings, cadence, since=case.since, as_of=case.as_of)
    ours = rows(pa.Table.from_batches(batches, SCAN_SCHEMA))
    assert ours
    assert rows(hand_written_sql(case)) == ours
    assert rows(polars_streaming(case)) == ours


def test_yardsticks_answer_for_a_part_of_the_year(case: Case) -> None:
    part = replace(case, since=date(2025, 4, 1), as_of=date(2025, 9, 30))
    cadence = Cadence(("branch",), (part.meeting_kind,), part.period)
    batches = scan(part.organizations, part.meetings, cadence, since=part.since, as_of=part.as_of)
    ours = rows(pa.Table.from_batches(batches, SCAN_SCHEMA))
    assert {str(row[1])[5:] for row in ours} <= {"04", "05", "06", "07", "08", "09", "Q2", "Q3"}
    assert rows(hand_written_sql(part)) == ours
    assert rows(polars_streaming(part)) == ours


@pytest.mark.parametrize("name", [*JUDGES, *DECODERS])
def test_a_contender_tells_seconds_memory_and_result(folder: Path, name: str) -> None:
    measured = run_contender(name, Case(folder, "theme_day", PeriodKind.MONTH))
    assert measured.seconds > 0
    assert measured.memory_mib > 10
    assert measured.result[0] > 0


def test_the_fingerprint_ignores_order_and_notices_a_changed_row() -> None:
    names = ["subject_id", "period", "actual", "outcome"]
    table = pa.table([["a", "b"], ["2025-01", "2025-02"], [0, 1], ["fail", "fail"]], names=names)
    other = pa.table([["a", "b"], ["2025-01", "2025-02"], [1, 0], ["fail", "fail"]], names=names)
    assert fingerprint(table) == fingerprint(table.take([1, 0]))
    assert fingerprint(table) != fingerprint(other)
    assert fingerprint(table) != fingerprint(table.slice(0, 1))


def test_measures_a_small_nation_and_writes_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new" / "figures.json"
    arguments = [
        "bench",
        "nation",
        "--branches",
        "400",
        "--rounds",
        "1",
        "--data",
        str(tmp_path),
        "--json",
        str(target),
    ]
    assert main(arguments) == 0
    figures = json.loads(target.read_text(encoding="utf-8"))
    ratios = {"to_hand_written_sql", "to_polars", "to_decode_floor", "province_to_nation"}
    assert ratios <= figures["ratios"].keys()
    assert all(figures["ratios"][name] > 0 for name in ratios)
    assert {*JUDGES, *DECODERS, "decode_floor"} <= figures["seconds"].keys()
    assert figures["memory_mib"][OURS] > 10
    assert figures["rows"] > figures["province_rows"] > 0
    assert figures["machine"]
    assert date.fromisoformat(figures["date"])
    assert "各方法结果一致" in capsys.readouterr().out


def _made_up(name: str, case: Case) -> Measure:
    return Measure(1.0, 1.0, 100.0, (2 if name == OURS else 1,))


def test_a_disagreement_ends_with_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nation, "alone", lambda function, name, case: _made_up(name, case))
    arguments = ["bench", "nation", "--branches", "400", "--rounds", "1", "--data", str(tmp_path)]
    assert main(arguments) == 1
    assert "不一致" in capsys.readouterr().out


def test_the_best_of_two_runs_keeps_the_greatest_memory() -> None:
    better = Measure(2.0, 3.0, 100.0, (7,)).better(Measure(1.0, 4.0, 200.0, (7,)))
    assert better == Measure(1.0, 3.0, 200.0, (7,))


def test_two_results_of_one_contender_are_refused() -> None:
    with pytest.raises(CannotMeasure, match="两次结果不同"):
        Measure(1.0, 1.0, 1.0, (1,)).better(Measure(1.0, 1.0, 1.0, (2,)))


def test_a_missing_yardstick_is_named_with_its_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nation, "find_spec", lambda name: None)
    assert main(["bench", "nation", "--data", str(tmp_path)]) == 2
    assert "zugong[bench]" in capsys.readouterr().err


def test_an_unwritable_folder_is_named_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x")
    arguments = ["bench", "nation", "--branches", "10", "--data", str(tmp_path / "file")]
    assert main(arguments) == 2
    assert "--data" in capsys.readouterr().err


def test_data_is_made_once(tmp_path: Path) -> None:
    folder = data.snapshot(tmp_path, 50)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert data.snapshot(tmp_path, 50) == folder
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("kind", ["training_class", "appointment_case", "post_quota", "indicator"])
def test_every_rule_of_a_kind_is_timed_over_so_many_subjects(kind: str) -> None:
    timed = rules.measure_kind(kind, 500, 1)
    assert all(row.subjects >= 500 and row.seconds > 0 for row in timed)
    assert any(row.rows > 0 for row in timed)


def test_copies_do_not_mix() -> None:
    once = {row.rule: row.rows for row in rules.measure_kind("training_class", 1, 1)}
    tenfold = {row.rule: row.rows for row in rules.measure_kind("training_class", 1_720, 1)}
    assert tenfold == {rule: rows * 10 for rule, rows in once.items()}
