"""Members and people of a large sample, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zugong.regulations.tables.schema import EDUCATION_LEVELS
from zugong.samples import canonical
from zugong.samples.blocks import (
    NEVER,
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
from zugong.samples.members import POSTS
from zugong.samples.names import ALL_NAMES
from zugong.samples.people import EDUCATION_SHARES
from zugong.samples.words import ETHNICITIES, ETHNICITY_SHARES


YEAR = 365


@dataclass(frozen=True, slots=True)
class Lives:
    """Birth and joining of the members of a block, as day numbers."""

    born: DayNumbers
    joined: DayNumbers


def member_blocks(seed: int, branches: int, *, year: int = 2025) -> Iterator[pa.Table]:
    """The `members` table, sorted by branch and person; everyone belongs to one branch."""
    before = 0
    for block in blocks(seed, year, branches):
        own = traits(block)
        yield _members(block, own, before)
        before += int(own.capacity.sum())


def people_blocks(seed: int, branches: int, *, year: int = 2025) -> Iterator[pa.Table]:
    """The `people` table, sorted by id: the members of each branch in turn."""
    before = 0
    for block in blocks(seed, year, branches):
        own = traits(block)
        yield _people(block, own, before)
        before += int(own.capacity.sum())


def _lives(block: Block, own: Traits) -> Lives:
    """Members from 20 to 86 who joined at 18 or later, and before their branch was dissolved."""
    count = int(own.capacity.sum())
    generator, end = block.generator(Topic.PEOPLE), day_number(f"{block.year}-12-31")
    age = (YEAR * (20 + 66 * generator.beta(2, 2.3, count))).astype(np.int32)
    joined_age = 18.3 * YEAR + generator.gamma(2.0, 5.0, count) * YEAR
    joined_age = np.minimum(joined_age, np.maximum(age - generator.integers(20, 900, count), 18.1 * YEAR))
    joined = np.minimum(end - age + joined_age, np.repeat(own.dissolved, own.capacity) - 1)
    return Lives((end - age).astype(np.int32), joined.astype(np.int32))


def _person_ids(before: int, count: int) -> pa.StringArray:
    return fixed_width("p", np.arange(before + 1, before + count + 1), 9)


def _members(block: Block, own: Traits, before: int) -> pa.Table:
    """Members since a day on which they had joined and the branch was founded, until it is dissolved."""
    generator, count = block.generator(Topic.MEMBERSHIP), int(own.capacity.sum())
    lives, end = _lives(block, own), day_number(f"{block.year}-12-31")
    branch = np.repeat(np.arange(block.count, dtype=np.int32), own.capacity)
    low = np.maximum(lives.joined, own.founded[branch])
    room = np.maximum(np.minimum(end - YEAR, own.dissolved[branch] - 1) - low, 0)
    until = own.dissolved[branch]
    return canonical.from_arrays("members", {
        "person_id": _person_ids(before, count),
        "organization_id": coded(branch, fixed_width("b", block.numbers, 7)),
        "status": coded(end - lives.joined < YEAR, ("full", "probationary"), generator.random(count) < 0.002),
        "since": day_column(low + (generator.random(count) * room).astype(np.int32)),
        "until": day_column(until, mask=until == NEVER),
        "branch_post": coded(_posts(own), POSTS),
    }, count)  # fmt: skip


def _posts(own: Traits) -> Numbers:
    """The first of a branch is its secretary, then come deputy and committee as far as there are seats."""
    starts = np.cumsum(own.capacity) - own.capacity
    place = np.arange(int(own.capacity.sum())) - np.repeat(starts, own.capacity)
    seats = np.repeat(np.maximum(own.seats, 1), own.capacity)
    secretary, deputy, seat, member = (POSTS.index(name) for name in
                                       ("secretary", "deputy_secretary", "committee_member", "member"))  # fmt: skip
    return np.select([place == 0, (place == 1) & (seats > 3), place < seats], [secretary, deputy, seat], member)


def _people(block: Block, own: Traits, before: int) -> pa.Table:
    generator, lives, count = block.generator(Topic.PERSONAL_CELLS), _lives(block, own), int(own.capacity.sum())
    started = lives.born + YEAR * 18 + 200 + generator.integers(0, 5 * YEAR, count)
    end = day_number(f"{block.year}-12-31")
    levels = generator.choice(len(EDUCATION_LEVELS), count, p=EDUCATION_SHARES)
    return canonical.from_arrays("people", {
        "person_id": _person_ids(before, count),
        "name": coded(generator.integers(len(ALL_NAMES), size=count), ALL_NAMES),
        "sex": coded(generator.random(count) > 0.7, ("男", "女")),
        "ethnicity": coded(generator.choice(len(ETHNICITIES), count, p=ETHNICITY_SHARES), ETHNICITIES),
        "born_on": day_column(lives.born),
        "work_started_on": day_column(started, mask=(started > end) | (generator.random(count) < 0.006)),
        "party_joined_on": day_column(lives.joined),
        "education": coded(levels, tuple(EDUCATION_LEVELS)),
    }, count)  # fmt: skip
