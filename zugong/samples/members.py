"""Which branch every member belongs to, and since when."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical
from zugong.samples.cadres import Cadre
from zugong.samples.drawing import NO_DAY, Days, Dice, Flags, Topic, Whole, days
from zugong.samples.organizations import Organization, Tree
from zugong.samples.people import People
from zugong.samples.plan import Plan


POSTS = ("member", "secretary", "deputy_secretary", "committee_member")
STATUSES = (None, "full", "probationary")
UNKNOWN, FULL, PROBATIONARY = range(3)
LONG_AGO = np.datetime64("1990-01-01", "D")


@dataclass(slots=True)
class Rows:
    """Membership rows as columns: person and branch as places in their lists, status and post as places in theirs."""

    person: Whole
    branch: Whole
    status: Whole
    post: Whole
    since: Days
    until: Days

    def copy_of(self, rows: Whole) -> Rows:
        """Those rows as new rows, to be changed."""
        return Rows(*(getattr(self, column.name)[rows] for column in fields(self)))

    def append(self, more: Rows) -> None:
        """Add the other rows behind these."""
        for column in fields(self):
            setattr(self, column.name, np.concatenate([getattr(self, column.name), getattr(more, column.name)]))

    def split(self, rows: Whole, on: Days) -> Rows:
        """End those rows on a day and return their continuation from it."""
        rest = self.copy_of(rows)
        rest.since = on.copy()
        self.until[rows] = on
        return rest

    def running(self, on: Days) -> Flags:
        """Which rows hold that day (one day for all, or one per row)."""
        return (self.since <= on) & (np.isnat(self.until) | (self.until > on))

    def table(self, branches: list[Organization], people: People) -> pa.Table:
        """The contract table by branch, person and day."""
        order = np.lexsort((self.since, self.person, self.branch))
        return canonical.from_columns("members", {
            "person_id": np.array(people.person_id)[self.person[order]],
            "organization_id": np.array([branch.organization_id for branch in branches])[self.branch[order]],
            "status": [STATUSES[code] for code in self.status[order].tolist()],
            "since": self.since[order],
            "until": self.until[order],
            "branch_post": [POSTS[code] for code in self.post[order].tolist()],
        })  # fmt: skip


@dataclass(slots=True)
class Branches:
    """The branches of a district and their lives as columns."""

    rows: list[Organization]
    founded: Days
    dissolved: Days
    refuge: Whole  # where the members go when the branch is dissolved

    @property
    def old(self) -> Whole:
        """Branches that existed long before the year and outlive it."""
        return np.flatnonzero((self.founded < np.datetime64("2012-01-01")) & np.isnat(self.dissolved))


def build(tree: Tree, cadres: list[Cadre], people: People) -> tuple[Branches, Rows]:
    """Members by branch: settled ones, and those who came, went, moved or became full members in the year."""
    dice = tree.plan.dice(Topic.MEMBERSHIP)
    branches = _branches(tree)
    person, branch = _homes(tree, branches, cadres)
    rows = _settled(tree, branches, cadres, people, person, branch, dice)
    _transfers(tree, branches, people, rows, dice)
    _leave(tree, rows, dice)
    _become_full(tree, people, rows)
    _dissolve(branches, rows)
    rows.status[(rows.status == FULL) & (dice.generator.random(len(rows.status)) < 0.002)] = UNKNOWN
    return branches, rows


def _branches(tree: Tree) -> Branches:
    rows = tree.of_kind("branch")
    founded = days([row.founded_on for row in rows])
    dissolved = days([row.dissolved_on for row in rows])
    alive = np.flatnonzero(np.isnat(dissolved) & ~(founded >= np.datetime64(tree.plan.first_day)))
    nearest = alive[np.minimum(np.searchsorted(alive, np.arange(len(rows))), len(alive) - 1)]
    return Branches(rows, np.where(np.isnat(founded), LONG_AGO, founded), dissolved, nearest)


def _homes(tree: Tree, branches: Branches, cadres: list[Cadre]) -> tuple[Whole, Whole]:
    """Cadres go to the branches of their unit's office in turn; the others fill every branch up."""
    places = {row.organization_id: place for place, row in enumerate(branches.rows)}
    offices = {unit.organization_id: [places[row.organization_id] for row in tree.of_office(unit)]
               for unit in tree.of_kind("unit")}  # fmt: skip
    person, home = [], []
    for place, cadre in enumerate(cadres):
        if cadre.party_joined_on:
            own = offices[cadre.home.organization_id]
            person.append(place)
            home.append(own[len(person) % len(own)])
    taken = np.bincount(home, minlength=len(branches.rows))
    left = np.maximum(np.array([row.capacity for row in branches.rows]) - taken, 0)
    others = np.repeat(np.arange(len(branches.rows)), left)[: tree.plan.members - len(person)]
    return (
        np.concatenate([np.array(person, np.int64), len(cadres) + np.arange(len(others))]),
        np.concatenate([np.array(home, np.int64), others]),
    )


def _settled(
    tree: Tree, branches: Branches, cadres: list[Cadre], people: People, person: Whole, branch: Whole, dice: Dice
) -> Rows:
    """One row per member, from a day on which member and branch both existed."""
    joined = people.party_joined_on[person]
    arrived = days([cadre.tenures[-1].since for cadre in cadres])
    late = joined >= branches.dissolved[branch]
    branch = np.where(late, branches.refuge[branch], branch)
    low = np.maximum(joined, branches.founded[branch])
    is_cadre = person < len(cadres)
    low[is_cadre] = np.maximum(low[is_cadre], arrived[person[is_cadre]])
    room = np.maximum((np.datetime64(tree.plan.first_day) - low).astype(np.int64) - 1, 0)
    since = low + (np.where(is_cadre, 0.0, dice.generator.random(len(person))) * room).astype("timedelta64[D]")
    status = np.where(people.probationary[person], PROBATIONARY, FULL)
    return Rows(person, branch, status, np.zeros_like(person), since, np.full(len(person), NO_DAY))


def _transfers(tree: Tree, branches: Branches, people: People, rows: Rows, dice: Dice) -> None:
    """Who came in the year came from another branch, unless he joined in the year; two in a hundred move."""
    first, count = np.datetime64(tree.plan.first_day), len(rows.person)
    free = (rows.since < first) & np.isnat(branches.dissolved[rows.branch]) & (rows.status == FULL)
    movers = np.flatnonzero(free & (dice.generator.random(count) < 0.02))
    rows.since[movers] = first + dice.generator.integers(5, 340, len(movers)).astype("timedelta64[D]")
    came = np.flatnonzero((rows.since >= first) & (people.party_joined_on[rows.person] < first))
    before = rows.copy_of(came)
    before.branch = branches.old[dice.generator.integers(len(branches.old), size=len(came))]
    before.branch = np.where(before.branch == rows.branch[came], branches.old[0], before.branch)
    room = dice.generator.integers(400, 4000, len(came)).astype("timedelta64[D]")
    before.since = np.maximum(people.party_joined_on[before.person], first - room)
    before.until = rows.since[came].copy()
    rows.append(before)


def _leave(tree: Tree, rows: Rows, dice: Dice) -> None:
    """Some die or move out of the district."""
    first = np.datetime64(tree.plan.first_day)
    staying = np.flatnonzero((rows.since < first) & np.isnat(rows.until) & (rows.status == FULL))
    gone = staying[dice.generator.permutation(len(staying))[: tree.plan.members // 300]]
    rows.until[gone] = first + dice.generator.integers(10, 360, len(gone)).astype("timedelta64[D]")


def _become_full(tree: Tree, people: People, rows: Rows) -> None:
    """Members who joined the year before were on probation until a year had passed."""
    first, last = tree.plan.first_day, np.datetime64(tree.plan.last_day)
    joined = people.party_joined_on[rows.person]
    lately = (joined >= np.datetime64(add_months(first, -12))) & (joined < np.datetime64(first))
    chosen = np.flatnonzero(lately & np.isnat(rows.until) & (rows.since < np.datetime64(first)))
    turned = days([add_months(day, 12) for day in joined[chosen].tolist()])
    chosen, turned = chosen[turned <= last], turned[turned <= last]
    full = rows.split(chosen, turned)
    rows.status[chosen] = PROBATIONARY
    full.status[:] = FULL
    rows.append(full)


def _dissolve(branches: Branches, rows: Rows) -> None:
    """Members of a dissolved branch go on in the next one."""
    end = branches.dissolved[rows.branch]
    hit = np.flatnonzero(rows.running(end))
    rest = rows.split(hit, end[hit])
    rest.branch = branches.refuge[rest.branch]
    rows.append(rest)
    over = rows.since >= branches.dissolved[rows.branch]
    rows.branch[over] = branches.refuge[rows.branch[over]]


def homes(plan: Plan, people: People, rows: Rows) -> Whole:
    """By person: place of the branch on the last day of the year, -1 for who belongs to none."""
    running = rows.running(np.array(np.datetime64(plan.last_day)))
    home = np.full(len(people.person_id), -1)
    home[rows.person[running]] = rows.branch[running]
    return home
