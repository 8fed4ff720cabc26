"""Large samples are made block by block. A block of branches fits in memory and depends only on seed and place.

Every function takes a `Block`; equal blocks give equal rows, in whichever order and for whichever table they are made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zugong.regulations.tables.schema import SETTINGS
from zugong.samples.drawing import Topic, stream


Numbers = npt.NDArray[np.int64]
DayNumbers = npt.NDArray[np.int32]

BRANCHES_PER_BLOCK = 32_768  # about a million meetings: one row group
BRANCHES_PER_COMMITTEE = 50
EPOCH = np.datetime64("1970-01-01", "D")
NEVER = np.int32(2**30)
"""Day number after every judged day."""

_SETTING_SHARES = (0.14, 0.22, 0.17, 0.13, 0.18, 0.09, 0.07)
_FOUR_DIGITS = np.array([list(f"{number:04}".encode()) for number in range(10_000)], np.uint8)


@dataclass(frozen=True, slots=True)
class Block:
    """Branches number `first` + 1 to `first` + `count` of a sample with a seed and a year."""

    seed: int
    year: int
    place: int
    first: int
    count: int

    def generator(self, topic: Topic) -> np.random.Generator:
        """The stream of chance of that topic in this block."""
        return stream(self.seed, Topic.BLOCKS, self.place, topic)

    @property
    def numbers(self) -> Numbers:
        """The numbers of the branches."""
        return np.arange(self.first + 1, self.first + self.count + 1)


@dataclass(frozen=True, slots=True)
class Traits:
    """What is true of the branches of a block, by branch; days as numbers since 1970."""

    capacity: Numbers
    seats: Numbers  # size of the branch committee, 0 for none
    slack: npt.NDArray[np.float32]  # share of due periods missed
    founded: DayNumbers
    dissolved: DayNumbers  # NEVER for most
    setting: Numbers  # place in SETTINGS
    term_since: DayNumbers


def blocks(seed: int, year: int, branches: int) -> Iterator[Block]:
    """The blocks of a sample, in order."""
    for place, first in enumerate(range(0, branches, BRANCHES_PER_BLOCK)):
        yield Block(seed, year, place, first, min(BRANCHES_PER_BLOCK, branches - first))


def traits(block: Block) -> Traits:
    """Size, committee, diligence and life of each branch."""
    generator, count = block.generator(Topic.ORGANIZATIONS), block.count
    january = day_number(f"{block.year}-01-01")
    capacity = np.clip(np.rint(11.1 * generator.lognormal(0, 0.6, count)), 1, 64).astype(np.int64)
    bad = generator.random(count) < 0.11
    founded = generator.integers(day_number("1955-01-01"), day_number(f"{block.year - 6}-12-31"), count)
    new, ended = generator.random(count) < 0.008, generator.random(count) < 0.005
    founded = np.where(new, january + generator.integers(20, 330, count), founded)
    dissolved = np.where(ended & ~new, january + generator.integers(30, 330, count), NEVER)
    term = january - generator.integers(-300, 1100, count)
    return Traits(
        capacity,
        np.select([capacity < 8, capacity < 20, capacity < 40], [0, 3, 5], 7),
        np.where(bad, 0.42, 0.035).astype(np.float32),
        founded.astype(np.int32),
        dissolved.astype(np.int32),
        generator.choice(len(SETTINGS), count, p=_SETTING_SHARES),
        np.maximum(term, founded).astype(np.int32),
    )


def day_number(text: str) -> int:
    """Days since 1970 of an ISO day."""
    return int((np.datetime64(text, "D") - EPOCH).astype(np.int64))


def fixed_width(prefix: str, numbers: Numbers, width: int, suffix: str = "") -> pa.StringArray:
    """Texts `prefix` + number with leading zeros + `suffix`, made without a Python object per row."""
    head, tail = prefix.encode(), suffix.encode()
    size = len(head) + width + len(tail)
    text = np.empty((len(numbers), size), np.uint8)
    text[:, : len(head)] = list(head)
    text[:, len(head) + width :] = list(tail)
    left = numbers.astype(np.uint32)
    for end in range(len(head) + width, len(head), -4):
        take = min(4, end - len(head))
        text[:, end - take : end] = _FOUR_DIGITS[left % 10_000, 4 - take :]
        left = left // 10_000
    offsets = np.arange(len(numbers) + 1, dtype=np.int32) * size
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(text))


def coded(
    places: npt.NDArray[np.integer] | npt.NDArray[np.bool_], values: Sequence[str] | pa.Array, mask: object = None
) -> pa.Array:
    """Texts by place in a list, kept as a dictionary: the form in which Parquet stores them anyway."""
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=mask), pa.array(values, pa.string()))


def day_column(numbers: npt.NDArray[np.integer], mask: object = None) -> pa.Array:
    """Day numbers as a column of dates."""
    return pa.array(numbers.astype(np.int32), mask=mask).view(pa.date32())
