"""Province and nation: Parquet files written block by block, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zugong.regulations.tables.schema import SETTINGS, TABLES
from zugong.samples import canonical
from zugong.samples.big_meetings import committee_blocks, meeting_blocks
from zugong.samples.big_people import member_blocks, people_blocks
from zugong.samples.blocks import (
    BRANCHES_PER_BLOCK,
    BRANCHES_PER_COMMITTEE,
    NEVER,
    Block,
    blocks,
    coded,
    day_column,
    fixed_width,
    traits,
)
from zugong.samples.drawing import Topic


BRANCHES = {"province": 300_000, "nation": 5_200_000}
DETAILED = ("province",)
UNIQUE = ("meeting_id", "person_id", "organization_id", "name")
"""Columns that are not worth a dictionary in the table of which they are the key or the name."""

SORTED_BY = {
    "organizations": ("organization_id",),
    "members": ("organization_id", "person_id"),
    "meetings": ("organization_id", "held_on"),
    "people": ("person_id",),
}


def write_big(
    folder: Path,
    *,
    size: str,
    seed: int,
    year: int,
    tables: Sequence[str],
    progress: Callable[[str], None],
    branches: int | None = None,
) -> None:
    """Write the chosen tables of a province or the nation as `<table>.parquet` into an existing folder.

    `branches` other than the size's own serve measurements in between.
    """
    branches = branches or BRANCHES[size]
    makers = {
        "organizations": lambda: organization_blocks(seed, branches, year=year),
        "meetings": lambda: meeting_blocks(seed, branches, year=year, detailed=size in DETAILED),
        "members": lambda: member_blocks(seed, branches, year=year),
        "people": lambda: people_blocks(seed, branches, year=year),
    }
    steps = -(-branches // BRANCHES_PER_BLOCK)
    for name in tables:
        rows = write_blocks(folder / f"{name}.parquet", name, _told(makers[name](), name, steps, progress))
        progress(f"{TABLES[name].label}：共 {rows:,} 行")


def write_blocks(path: Path, name: str, tables: Iterator[pa.Table]) -> int:
    """Write the blocks of a table, one row group each, while the next is being made. Returns the number of rows."""
    first = next(tables)
    rows, pending = 0, None
    with pq.ParquetWriter(path, first.schema, **_layout(name, first.schema)) as writer, ThreadPoolExecutor(1) as pool:
        for table in _chain(first, tables):
            _wait(pending)
            pending = pool.submit(writer.write_table, table, table.num_rows)
            rows += table.num_rows
        _wait(pending)
    return rows


def organization_blocks(seed: int, branches: int, *, year: int = 2025) -> Iterator[pa.Table]:
    """The `organizations` table, sorted by id: branches, then a committee for every fifty of them."""
    for block in blocks(seed, year, branches):
        yield _branches(block)
    for block in committee_blocks(seed, year, branches):
        yield _committees(block)


def _branches(block: Block) -> pa.Table:
    own, numbers, lot = traits(block), block.numbers, block.generator(Topic.RECORDS).random((3, block.count))
    parent = (numbers - 1) // BRANCHES_PER_COMMITTEE + 1
    untold = lot[0] < 0.03
    return canonical.from_arrays("organizations", {
        "organization_id": fixed_width("b", numbers, 7),
        "name": fixed_width("示例第", numbers, 7, "党支部"),
        "parent_id": coded(parent - parent[0], fixed_width("c", np.arange(parent[0], parent[-1] + 1), 7)),
        "kind": coded(np.zeros(block.count, np.int32), ("branch",)),
        "setting": coded(own.setting, tuple(SETTINGS)),
        "founded_on": day_column(own.founded, mask=lot[1] < 0.015),
        "dissolved_on": day_column(own.dissolved, mask=own.dissolved == NEVER),
        "has_committee": pa.array(own.seats > 0, mask=untold),
        "committee_size": pa.array(own.seats, mask=untold | (own.seats == 0)),
        "term_since": day_column(own.term_since, mask=lot[2] < 0.015),
    }, block.count)  # fmt: skip


def _committees(block: Block) -> pa.Table:
    return canonical.from_arrays("organizations", {
        "organization_id": fixed_width("c", block.numbers, 7),
        "name": fixed_width("示例第", block.numbers, 7, "党委"),
        "parent_id": coded(np.zeros(block.count, np.int32), ("",), np.ones(block.count, bool)),
        "kind": coded(np.zeros(block.count, np.int32), ("committee",)),
        "setting": coded(np.zeros(block.count, np.int32), ("agency",)),
        "holds_life_meeting": pa.array(np.ones(block.count, bool)),
    }, block.count)  # fmt: skip


def _layout(name: str, schema: pa.Schema) -> dict[str, object]:
    """How the file is laid out: zstd, dictionaries for what repeats, the order of rows told to readers."""
    unique = [key for key in UNIQUE if key in schema.names and not pa.types.is_dictionary(schema.field(key).type)]
    return {
        "compression": "zstd",
        "use_dictionary": [column for column in schema.names if column not in unique],
        "store_schema": False,  # dictionaries are a matter of storage: readers see plain text
        "sorting_columns": [pq.SortingColumn(schema.get_field_index(key)) for key in SORTED_BY[name]],
    }


def _chain(first: pa.Table, rest: Iterator[pa.Table]) -> Iterator[pa.Table]:
    yield first
    yield from rest


def _wait(pending: Future[None] | None) -> None:
    if pending is not None:
        pending.result()


def _told(tables: Iterator[pa.Table], name: str, steps: int, progress: Callable[[str], None]) -> Iterator[pa.Table]:
    """The same blocks, with word of every tenth."""
    rows = 0
    for place, table in enumerate(tables, 1):
        yield table
        rows += table.num_rows
        if place % 10 == 0 and place < steps:
            progress(f"{TABLES[name].label}：{place * 100 // steps}%（{rows:,} 行）")
