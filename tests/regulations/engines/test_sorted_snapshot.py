"""Snapshots are laid out for cheap decoding and say the same as the blocks they were made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zugong.regulations.engines.sorted_snapshot import ROW_GROUP, write_snapshot


def block(names: list[str | None]) -> pa.Table:
    many = len(names)
    return pa.table({
        "meeting_id": [f"m{number}" for number in range(many)],
        "organization_id": pa.array(names).dictionary_encode(),
        "kind": pa.array(["theme_day"] * many).dictionary_encode(),
        "held_on": pa.array([date(2025, 1, 1)] * many),
        "present": pa.nulls(many, pa.int64()),
    })  # fmt: skip


def test_keeps_every_row_in_order_as_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "meetings.parquet"
    assert write_snapshot(path, "meetings", iter([block(["a", "a", "b"]), block(["b", "c"])])) == 5
    table = pq.read_table(path)
    assert table["organization_id"].to_pylist() == ["a", "a", "b", "b", "c"]
    assert table["organization_id"].type == pa.string()
    assert table["present"].null_count == 5


def test_required_columns_are_declared_free_of_nulls(tmp_path: Path) -> None:
    path = tmp_path / "meetings.parquet"
    write_snapshot(path, "meetings", [block(["a"])])
    nullable = {field.name: field.nullable for field in pq.read_schema(path)}
    required = {"meeting_id": False, "organization_id": False, "kind": False, "held_on": False}
    assert nullable == required | {"present": True}


def test_refuses_a_row_without_a_required_value(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="null"):
        write_snapshot(tmp_path / "meetings.parquet", "meetings", [block(["a", None])])


def test_cuts_a_block_into_equal_groups_that_fit_the_cache(tmp_path: Path) -> None:
    path = tmp_path / "meetings.parquet"
    write_snapshot(path, "meetings", [block(["a"] * (ROW_GROUP * 4 + 40_000))])
    metadata = pq.read_metadata(path)
    sizes = [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]
    assert len(sizes) == 4
    assert max(sizes) - min(sizes) < 4


def test_each_row_group_stores_only_its_own_ids(tmp_path: Path) -> None:
    path = tmp_path / "meetings.parquet"
    names = [f"b{number:07}" for number in range(ROW_GROUP * 2)]
    write_snapshot(path, "meetings", [block(names)])
    first = pq.ParquetFile(path, read_dictionary=["organization_id"]).read_row_group(0)["organization_id"]
    assert set(first.combine_chunks().dictionary.to_pylist()) == set(names[:ROW_GROUP])
