"""Count the meetings of a sorted snapshot, one row group at a time, on several threads.

The ids stay dictionary codes: a row group has few distinct organizations, so strings are compared once per
organization instead of once per meeting. Decoding and the array steps below run outside the interpreter lock.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import local

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from zugong.core.dates import Period
from zugong.regulations.engines.sorted_subjects import Subjects, ascending, day_number, of_kinds, one_array


Counts = NDArray[np.int64]

_COLUMNS = ["organization_id", "kind", "held_on"]

_LARGE = 31 << 20
"""glibc hands freed arrays above a threshold back to the kernel and takes them again page by page, which costs as
much as the counting. Freeing one array of nearly 32 MiB lifts that threshold; elsewhere it does nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Meetings of one row group: a row of counts for each subject from position `start` on, a column per period."""

    first_id: str
    last_id: str
    start: int
    counts: Counts


def tallies(
    meetings: Path,
    subjects: Future[Subjects],
    kinds: Sequence[str],
    periods: Sequence[Period],
    pool: ThreadPoolExecutor,
    ahead: int,
) -> Generator[Tally, None, None]:
    """The tallies of all row groups in file order, worked out in the pool up to `ahead` of the one in hand."""
    np.empty(_LARGE, dtype=np.uint8)
    counter = _Counter(meetings, subjects, kinds, periods)
    waiting: deque[Future[Tally | None]] = deque()
    try:
        for index in range(pq.read_metadata(meetings).num_row_groups):
            waiting.append(pool.submit(counter.tally, index))
            if len(waiting) > ahead:
                yield from _oldest(waiting)
        while waiting:
            yield from _oldest(waiting)
    finally:
        for tally in waiting:
            tally.cancel()


def _oldest(waiting: deque[Future[Tally | None]]) -> Iterator[Tally]:
    tally = waiting.popleft().result()
    if tally is not None:
        yield tally


class _Counter:
    """Counts one row group against the subjects; safe to use from several threads."""

    def __init__(
        self, meetings: Path, subjects: Future[Subjects], kinds: Sequence[str], periods: Sequence[Period]
    ) -> None:
        self._meetings = meetings
        self._subjects = subjects
        self._kinds = kinds
        self._width = len(periods)
        self._first_day = day_number(periods[0].first_day)
        self._period_of_day = _period_of_day(periods)
        self._handles = local()

    def tally(self, index: int) -> Tally | None:
        """Count row group `index`; None when it is empty."""
        table = self._read(index)
        if len(table) == 0:
            return None
        ids, codes = _used(one_array(table["organization_id"]))
        wanted = np.flatnonzero(of_kinds(one_array(table["kind"]), self._kinds))
        days = one_array(table["held_on"]).cast(pa.date32()).view(pa.int32()).to_numpy()
        counts = self._count(codes.take(wanted, mode="clip"), days.take(wanted, mode="clip"), len(ids))
        return self._place(ids, counts)

    def _read(self, index: int) -> pa.Table:
        """Read one row group without the rows that lack a key column (judged data has none)."""
        table = self._file().read_row_group(index, columns=_COLUMNS, use_threads=False).combine_chunks()
        return table.drop_null() if any(column.null_count for column in table.columns) else table

    def _file(self) -> pq.ParquetFile:
        """This thread's own handle: a Parquet reader must not be shared."""
        if not hasattr(self._handles, "file"):
            self._handles.file = pq.ParquetFile(
                self._meetings, read_dictionary=_COLUMNS[:2], memory_map=True, pre_buffer=False
            )
        return self._handles.file

    def _count(self, codes: NDArray[np.int32], days: NDArray[np.int32], ids: int) -> Counts:
        """Meetings per organization code (rows) and period (columns)."""
        cells = ids * self._width
        places = np.append(self._period_of_day, cells)  # other days are counted behind the last cell
        days -= self._first_day
        # seen without sign, days before the first period are huge, so one comparison catches both sides
        offset = np.minimum(days.view(np.uint32), np.uint32(len(places) - 1))
        # 64-bit keys: bincount copies narrower ones
        keys = np.multiply(codes, self._width, dtype=np.int64)
        keys += places.take(offset)
        return np.bincount(keys, minlength=cells)[:cells].reshape(ids, self._width)

    def _place(self, ids: pa.StringArray, counts: Counts) -> Tally:
        """Lay the counts beside the subjects from the first to the last id."""
        every = self._subjects.result().ids
        first, last = ids[0].as_py(), ids[-1].as_py()
        start = bisect_left(every, first, key=pa.StringScalar.as_py)
        stop = bisect_right(every, last, lo=start, key=pa.StringScalar.as_py)
        subjects = every.slice(start, stop - start)
        if not subjects.equals(ids):
            place = pc.index_in(subjects, value_set=ids)
            counts = counts.take(place.fill_null(0).to_numpy(), axis=0)
            counts[place.is_null().to_numpy(zero_copy_only=False)] = 0
        return Tally(first, last, start, counts)


def _used(organization: pa.DictionaryArray) -> tuple[pa.StringArray, NDArray[np.int32]]:
    """Ids in ascending order with the codes of all rows; the first and the last id do occur among the rows.

    A dictionary is in order wherever the file is, but may hold ids of neighbouring row groups.
    """
    ids = organization.dictionary.cast(pa.string())
    codes: NDArray[np.int32] = organization.indices.to_numpy()
    if not ascending(ids):
        order = pc.sort_indices(ids)
        ids, codes = ids.take(order), np.argsort(order.to_numpy()).astype(np.int32)[codes]
    if codes[0] == 0 and codes[-1] == len(ids) - 1:
        return ids, codes
    first, last = int(codes.min()), int(codes.max())
    return ids.slice(first, last - first + 1), codes - np.int32(first)


def _period_of_day(periods: Sequence[Period]) -> NDArray[np.int64]:
    """Column of each day from the first period's first day to the last period's last day."""
    lengths = [(period.last_day - period.first_day).days + 1 for period in periods]
    return np.repeat(np.arange(len(periods)), lengths)
