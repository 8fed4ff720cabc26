"""The tree of Party organizations and units of one district."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date
from math import ceil

import pyarrow as pa

from zugong.core.dates import add_months
from zugong.samples import canonical
from zugong.samples.drawing import Dice, Topic
from zugong.samples.plan import Plan
from zugong.samples.words import BODIES, DEPARTMENTS, STREETS, Department, Subordinates, numeral


LETTERS = {
    "committee": "c",
    "leading_group": "l",
    "general_branch": "g",
    "branch": "b",
    "branch_group": "s",
    "unit": "u",
}
LONG_TERM_SETTINGS = ("village", "community")


@dataclass(slots=True)
class Organization:
    """A row of the contract table, and behind `unit` what only the generator knows."""

    organization_id: str
    name: str
    parent_id: str | None
    kind: str
    setting: str | None = None
    publicity_line: bool | None = None
    founded_on: date | None = None
    dissolved_on: date | None = None
    has_committee: bool | None = None
    committee_size: int | None = None
    holds_life_meeting: bool | None = None
    term_since: date | None = None
    term_extended_until: date | None = None
    unit: str | None = None  # id of the unit whose office a branch belongs to
    style: str | None = None  # of a unit: what its posts are called
    staff: int = 0  # of a unit: cadres; of a branch: cadres among its members
    capacity: int = 0  # of a branch or group: members
    seats: int = 0  # of a branch: real size of its committee, also where the table does not tell


TABLE_FIELDS = tuple(field.name for field in fields(Organization))[:13]


class Tree:
    """The organizations of a district, in the order they were founded in the sample."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.dice = plan.dice(Topic.ORGANIZATIONS)
        self.rows: list[Organization] = []
        self._counts: Counter[str] = Counter()

    def add(self, kind: str, name: str, parent: Organization | None, **details: object) -> Organization:
        """Append an organization below `parent`, with the next id of its kind."""
        self._counts[kind] += 1
        own_id = self.plan.identifier(LETTERS[kind], self._counts[kind])
        parent_id = parent.organization_id if parent else self.plan.parent_id
        row = Organization(own_id, self.plan.name + name, parent_id, kind, **details)  # type: ignore[arg-type]
        self.rows.append(row)
        return row

    def of_kind(self, kind: str) -> list[Organization]:
        """All organizations of that kind, by id."""
        return [row for row in self.rows if row.kind == kind]

    def of_office(self, unit: Organization) -> list[Organization]:
        """The branches of a unit's own office."""
        return [row for row in self.rows if row.kind == "branch" and row.unit == unit.organization_id]

    def table(self) -> pa.Table:
        """The contract table, by id."""
        rows = sorted(self.rows, key=lambda row: row.organization_id)
        return canonical.from_columns(
            "organizations", {name: [getattr(row, name) for row in rows] for name in TABLE_FIELDS}
        )


def build(plan: Plan) -> Tree:
    """The whole tree: district committee, units with their Party bodies, branches with sizes, groups, terms."""
    tree = Tree(plan)
    root = tree.add("committee", "委", None, founded_on=date(1949, 10, 1), holds_life_meeting=True)
    for department in DEPARTMENTS:
        _department(tree, root, department)
    _streets(tree, root)
    _staff(tree)
    _capacities(tree)
    _lives(tree)
    for branch in tree.of_kind("branch"):
        _committee(tree.dice, branch)
        _term(tree.dice, branch, plan.last_day)
    _groups(tree)
    return tree


def _department(tree: Tree, root: Organization, department: Department) -> Organization:
    unit = tree.add(
        "unit",
        department.name,
        root,
        style=department.style,
        founded_on=tree.dice.day(date(1950, 1, 1), date(1980, 12, 31)),
        publicity_line=department.publicity,
        setting="enterprise" if department.style == "company" else "agency",
    )
    kind, label = BODIES[department.style]
    body = tree.add(
        kind,
        department.name + label,
        unit,
        setting=unit.setting,
        publicity_line=department.publicity,
        founded_on=tree.dice.day(date(1981, 1, 1), date(1985, 12, 31)),
        holds_life_meeting=True,
    )
    for number in range(1, department.agencies + 1):
        _branch(tree, body, f"{department.name}机关第{numeral(number)}党支部", unit.setting, unit.organization_id)
    for subordinates in department.subordinates:
        _subordinates(tree, body, department.name, subordinates)
    return body


def _branch(tree: Tree, parent: Organization, name: str, setting: str | None, unit: str | None = None) -> Organization:
    founded = tree.dice.day(date(1990, 1, 1), date(2019, 12, 31))
    return tree.add("branch", name, parent, setting=setting, publicity_line=parent.publicity_line, founded_on=founded,
                    unit=unit)  # fmt: skip


def _subordinates(tree: Tree, body: Organization, prefix: str, what: Subordinates) -> None:
    """Branches straight below the body, or, several to a general branch, below that."""
    for number in range(1, what.branches // what.per_general + 1):
        place = prefix + what.name.format(numeral(number))
        if what.per_general == 1:
            _branch(tree, body, f"{place}党支部", what.setting)
            continue
        founded = tree.dice.day(date(1986, 1, 1), date(1989, 12, 31))
        general = tree.add("general_branch", f"{place}党总支", body, setting=what.setting, founded_on=founded)
        for inner in range(1, what.per_general + 1):
            _branch(tree, general, f"{place}第{numeral(inner)}党支部", what.setting)


def _streets(tree: Tree, root: Organization) -> None:
    """Streets and towns share what the departments left of the planned branches."""
    left = tree.plan.branches - len(tree.of_kind("branch"))
    for place, street in enumerate(STREETS):
        share = left // len(STREETS) + (place < left % len(STREETS)) - street.agencies
        body = _department(tree, root, street)
        home = ("第{}社区", "community") if street.style == "street" else ("第{}村", "village")
        in_generals = share * 3 // 10 // 3 * 3
        firms, others = share // 4, share // 12
        _subordinates(tree, body, street.name, Subordinates(home[0] + "网格", home[1], in_generals, 3))
        _subordinates(tree, body, street.name, Subordinates(*home, share - in_generals - firms - others))
        _subordinates(tree, body, street.name, Subordinates("第{}企业", "enterprise", firms))
        _subordinates(tree, body, street.name, Subordinates("第{}社会组织", "other", others))


def _staff(tree: Tree) -> None:
    """Spread the planned cadres over the units, and those of a unit over the branches of its office."""
    units = tree.of_kind("unit")
    for place, unit in enumerate(units):
        unit.staff = tree.plan.cadres // len(units) + (place < tree.plan.cadres % len(units))
        offices = tree.of_office(unit)
        for branch in offices:
            branch.staff = ceil(unit.staff / len(offices))


def _capacities(tree: Tree) -> None:
    """Members per branch: mostly 6 to 40, a few too small, a few too large, together as planned."""
    branches = tree.of_kind("branch")
    typical = tree.plan.members / len(branches)
    draws = tree.dice.generator.lognormal(0, 0.6, len(branches)) * typical * 0.82
    for branch, draw in zip(branches, draws.tolist(), strict=True):
        branch.capacity = max(min(max(round(draw), 4), 48), branch.staff + 1 if branch.staff else 0)
    free = tree.dice.some([branch for branch in branches if not branch.staff], len(branches))
    for branch in free[:10]:
        branch.capacity = tree.dice.between(1, 2)
    for branch in free[10:18]:
        branch.capacity = tree.dice.between(51, 64)
    _balance(free[18:], tree.plan.members - sum(branch.capacity for branch in branches))


def _balance(branches: list[Organization], missing: int) -> None:
    """Add or take single members, round by round, until the district has as many as planned."""
    step = 1 if missing > 0 else -1
    while missing:
        able = [branch for branch in branches if 5 <= branch.capacity + step <= 49]
        if not able:
            raise ValueError("计划的党员人数与党支部数不相称：每个党支部平均应为5至49人")
        for branch in able[: abs(missing)]:
            branch.capacity += step
        missing -= step * min(abs(missing), len(able))


def _lives(tree: Tree) -> None:
    """A few branches are founded or dissolved inside the year; of a few the founding day is not known."""
    plan, dice = tree.plan, tree.dice
    plain = [row for row in tree.of_kind("branch") if not row.staff and 5 <= row.capacity <= 40]
    chosen = dice.some(plain, 22)
    for branch in chosen[:6]:
        branch.founded_on = dice.day(date(plan.year, 2, 10), date(plan.year, 10, 20))
    for branch in chosen[6:10]:
        branch.dissolved_on = dice.day(date(plan.year, 3, 10), date(plan.year, 10, 20))
    for branch in chosen[10:]:
        branch.founded_on = None


def _committee(dice: Dice, branch: Organization) -> None:
    """Branches of eight or more have a committee; the table does not always say so."""
    branch.seats = 0 if branch.capacity < 8 else 3 if branch.capacity < 20 else 5 if branch.capacity < 40 else 7
    if not dice.chance(0.03):
        branch.has_committee = branch.seats > 0
        branch.committee_size = branch.seats or None


def _term(dice: Dice, branch: Organization, as_of: date) -> None:
    """Day of the last election: mostly inside the term, some overdue, a few of these extended, a few unknown."""
    months = 60 if branch.setting in LONG_TERM_SETTINGS else 36
    founded = branch.founded_on or date(1990, 1, 1)
    if founded.year == as_of.year:
        branch.term_since = founded
        return
    overdue = dice.chance(0.06)
    first = add_months(as_of, -months - 10 if overdue else 1 - months)
    last = add_months(as_of, -months if overdue else -14)
    branch.term_since = None if dice.chance(0.015) else max(founded, dice.day(first, last))
    if overdue and branch.term_since and dice.chance(0.35):
        branch.term_extended_until = add_months(branch.term_since, months + 12)


def _groups(tree: Tree) -> None:
    """Branches of twenty or more work in groups of about a dozen."""
    for branch in tree.of_kind("branch"):
        if branch.capacity < 20:
            continue
        count = max(2, round(branch.capacity / 12))
        short = branch.name.removeprefix(tree.plan.name).removesuffix("党支部")
        for number in range(1, count + 1):
            group = tree.add("branch_group", f"{short}支部第{numeral(number)}党小组", branch, setting=branch.setting)
            group.founded_on, group.dissolved_on = branch.founded_on, branch.dissolved_on
            group.capacity = branch.capacity // count + (number <= branch.capacity % count)
