"""The meetings of hundreds of thousands or millions of branches, sorted by organization and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zugong.samples import canonical
from zugong.samples.blocks import (
    BRANCHES_PER_BLOCK,
    BRANCHES_PER_COMMITTEE,
    Block,
    DayNumbers,
    Numbers,
    Traits,
    blocks,
    coded,
    day_column,
    day_number,
    fixed_width,
    traits,
)
from zugong.samples.drawing import Topic
from zugong.samples.meetings import (
    APPRAISAL,
    ASSEMBLY,
    COMMITTEE,
    DEMOCRATIC,
    KINDS,
    LECTURE,
    LIFE_MEETING,
    MONTH_LOAD,
    THEME_DAY,
)


CHOICES = 64
"""Days to choose from in each slot; a power of two, so that a byte of chance chooses."""

NOT_HELD = np.int16(np.iinfo(np.int16).max)
LEARNING = np.isin(np.arange(len(KINDS)), (ASSEMBLY, COMMITTEE, LECTURE))

BRANCH_DUTIES = (
    *((THEME_DAY, month, 1, 1.0) for month in range(12)),
    *((COMMITTEE, month, 1, 1.0) for month in range(12)),
    *((ASSEMBLY, month, 3, 1.0) for month in (0, 3, 6, 9)),
    *((LECTURE, month, 3, 1.0) for month in (0, 3, 6, 9)),
    (LIFE_MEETING, 0, 2, 1.0),
    (APPRAISAL, 0, 3, 1.0),
    *((ASSEMBLY, 2, 9, 0.65) for _ in range(2)),
    *((COMMITTEE, 2, 9, 0.6) for _ in range(3)),
    (LECTURE, 5, 6, 0.55),
)
"""Kind, first month, months to choose from, share of branches that do it at all."""

COMMITTEE_DUTIES = ((LECTURE, 5, 2, 0.92), (LECTURE, 8, 3, 0.5), (DEMOCRATIC, 0, 2, 0.2), (DEMOCRATIC, 11, 1, 0.9))


@dataclass(frozen=True, slots=True)
class Slots:
    """The chances to meet in a year: kind, how likely, how easily missed, and the days of the year to choose from."""

    kind: npt.NDArray[np.int16]
    usual: npt.NDArray[np.float32]
    load: npt.NDArray[np.float32]
    days: npt.NDArray[np.int16]  # slots × CHOICES


@dataclass(frozen=True, slots=True)
class Held:
    """Meetings of a block in order: place of the body in the block, kind, day number."""

    body: DayNumbers
    kind: npt.NDArray[np.int16]
    day: DayNumbers


def meeting_blocks(seed: int, branches: int, *, year: int = 2025, detailed: bool = True) -> Iterator[pa.Table]:
    """The `meetings` table in blocks of about a million rows: branches first, then committees, sorted by organization
    and day, with running meeting ids. Texts that repeat are dictionaries. Without `detailed`, attendance, lecturers
    and what was learnt stay empty.
    """
    number = 0
    for block in blocks(seed, year, branches):
        held = _branch_meetings(block)
        yield _table(block, "b", held, number, detailed=detailed)
        number += len(held.body)
    for block in committee_blocks(seed, year, branches):
        held = _held(block, _slots(COMMITTEE_DUTIES, year), np.full(block.count, 0.05, np.float32))
        yield _table(block, "c", held, number, detailed=detailed)
        number += len(held.body)


def committee_blocks(seed: int, year: int, branches: int) -> Iterator[Block]:
    """The committees above the branches, as blocks that come after those of the branches."""
    count, behind = -(-branches // BRANCHES_PER_COMMITTEE), -(-branches // BRANCHES_PER_BLOCK)
    for block in blocks(seed, year, count):
        yield Block(seed, year, behind + block.place, block.first, block.count)


@lru_cache(maxsize=4)
def _slots(duties: tuple[tuple[int, int, int, float], ...], year: int) -> Slots:
    """The duties of a year with their possible days: working days from the 6th to the 24th of a month."""
    kind, first, months, usual = zip(*duties, strict=True)
    choices = [_days(year, start, length) for start, length in zip(first, months, strict=True)]
    return Slots(
        np.array(kind, np.int16),
        np.array(usual, np.float32),
        MONTH_LOAD[list(first)].astype(np.float32),
        np.array([days[np.arange(CHOICES) * len(days) // CHOICES] for days in choices], np.int16),
    )


def _days(year: int, first: int, months: int) -> Numbers:
    """Days of the year, counted from 0, on which people meet in those months."""
    starts = np.datetime64(f"{year}-01", "M") + np.arange(first, min(first + months, 12)).astype("timedelta64[M]")
    days = (starts.astype("datetime64[D]")[:, None] + np.arange(8, 24)).ravel()
    numbers: Numbers = days[np.is_busday(days)].astype(np.int64) - day_number(f"{year}-01-01")
    return numbers


def _branch_meetings(block: Block) -> Held:
    own = traits(block)
    january = np.int32(day_number(f"{block.year}-01-01"))
    alive = (np.clip(own.founded - january, -1, 400), np.clip(own.dissolved - january, 0, 400))
    return _held(block, _slots(BRANCH_DUTIES, block.year), own.slack, own.seats > 0, alive)


def _held(
    block: Block,
    slots: Slots,
    slack: npt.NDArray[np.float32],
    with_committee: npt.NDArray[np.bool_] | None = None,
    alive: tuple[DayNumbers, DayNumbers] | None = None,
) -> Held:
    """Draw a day for every body and slot, strike out what was missed, sort each body's year.

    Day and kind share one small number, so that the sort is a sort of short rows of numbers.
    """
    generator, shape = block.generator(Topic.MEETINGS), (block.count, len(slots.kind))
    day = np.take_along_axis(slots.days, generator.integers(0, CHOICES, shape, np.uint8).T.astype(np.intp), 1).T
    kept = generator.random(shape, np.float32) < (slots.usual - slack[:, None] * slots.load)
    if with_committee is not None:
        kept &= with_committee[:, None] | (slots.kind != COMMITTEE)
    if alive is not None:
        kept &= (day >= alive[0][:, None]) & (day < alive[1][:, None])
    key = np.where(kept, day * np.int16(len(KINDS)) + slots.kind, NOT_HELD)
    key.sort(axis=1)
    kept = key != NOT_HELD
    found = key[kept]
    body = np.repeat(np.arange(block.count, dtype=np.int32), kept.sum(axis=1))
    january = day_number(f"{block.year}-01-01")
    return Held(body, found % len(KINDS), (found // len(KINDS)).astype(np.int32) + np.int32(january))


def _table(block: Block, letter: str, held: Held, before: int, *, detailed: bool) -> pa.Table:
    count = len(held.body)
    columns = {
        "meeting_id": fixed_width("m", np.arange(before + 1, before + count + 1), 9),
        "organization_id": coded(held.body, fixed_width(letter, block.numbers, 7)),
        "kind": coded(held.kind, KINDS),
        "held_on": day_column(held.day),
    }
    if detailed:
        columns |= _minutes(block, held, traits(block) if letter == "b" else None)
    return canonical.from_arrays("meetings", columns, count)


def _minutes(block: Block, held: Held, own: Traits | None) -> dict[str, pa.Array]:
    """Attendance, votes, what was learnt and who spoke, as in a district; a few cells are empty."""
    generator, count = block.generator(Topic.BRANCH_POSTS), len(held.body)
    boards = generator.integers(5, 13, block.count)
    members = (boards if own is None else own.capacity)[held.body]
    seats = (boards if own is None else np.maximum(own.seats, 1))[held.body]
    expected = np.where(held.kind == COMMITTEE, seats, members)
    lot = generator.random((6, count), np.float32)
    share = np.where(lot[0] < 0.015, 0.2 + 0.25 * lot[1], 1 - 0.3 * lot[1] ** 2)
    present = np.rint(expected * share).astype(np.int64)
    votes = np.rint(present * np.where(lot[2] < 0.003, 0.5, 0.97)).astype(np.int64)
    by_secretary = lot[5] < (0.85 if own is None else 0.5)
    return {
        "expected": pa.array(expected, mask=lot[3] < 0.008),
        "present": pa.array(present, mask=lot[3] > 0.996),
        "votes_for": pa.array(votes, mask=(held.kind != ASSEMBLY) | (lot[2] > 0.15)),
        "must_learn": pa.array(lot[4] < 0.45, mask=~LEARNING[held.kind] | (lot[4] > 0.97)),
        "lecturer_post": coded(~by_secretary, ("secretary", "other"), (held.kind != LECTURE) | (lot[3] > 0.93)),
    }
