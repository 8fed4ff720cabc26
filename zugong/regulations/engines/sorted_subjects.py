"""The organizations a cadence rule judges, in order of id, and the periods in which they must answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from zugong.core.dates import Period


Days = NDArray[np.int32]

_COLUMNS = ["organization_id", "kind", "founded_on", "dissolved_on"]
_ALWAYS = -(2**31)
_NEVER = 2**31 - 1
_EPOCH = date(1970, 1, 1).toordinal()


def day_number(day: date) -> np.int32:
    """Days since 1970-01-01, as Arrow and Parquet store a date."""
    return np.int32(day.toordinal() - _EPOCH)


@dataclass(frozen=True, slots=True)
class Subjects:
    """Ids in ascending byte order, with their days of founding and dissolution (since 1970)."""

    ids: pa.StringArray
    founded: Days
    dissolved: Days
    periods: Sequence[Period]

    def due(self, subjects: NDArray[np.int64], periods: NDArray[np.int64]) -> NDArray[np.bool_]:
        """For each pair of positions: whether the subject existed on the first and the last day of the period."""
        first = np.array([day_number(period.first_day) for period in self.periods])
        last = np.array([day_number(period.last_day) for period in self.periods])
        due: NDArray[np.bool_] = self.founded[subjects] <= first[periods]
        due &= self.dissolved[subjects] > last[periods]
        return due


def read_subjects(organizations: Path, kinds: Sequence[str], periods: Sequence[Period]) -> Subjects:
    """Read the organizations of exactly these kinds; sorted by id here if the file is not."""
    table = pq.read_table(organizations, columns=_COLUMNS, read_dictionary=["kind"])
    table = pa.concat_tables(_only(batch, kinds) for batch in table.to_batches()) if len(table) else table
    table = table.combine_chunks()
    if not ascending(one_array(table["organization_id"])):
        table = table.sort_by("organization_id")
    return Subjects(
        one_array(table["organization_id"]).cast(pa.string()),
        _days(table["founded_on"], empty=_ALWAYS),
        _days(table["dissolved_on"], empty=_NEVER),
        periods,
    )


def _only(batch: pa.RecordBatch, kinds: Sequence[str]) -> pa.Table:
    """The organizations of these kinds; a piece that has no others is not copied."""
    wanted = of_kinds(batch["kind"], kinds)
    kept = batch if wanted.all() else batch.filter(pa.array(wanted))
    return pa.Table.from_batches([kept]).drop_columns("kind")


def ascending(ids: pa.StringArray) -> bool:
    """Whether each id is greater than the one before it, byte by byte."""
    return bool(pc.all(pc.less(ids[:-1], ids[1:]), min_count=0).as_py())


def of_kinds(column: pa.DictionaryArray, kinds: Sequence[str]) -> NDArray[np.bool_]:
    """Rows whose code is one of `kinds`, compared by dictionary position."""
    indices = column.indices.fill_null(-1) if column.null_count else column.indices
    positions = indices.to_numpy()
    matches = [positions == place for place, code in enumerate(column.dictionary.to_pylist()) if code in kinds]
    return reduce(np.logical_or, matches) if matches else np.zeros(len(positions), dtype=np.bool_)


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """The column in one piece; free when it already is."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _days(column: pa.ChunkedArray, *, empty: int) -> Days:
    days: Days = one_array(column).cast(pa.date32()).view(pa.int32()).fill_null(empty).to_numpy()
    return days
