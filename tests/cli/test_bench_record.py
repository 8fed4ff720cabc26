"""The measure of the record, at a size that takes a moment."""

from __future__ import annotations

from pathlib import Path

from zugong.cli.bench.record import measure


def test_the_record_is_built_once_verified_and_measured(tmp_path: Path) -> None:
    first = measure(tmp_path, 40)
    assert first["rows"] == 10
    assert all(
        first[name] > 0 for name in ("bare_ms", "recorded_ms", "told_ms", "verify_s", "plain_s", "verify_to_plain")
    )
    made = (tmp_path / "record-40").stat().st_ino
    assert measure(tmp_path, 40)["rows"] == 10
    assert (tmp_path / "record-40").stat().st_ino == made
