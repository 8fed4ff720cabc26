"""Who runs a branch: secretary, deputy and committee, and the few changes of the year."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from zugong.samples.drawing import Dice, Flags, Topic, Whole, days
from zugong.samples.members import FULL, POSTS, Branches, Rows
from zugong.samples.organizations import Tree
from zugong.samples.people import People
from zugong.samples.plan import Plan


SECRETARY, DEPUTY, COMMITTEE = (POSTS.index(name) for name in ("secretary", "deputy_secretary", "committee_member"))


def fill(tree: Tree, branches: Branches, people: People, rows: Rows) -> None:
    """Give every branch its people; some secretaries change in the year, a few seats stand empty."""
    dice = tree.plan.dice(Topic.BRANCH_POSTS)
    order = _candidates(tree.plan, branches, people, rows, dice)
    starts = np.searchsorted(rows.branch[order], np.arange(len(branches.rows) + 1))
    elected: list[Whole] = []
    for place, branch in enumerate(branches.rows):
        seats = max(branch.seats, 1 if branch.capacity < 4 else 2)
        own = order[starts[place] : starts[place + 1]][:seats]
        rows.post[own] = COMMITTEE if branch.seats else DEPUTY
        rows.post[own[1:2]] = DEPUTY if branch.seats != 3 else COMMITTEE
        rows.post[own[:1]] = SECRETARY
        elected.append(own)
    _changes(tree, rows, dice, [own for own in elected if len(own) >= 2])
    for own in dice.some([own for own in elected if len(own) >= 3], 5):
        rows.post[own[0]] = POSTS.index("member")


def secretaries(rows: Rows, tree: Tree) -> Whole:
    """The persons who run a branch on the last day of the year."""
    running = rows.running(np.array(np.datetime64(tree.plan.last_day)))
    return np.unique(rows.person[running & (rows.post == SECRETARY)])


def _candidates(plan: Plan, branches: Branches, people: People, rows: Rows, dice: Dice) -> Whole:
    """Rows of full members who stay, by branch; within a branch by lot, the old and then newcomers last."""
    stays = (rows.status == FULL) & _to_the_end(branches, rows)
    chosen = np.flatnonzero(stays)
    aged = people.born_on[rows.person[chosen]] < np.datetime64(f"{plan.year - 70}-01-01")
    came_late = rows.since[chosen] >= np.datetime64(plan.first_day)
    lot = dice.generator.random(len(chosen)) + aged + 2 * came_late
    return chosen[np.lexsort((lot, rows.branch[chosen]))]


def _to_the_end(branches: Branches, rows: Rows) -> Flags:
    stays: Flags = np.isnat(rows.until) | (rows.until == branches.dissolved[rows.branch])
    return stays


def _changes(tree: Tree, rows: Rows, dice: Dice, elected: list[Whole]) -> None:
    """In some branches secretary and successor change places within the year."""
    first = np.datetime64(tree.plan.first_day)
    steady = [own for own in elected if (rows.since[own[:2]] < first).all() and np.isnat(rows.until[own[:2]]).all()]
    for own in dice.some(steady, max(len(elected) // 50, 1)):
        day = tree.plan.first_day + timedelta(days=dice.between(40, 320))
        rest = rows.split(own[:2], days([day, day]))
        rest.post = rest.post[::-1].copy()
        rows.append(rest)
