"""Fast form of a cadence rule: one pass over a meetings snapshot that is sorted by organization.

A cadence rule asks that every organization of a kind holds at least N meetings of a kind in every month, quarter or
year. The plain form groups meetings by organization in a hash table. Where the snapshot is sorted, all meetings of an
organization lie together: a row group is decoded, counted and dropped, and no hash table is needed. Both forms give
the same rows; callers fall back to the plain form on NotSorted.

"Sorted" means: no organization stands in a row group before one that an earlier row group has passed. The order
inside a row group does not matter, so the check costs one look at each row group's distinct ids.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from zugong.core.dates import Period, whole_periods
from zugong.regulations.cadence import Cadence
from zugong.regulations.engines.sorted_meetings import Counts, Tally, tallies
from zugong.regulations.engines.sorted_subjects import Subjects, read_subjects


_NAME = pa.dictionary(pa.int16(), pa.string())

SCAN_SCHEMA = pa.schema(
    [
        pa.field("subject_id", pa.string(), nullable=False),
        pa.field("period", _NAME, nullable=False),
        pa.field("actual", pa.int64(), nullable=False),
        pa.field("outcome", _NAME, nullable=False),
    ]
)
"""One row per judged (organization, period): meetings counted, and pass or fail."""

_OUTCOMES = pa.array(["pass", "fail"])


class NotSorted(ValueError):
    """The snapshot is not sorted by organization: use the plain form, or write the snapshot again in order."""


def scan(
    organizations: Path,
    meetings: Path,
    cadence: Cadence,
    *,
    since: date,
    as_of: date,
    threads: int = 2,
    with_passes: bool = False,
) -> Iterator[pa.RecordBatch]:
    """Judge two Parquet snapshots, yielding batches of SCAN_SCHEMA ordered by subject_id and period.

    Organizations are judged in the whole periods inside [since, as_of] on whose first and last day they existed.
    Only failures are yielded unless `with_passes`. Memory: the organizations, and about two decoded row groups per
    thread (12 bytes a row); row groups of 250 000 rows suit the processor's cache best.
    Raises NotSorted, possibly after some batches.
    """
    periods = tuple(whole_periods(cadence.period, since, as_of))
    if not periods:
        return
    with ThreadPoolExecutor(threads) as pool:
        # first in the queue: the organizations are read while the first row groups are being counted
        subjects = pool.submit(read_subjects, organizations, cadence.subject_kinds, periods)
        found = tallies(meetings, subjects, cadence.meeting_kinds, periods, pool, ahead=2 * threads)
        judge = _Judge(subjects, periods, cadence.minimum, with_passes)
        with closing(found):
            for tally in found:
                yield from judge.take(tally)
            yield from judge.finish()


class _Judge:
    """Walks the subjects in step with the tallies: what lies before the newest organization id is final."""

    def __init__(self, subjects: Future[Subjects], periods: Sequence[Period], minimum: int, with_passes: bool) -> None:
        self._subjects = subjects
        self._minimum = minimum
        self._with_passes = with_passes
        self._names = pa.array([period.name for period in periods])
        self._last = ""  # greatest organization id seen
        self._done = 0  # subjects before this one are judged
        self._open = self._none(1)  # meetings so far of the subject at `_done`

    def take(self, tally: Tally) -> Iterator[pa.RecordBatch]:
        """Judge all subjects before the tally's last one, which the next row group may continue."""
        if tally.first_id < self._last:
            raise NotSorted(
                f"组织生活快照未按组织编号排序：编号 {tally.first_id} 出现在 {self._last} 之后的数据块中。"
                "请按 organization_id 排序后重新写出，或改用普通核查"
            )
        self._last = tally.last_id
        yield from self._pass_over(tally.start)
        if len(tally.counts):
            tally.counts[0] += self._open[0]
            yield from self._rows(tally.start, tally.counts[:-1])
            self._done = tally.start + len(tally.counts) - 1
            self._open = tally.counts[-1:]

    def finish(self) -> Iterator[pa.RecordBatch]:
        """Judge the subjects from the last one that had meetings to the end."""
        yield from self._pass_over(len(self._subjects.result().ids))

    def _pass_over(self, until: int) -> Iterator[pa.RecordBatch]:
        """Close the open subject and those after it that had no meeting at all."""
        if until > self._done:
            yield from self._rows(self._done, np.concatenate([self._open, self._none(until - self._done - 1)]))
            self._done, self._open = until, self._none(1)

    def _none(self, subjects: int) -> Counts:
        return np.zeros((subjects, len(self._names)), dtype=np.int64)

    def _rows(self, start: int, counts: Counts) -> Iterator[pa.RecordBatch]:
        """The rows of consecutive subjects, picked by cell number: row-major, as findings are ordered."""
        cells = np.arange(counts.size) if self._with_passes else np.flatnonzero(counts < self._minimum)
        rows = cells // counts.shape[1]
        columns = cells - rows * counts.shape[1]
        subjects = self._subjects.result()
        due = subjects.due(rows + start, columns)
        if not due.all():
            cells, rows, columns = cells[due], rows[due], columns[due]
        if len(cells) == 0:
            return
        actual = counts.take(cells)
        yield pa.RecordBatch.from_arrays(
            [
                subjects.ids.slice(start, len(counts)).take(pa.array(rows)),
                pa.DictionaryArray.from_arrays(columns.astype(np.int16), self._names),
                pa.array(actual),
                pa.DictionaryArray.from_arrays((actual < self._minimum).astype(np.int16), _OUTCOMES),
            ],
            schema=SCAN_SCHEMA,
        )
