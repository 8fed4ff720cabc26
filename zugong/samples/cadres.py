"""Cadres and their careers: posts climb the levels at plausible ages, one after the other, without gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date, timedelta

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.regulations.tables.schema import LEVELS
from zugong.samples import canonical
from zugong.samples.drawing import Dice, Topic
from zugong.samples.organizations import Organization, Tree
from zugong.samples.words import COUNTY_POSTS, POSTS


LADDER = tuple(LEVELS)
MONTHS_AT_LEVEL = ((64, 150), (30, 110), (48, 120), (40, 84))
"""Usual months at clerk, township deputy, township principal and county deputy level before the next step."""

STUDY = {"postgraduate": (24, 25), "bachelor": (22, 23), "associate": (20, 22), "below": (18, 20)}
"""Age at the start of work by education."""

STUDY_SHARES = ((0.2, 0.62, 0.15, 0.03), (0.36, 0.58, 0.06, 0.0))
"""How many have each education: clerks, then everyone above."""


@dataclass(slots=True)
class Tenure:
    """A row of the contract table."""

    person_id: str
    post: str
    level: str | None
    organization_id: str | None
    since: date
    until: date | None
    grassroots: bool | None
    publicity_line: bool | None
    team_position: int | None = None
    post_position: int | None = None


@dataclass(slots=True)
class Cadre:
    """A person with a career. `seat` is the post held now; `tenures` run from the first job to it."""

    person_id: str
    home: Organization  # unit whose office branches the person belongs to
    seat: Seat
    education: str
    work_started_on: date
    born_on: date
    party_joined_on: date | None
    tenures: list[Tenure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of a unit, a committee or a leading group."""

    post: str
    level: str
    organization: Organization


def build(tree: Tree) -> list[Cadre]:
    """Everyone who holds a post on the last day of the year, in the order of units."""
    dice = tree.plan.dice(Topic.CADRES)
    units = tree.of_kind("unit")
    cadres: list[Cadre] = []
    for unit in units:
        for seat in _seats(tree, unit, dice):
            person_id = tree.plan.identifier("p", len(cadres) + 1, 5)
            cadres.append(_cadre(dice, person_id, unit, seat, units, tree.plan.last_day))
    _lead_party_bodies(tree, cadres)
    _order_teams(cadres)
    return cadres


def table(cadres: list[Cadre]) -> pa.Table:
    """The tenures of all cadres."""
    rows = [tenure for cadre in cadres for tenure in cadre.tenures]
    return canonical.from_columns(
        "tenures", {column.name: [getattr(row, column.name) for row in rows] for column in fields(Tenure)}
    )


def _seats(tree: Tree, unit: Organization, dice: Dice) -> Iterator[Seat]:
    """The posts filled in a unit: leaders of the district first where the unit is their home, clerks last."""
    seats = list(_county_seats(tree, unit))
    posts = POSTS[unit.style or "bureau"]
    seats += [Seat(post, "section_principal", unit) for post in posts.principals]
    deputies = (posts.deputies * 2)[: dice.between(3, 6)]
    seats += [Seat(post, "section_deputy", unit) for post in deputies]
    yield from seats[: unit.staff]
    for _ in range(unit.staff - len(seats)):
        yield Seat(dice.pick(posts.clerks), "clerk", unit)


def _county_seats(tree: Tree, unit: Organization) -> Iterator[Seat]:
    root, short = tree.rows[0], unit.name.removeprefix(tree.plan.name)
    for department, level, posts in COUNTY_POSTS:
        if short == (department or "委办公室"):
            yield from (Seat(post, level, unit if department else root) for post in posts)


def _cadre(
    dice: Dice, person_id: str, home: Organization, seat: Seat, units: list[Organization], as_of: date
) -> Cadre:
    rank = LADDER.index(seat.level)
    education = dice.pick_weighted(tuple(STUDY), STUDY_SHARES[min(rank, 1)])
    age = dice.between(*STUDY[education])
    stages = _stages(dice, rank, limit=(58 - age) * 12)
    started = add_months(date(as_of.year, as_of.month, 1), -sum(stages))
    born = add_months(started, -12 * age - dice.between(0, 11))
    joined = _joined(dice, born, as_of) if dice.chance(0.97) else None
    cadre = Cadre(person_id, home, seat, education, started, born, joined)
    cadre.tenures = _career(dice, cadre, stages, units)
    return cadre


def _joined(dice: Dice, born: date, as_of: date) -> date | None:
    """Joined the Party between 18 and 40, not within the last year; None for who is too young for that."""
    first, last = add_months(born, 218), min(add_months(born, 480), as_of - timedelta(days=400))
    return dice.day(first, last) if first <= last else None


def _stages(dice: Dice, rank: int, limit: int) -> list[int]:
    """Months at each level up to the present one; one cadre in twenty-five rises twice as fast as usual."""
    pace = 0.5 if rank < 3 and dice.chance(0.04) else 1.0
    past = [round(dice.between(*MONTHS_AT_LEVEL[level]) * pace) for level in range(rank)]
    present = dice.between(4, 30 if rank >= 3 else 90 if rank else 330)
    return [*past, max(min(present, limit - sum(past)), 4)]


def _career(dice: Dice, cadre: Cadre, stages: list[int], units: list[Organization]) -> list[Tenure]:
    """Seats at each level in turn; the last one is the present seat."""
    tenures: list[Tenure] = []
    since = cadre.work_started_on
    for level, months in enumerate(stages):
        pieces = _pieces(dice, months)
        for place, piece in enumerate(pieces):
            last = level == len(stages) - 1 and place == len(pieces) - 1
            seat = cadre.seat if last else _past_seat(dice, LADDER[level], cadre.home, units, tenures)
            until = None if last else add_months(since, piece)
            tenures.append(_tenure(dice, cadre, seat, since, until))
            since = until or since
    return tenures


def _pieces(dice: Dice, months: int) -> list[int]:
    """Split a stage into one to three posts of a year or more."""
    count = min(dice.between(1, 3), max(months // 14, 1))
    cuts = [months // count] * (count - 1)
    return [*cuts, months - sum(cuts)]


def _past_seat(dice: Dice, level: str, home: Organization, units: list[Organization], past: list[Tenure]) -> Seat:
    """An earlier post, never the very one held just before; young clerks often start in a street or town."""
    while True:
        unit = home if dice.chance(0.4) else dice.pick(units[-8:] if level == "clerk" else units)
        posts = POSTS[unit.style or "bureau"]
        pool = {"clerk": posts.clerks, "section_deputy": posts.deputies, "section_principal": posts.principals}
        post = dice.pick(pool.get(level, ("区直单位负责人（副县级）", "开发区管委会副主任")))
        if not past or (past[-1].post, past[-1].organization_id) != (post, unit.organization_id):
            return Seat(post, level, unit)


def _tenure(dice: Dice, cadre: Cadre, seat: Seat, since: date, until: date | None) -> Tenure:
    unit = seat.organization
    return Tenure(
        cadre.person_id,
        seat.post,
        None if dice.chance(0.01) else seat.level,
        unit.organization_id,
        since,
        until,
        None if dice.chance(0.02) else unit.style in ("street", "town"),
        None if dice.chance(0.02) else bool(unit.publicity_line) or "宣传" in seat.post,
    )


def _lead_party_bodies(tree: Tree, cadres: list[Cadre]) -> None:
    """Heads of bureaux are at the same time secretaries of their leading groups."""
    bodies = {row.parent_id: row for row in tree.of_kind("leading_group")}
    for cadre in cadres:
        body = bodies.get(cadre.seat.organization.organization_id)
        if body and cadre.seat.post in ("局长", "主任") and cadre.party_joined_on:
            now = cadre.tenures[-1]
            own = Tenure(cadre.person_id, "党组书记", now.level, body.organization_id, now.since, None, False,
                         now.publicity_line)  # fmt: skip
            cadre.tenures.append(own)


def _order_teams(cadres: list[Cadre]) -> None:
    """Leaders of a unit by level, then as its posts are listed; of the posts of one person first that in the Party."""
    teams: dict[str, list[Cadre]] = {}
    for cadre in cadres:
        own = [row for row in cadre.tenures if row.until is None]
        for place, row in enumerate(reversed(own), 1):
            row.post_position = place
        if cadre.seat.level != "clerk":
            teams.setdefault(cadre.seat.organization.organization_id, []).append(cadre)
        for row in own[1:]:
            row.team_position = 1
    for team in teams.values():
        for place, cadre in enumerate(sorted(team, key=lambda row: -LADDER.index(row.seat.level)), 1):
            next(row for row in cadre.tenures if row.until is None).team_position = place
