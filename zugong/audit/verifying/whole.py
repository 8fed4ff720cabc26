"""Verifies the whole record against itself, its checkpoints, and the rows it speaks of."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from secrets import token_bytes
from time import perf_counter
from typing import Any

from django.db import connection
from django.db.models import Q

from zugong.audit import guards
from zugong.audit.appending import HeadState, read_head
from zugong.audit.hashing import DIGESTS, push, root
from zugong.audit.models import Checkpoint as StoredCheckpoint
from zugong.audit.models import Entry, Head, Payload
from zugong.audit.notes import Checkpoint, read_checkpoint
from zugong.audit.recorded import recorded_models
from zugong.audit.verifying.checkpoints import (
    check_outside,
    check_stored,
    expected_now,
    stored_checkpoints,
    wanted_sizes,
)
from zugong.audit.verifying.entries import FAULTS_KEPT, Checked, Range, check_range
from zugong.audit.verifying.erasures import check_erasures
from zugong.audit.verifying.findings import Code, Fault, Report
from zugong.audit.verifying.rows import Rows, bounds, locate, sum_rows, unknown_rows
from zugong.audit.verifying.snapshots import Runner, here, in_processes


QUICK = 20_000
"""Up to so many entries are checked in this process; starting others takes longer."""

RANGE = 1 << 14
ROWS_AT_ONCE = 20_000
Progress = Callable[[int, int], None]
"""Called with the entries checked so far and their number in all."""


def verify(outside: Sequence[str] = (), *, workers: int | None = None, progress: Progress | None = None) -> Report:
    """Recompute everything from what is stored.

    `outside` are signed checkpoints somebody kept: each must be a prefix of this record. Raises BadNote when one
    cannot be read.
    """
    started = perf_counter()
    kept = [read_checkpoint(note) for note in outside]
    with _runner(workers) as run:
        report = _Verification(run, kept, progress or (lambda done, all: None)).run()
    report.seconds = perf_counter() - started
    return report


def _runner(workers: int | None) -> AbstractContextManager[Runner]:
    many = workers or min(os.cpu_count() or 1, 4)
    is_quick = workers is None and (Head.objects.values_list("size", flat=True).first() or 0) <= QUICK
    return here() if is_quick or many == 1 else in_processes(many)


class _Verification:
    """One verification: the ranges first, then what needs all of them."""

    def __init__(self, run: Runner, outside: Sequence[Checkpoint], progress: Progress) -> None:
        self.spread, self.outside, self.progress = run, outside, progress
        self.report = Report()
        self.key = token_bytes(32)
        self.roots: dict[int, tuple[bytes, bytes]] = {0: (DIGESTS["sha256"](b""), DIGESTS["sm3"](b""))}
        self.sums: dict[str, int] = defaultdict(int)

    def run(self) -> Report:
        head: HeadState | None = self._ask(_head)
        if head is None:
            self._add(self._ask(_rows_without_record))
            return self.report
        self.report.size, self.report.epoch = head.size, head.epoch
        self.unknown = self._ask(unknown_rows, head.size)
        stored = self._ask(stored_checkpoints)
        self._entries(head, wanted_sizes(stored, self.outside) | {head.size})
        self._add(self._ask(_beyond, head.size))
        self._checkpoints(head, stored)
        self._rows(head)
        self._add(self._ask(check_erasures, head.size))
        if lacking := guards.missing():
            self.report.notes.append(
                f"提醒：数据库里少了 {len(lacking)} 个防改触发器（{lacking[0]} 等），运行 migrate 会补上。"
            )
        return self.report

    def _ask(self, function: Callable[..., Any], *given: Any) -> Any:
        """The answer of one function, from the same snapshot as everything else."""
        return next(iter(self.spread(partial(function, *given[:-1]), [given[-1] if given else None])))

    def _entries(self, head: HeadState, wanted: set[int]) -> None:
        sizes = sorted(size for size in wanted if size <= head.size)
        peaks: tuple[list[bytes], list[bytes]] = ([], [])
        last, epoch = "", 1
        for found in self.spread(check_range, list(self._ranges(head.size, sizes))):
            for size, inside in found.at_sizes.items():
                self.roots[size] = self._roots((peaks[0] + inside[0], peaks[1] + inside[1]))
            _join(peaks, found)
            self._take(found)
            last, epoch = found.last_leaf, found.last_epoch
            self.progress(found.stop, head.size)
        self.report.root_sha256, self.report.root_sm3 = (each.hex() for each in self._roots(peaks))
        if (list(peaks), last, epoch) != (list(head.peaks.values()), head.previous, head.epoch):
            self._add([Fault(Code.HEAD, None, "")])

    def _ranges(self, size: int, wanted: list[int]) -> Iterator[Range]:
        for start in range(0, size, RANGE):
            stop = min(start + RANGE, size)
            yield Range(start, stop, tuple(at for at in wanted if start < at <= stop), self.key, self.unknown)

    def _roots(self, peaks: tuple[list[bytes], list[bytes]]) -> tuple[bytes, bytes]:
        first, second = (root(each, digest) for each, digest in zip(peaks, DIGESTS.values(), strict=True))
        return first, second

    def _take(self, found: Checked) -> None:
        for label, total in found.sums.items():
            self.sums[label] += total
        self.report.erased += found.erased
        self.report.faults += found.faults[: FAULTS_KEPT - len(self.report.faults)]
        self.report.fault_count += found.fault_count

    def _checkpoints(self, head: HeadState, stored: Sequence[StoredCheckpoint]) -> None:
        expected = expected_now(head.origin, head.epoch)
        self.report.checkpoints, self.report.witnesses, faults = check_stored(stored, expected, self.roots.get)
        self._add(faults)
        for told in self.outside:
            faults = check_outside(told, expected, self.roots.get)
            self._add(faults)
            if not faults:
                self.report.outside.append(f"第 {told.epoch} 期 {told.size} 条，树根 {told.root.hex()[:16]}")

    def _rows(self, head: HeadState) -> None:
        parts = self._ask(_parts)
        tasks = [Rows(label, since, until, self.key, self.unknown) for label, since, until in parts]
        for label, total, count in self.spread(sum_rows, tasks):
            self.sums[label] -= total
            self.report.rows += count
        labels = {model._meta.label_lower for model in recorded_models()}
        if gone := sorted(label for label in self.sums.keys() - labels if self.sums[label]):
            self.report.notes.append(f"这些表已不在本系统里，只核对了留痕本身：{'、'.join(gone)}。")
        doubtful = {label for label in labels if self.sums[label]} | {key.partition(":")[0] for key in self.unknown}
        for label in sorted(doubtful & labels):
            self._locate(label, head.size)

    def _locate(self, label: str, size: int) -> None:
        for faults, count, grown in self.spread(_located, [(label, size)]):
            self._add(faults, count)
            if grown:
                self.report.notes.append(f"{label} 有 {grown} 行在留痕之后加过或减过栏目，只比较了共有的栏目。")

    def _add(self, faults: Sequence[Fault], count: int | None = None) -> None:
        self.report.faults += faults[: max(0, FAULTS_KEPT - len(self.report.faults))]
        self.report.fault_count += len(faults) if count is None else count


def _head(_: None) -> HeadState | None:
    with connection.cursor() as cursor:
        return read_head(cursor)


def _beyond(size: int) -> list[Fault]:
    """Nothing may stand behind the end, or before the beginning."""
    places = []
    for model, place in ((Entry, "seq"), (Payload, "entry_id")):
        outside = model.objects.filter(Q(**{f"{place}__lt": 0}) | Q(**{f"{place}__gte": size}))
        places += list(outside.order_by(place).values_list(place, flat=True)[:1])
    return [Fault(Code.STRAY, place, "") for place in places]


def _rows_without_record(_: None) -> list[Fault]:
    missing = [Fault(Code.HEAD, None, "记录头不见了")] if Entry.objects.exists() else []
    filled = [model for model in recorded_models() if model.objects.exists()]
    return missing + [Fault(Code.LIVE, None, f"{m._meta.verbose_name}在库里，而一条留痕也没有") for m in filled]


def _parts(_: None) -> list[tuple[str, int, int]]:
    """The recorded models, in runs of primary keys."""
    found = []
    for model in recorded_models():
        since, until = bounds(model)
        starts = range(since, until, ROWS_AT_ONCE)
        found += [(model._meta.label_lower, start, min(start + ROWS_AT_ONCE, until)) for start in starts]
    return found


def _located(task: tuple[str, int]) -> tuple[list[Fault], int, int]:
    return locate(*task, limit=FAULTS_KEPT)


def _join(peaks: tuple[list[bytes], list[bytes]], found: Checked) -> None:
    """Put a range behind the peaks so far: a whole one is one subtree, merged upwards; the last stays as it is."""
    for left, right, digest in zip(peaks, found.peaks, DIGESTS.values(), strict=True):
        if found.stop - found.start == RANGE and len(right) == 1:
            push(left, found.start // RANGE, right[0], digest)
        else:
            left += right
