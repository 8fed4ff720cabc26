"""One year of organisational life: what was due, what was missed, and what the minutes say."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from zugong.regulations.tables.schema import MEETING_KINDS
from zugong.samples import canonical
from zugong.samples.drawing import NO_DAY, Days, Flags, Topic, Whole, days
from zugong.samples.members import FULL, LONG_AGO, Branches, Rows
from zugong.samples.organizations import Organization, Tree


KINDS = tuple(MEETING_KINDS)
(ASSEMBLY, COMMITTEE, GROUP, LECTURE, THEME_DAY, LIFE_MEETING, APPRAISAL, DEMOCRATIC) = range(len(KINDS))
LEARNING = (ASSEMBLY, COMMITTEE, GROUP, LECTURE)
"""Kinds that can carry what must be learnt."""

MISSED, MISSED_BY_THE_BAD = 0.035, 0.42
BAD_BRANCHES = 0.11
MONTH_LOAD = np.array([1.0, 1.7, 0.9, 0.9, 0.9, 0.9, 1.0, 1.8, 0.9, 0.9, 0.8, 0.8])
"""How much likelier than usual a period that begins in this month is missed: February and August are worst."""


@dataclass(slots=True)
class Bodies:
    """Everything that meets, as columns: branches, groups, committees and leading groups."""

    rows: list[Organization]
    founded: Days
    dissolved: Days
    slack: np.ndarray  # share of due periods missed
    full: Whole  # full members, or members of the committee or leading group
    everyone: Whole
    seats: Whole

    def places(self, *kinds: str) -> Whole:
        """Places of the bodies of those kinds."""
        return np.flatnonzero([row.kind in kinds for row in self.rows])


@dataclass(slots=True)
class Meetings:
    """Meetings as columns: who met, what for (place in KINDS), when."""

    body: Whole
    kind: Whole
    held_on: Days

    @classmethod
    def of(cls, body: Whole, kind: int, held_on: Days) -> Meetings:
        return cls(body, np.full(len(body), kind), held_on)


def build(tree: Tree, branches: Branches, rows: Rows) -> pa.Table:
    """The meetings of the year, and democratic life meetings put off from the year before or into the next."""
    generator = tree.plan.dice(Topic.MEETINGS).generator
    bodies = _bodies(tree, branches, rows, generator)
    held = [*_branch_life(tree, bodies, generator), *_leaders(tree, bodies, generator)]
    body, kind, held_on = (np.concatenate([getattr(part, name) for part in held]) for name in Meetings.__slots__)
    alive = (held_on >= bodies.founded[body]) & ~(held_on >= bodies.dissolved[body])
    order = np.lexsort((kind, held_on, body))
    order = order[alive[order]]
    return _table(tree, bodies, Meetings(body[order], kind[order], held_on[order]), generator)


def _bodies(tree: Tree, branches: Branches, rows: Rows, generator: np.random.Generator) -> Bodies:
    meets = sorted((row for row in tree.rows if row.kind != "unit"), key=lambda row: row.organization_id)
    last = np.where(np.isnat(branches.dissolved), np.datetime64(tree.plan.last_day), branches.dissolved - 1)
    running = rows.running(last[rows.branch])
    places = {row.organization_id: place for place, row in enumerate(branches.rows)}
    counts = np.bincount(rows.branch[running], minlength=len(places))
    fulls = np.bincount(rows.branch[running & (rows.status == FULL)], minlength=len(places))
    boards = generator.integers(5, 13, len(meets))
    owner = [
        places.get(row.organization_id, places.get(row.parent_id or "", -1)) for row in meets
    ]  # groups: their branch
    branch_of = [places.get(row.organization_id, -1) for row in meets]
    bad = generator.random(len(places)) < BAD_BRANCHES
    slack = np.where(bad, MISSED_BY_THE_BAD, MISSED)
    return Bodies(
        meets,
        np.array([row.founded_on or LONG_AGO for row in meets], "datetime64[D]"),
        days([row.dissolved_on for row in meets]),
        np.array([slack[own] if own >= 0 else MISSED for own in owner]),
        np.array([fulls[at] if at >= 0 else row.capacity or boards[place] for place, (row, at) in
                  enumerate(zip(meets, branch_of, strict=True))]),
        np.array([counts[at] if at >= 0 else row.capacity or boards[place] for place, (row, at) in
                  enumerate(zip(meets, branch_of, strict=True))]),
        np.array([row.seats for row in meets]),
    )  # fmt: skip


def _branch_life(tree: Tree, bodies: Bodies, generator: np.random.Generator) -> list[Meetings]:
    """What every branch and group owes by the month, the quarter and the year, and a little more."""
    branch, group = bodies.places("branch"), bodies.places("branch_group")
    committees = branch[bodies.seats[branch] > 0]
    year = tree.plan.year
    return [
        _periodic(bodies, branch, ASSEMBLY, year, 3, generator),
        _periodic(bodies, committees, COMMITTEE, year, 1, generator),
        _periodic(bodies, group, GROUP, year, 1, generator),
        _periodic(bodies, branch, THEME_DAY, year, 1, generator),
        _periodic(bodies, branch, LECTURE, year, 3, generator),
        _yearly(bodies, branch, LIFE_MEETING, f"{year}-09-25", 95, generator),  # mostly in the fourth quarter
        _yearly(bodies, branch, APPRAISAL, f"{year}-01-10", 60, generator),
        _yearly(bodies, branch[generator.random(len(branch)) < 0.35], ASSEMBLY, f"{year}-03-03", 280, generator),
        _yearly(
            bodies, committees[generator.random(len(committees)) < 0.4], COMMITTEE, f"{year}-03-03", 280, generator
        ),
    ]


def _periodic(
    bodies: Bodies, body: Whole, kind: int, year: int, months: int, generator: np.random.Generator
) -> Meetings:
    """One meeting in each period of so many months, on a working day, unless missed."""
    starts = np.arange(0, 12, months)
    body, start = np.repeat(body, len(starts)), np.tile(starts, len(body))
    kept = generator.random(len(body)) >= bodies.slack[body] * MONTH_LOAD[start]
    month = start + generator.integers(months, size=len(body))
    first = (np.datetime64(f"{year}-01", "M") + month.astype("timedelta64[M]")).astype("datetime64[D]")
    day = first + np.where(month == 9, 9, 6) + generator.integers(0, 19, len(body))
    return Meetings.of(body[kept], kind, _working(day[kept]))


def _yearly(bodies: Bodies, body: Whole, kind: int, first: str, span: int, generator: np.random.Generator) -> Meetings:
    """One meeting within so many days of the first one, unless missed."""
    kept = generator.random(len(body)) >= bodies.slack[body]
    day = np.datetime64(first) + generator.integers(0, span, len(body)).astype("timedelta64[D]")
    return Meetings.of(body[kept], kind, _working(day[kept]))


def _working(day: Days) -> Days:
    """The day itself, or the Friday before the weekend."""
    weekday = (day.astype(np.int64) + 3) % 7  # 1970-01-01 was a Thursday
    moved: Days = day - np.maximum(weekday - 4, 0).astype("timedelta64[D]")
    return moved


def _leaders(tree: Tree, bodies: Bodies, generator: np.random.Generator) -> list[Meetings]:
    """Committees and leading groups: lectures of the year, democratic life meetings around its end."""
    year, body = tree.plan.year, bodies.places("committee", "leading_group")
    lot = generator.random(len(body))
    return [
        _yearly(bodies, body[lot < 0.9], LECTURE, f"{year}-06-09", 30, generator),
        _yearly(bodies, body[lot < 0.5], LECTURE, f"{year}-09-08", 80, generator),
        _yearly(bodies, body[lot > 0.75], DEMOCRATIC, f"{year}-01-06", 60, generator),
        _yearly(bodies, body[lot < 0.88], DEMOCRATIC, f"{year}-12-01", 25, generator),
        _yearly(bodies, body[lot > 0.88], DEMOCRATIC, f"{year + 1}-01-06", 40, generator),
    ]


def _table(tree: Tree, bodies: Bodies, held: Meetings, generator: np.random.Generator) -> pa.Table:
    count = len(held.body)
    planned = held.held_on > np.datetime64(tree.plan.last_day)
    expected, present, votes = _attendance(bodies, held, planned, generator)
    ids = np.array([row.organization_id for row in bodies.rows])
    return canonical.from_columns("meetings", {
        "meeting_id": tree.plan.identifiers("m", count, 6),
        "organization_id": ids[held.body],
        "kind": np.array(KINDS)[held.kind],
        "held_on": held.held_on,
        "expected": expected,
        "present": present,
        "votes_for": votes,
        "must_learn": _must_learn(bodies, held, generator),
        "lecturer_post": _lecturers(bodies, held, generator),
        "deferral_consent_on": _consents(tree.plan.year, held, generator),
    })  # fmt: skip


def _attendance(
    bodies: Bodies, held: Meetings, planned: Flags, generator: np.random.Generator
) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Expected, present, votes for: few stay away, a few minutes lack a figure, a few votes fail."""
    count = len(held.body)
    expected = np.where(np.isin(held.kind, (ASSEMBLY, DEMOCRATIC)), bodies.full[held.body], bodies.everyone[held.body])
    expected = np.where(held.kind == COMMITTEE, np.maximum(bodies.seats[held.body], 1), np.maximum(expected, 1))
    poor = generator.random(count) < 0.015
    share = np.where(poor, 0.2 + 0.25 * generator.random(count), 1 - 0.3 * generator.random(count) ** 2)
    present = np.rint(expected * share).astype(np.int64)
    votes = np.rint(present * np.where(generator.random(count) < 0.02, 0.5, 0.97)).astype(np.int64)
    no_vote = (held.kind != ASSEMBLY) | (generator.random(count) >= 0.15)
    return (
        pa.array(expected, mask=planned | (generator.random(count) < 0.008)),
        pa.array(present, mask=planned | (generator.random(count) < 0.004)),
        pa.array(votes, mask=no_vote),
    )


def _must_learn(bodies: Bodies, held: Meetings, generator: np.random.Generator) -> pa.Array:
    """Most branches learn at the first occasion of a quarter; some never filled the cell in."""
    quarter = held.held_on.astype("datetime64[M]").astype(np.int64) % 12 // 3
    learning = np.flatnonzero(np.isin(held.kind, LEARNING))
    _, first = np.unique(held.body[learning] * 4 + quarter[learning], return_index=True)
    value = generator.random(len(held.body)) < 0.2
    value[learning[first]] = generator.random(len(first)) < 0.93 - bodies.slack[held.body[learning[first]]] / 2
    silent: Flags = generator.random(len(bodies.rows)) < 0.03
    hidden = silent[held.body] | (generator.random(len(held.body)) < 0.02) | ~np.isin(held.kind, LEARNING)
    return pa.array(value, mask=hidden)


def _lecturers(bodies: Bodies, held: Meetings, generator: np.random.Generator) -> pa.Array:
    """Committees and leading groups are mostly taught by their secretary; sometimes nobody wrote down who spoke."""
    leading = np.array([row.kind in ("committee", "leading_group") for row in bodies.rows])[held.body]
    by_secretary = generator.random(len(held.body)) < np.where(leading, 0.85, 0.5)
    hidden = (held.kind != LECTURE) | (generator.random(len(held.body)) < 0.07)
    return pa.array(np.where(by_secretary, "secretary", "other"), mask=hidden)


def _consents(year: int, held: Meetings, generator: np.random.Generator) -> Days:
    """Democratic life meetings of January to March were put off; for most the consent is on file."""
    put_off = (held.kind == DEMOCRATIC) & (held.held_on.astype("datetime64[M]").astype(np.int64) % 12 < 3)
    agreed = put_off & (generator.random(len(held.body)) < 0.85)
    january = held.held_on.astype("datetime64[Y]").astype("datetime64[D]")
    return np.where(agreed, january - generator.integers(4, 20, len(held.body)).astype("timedelta64[D]"), NO_DAY)
