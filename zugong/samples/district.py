"""One invented district as contract tables in memory."""

from __future__ import annotations

import pyarrow as pa

from zugong.samples import (
    appointments,
    branch_posts,
    cadres,
    careers,
    indicators,
    meetings,
    members,
    organizations,
    people,
    records,
    register_faults,
    standing,
    training,
    veterans,
    wording,
)
from zugong.samples.plan import Plan


def district_tables(seed: int = 1, year: int = 2025) -> dict[str, pa.Table]:
    """The contract tables of an invented district, in canonical storage: 800 branches, 12 000 members, 900 cadres,
    the organisational life of `year`, five years of training, 60 appointment cases.

    The working calendar is left out: the shipped one holds. Same seed and year, same tables. A negative seed raises
    ValueError.
    """
    return tables(Plan(seed, year))


def tables(plan: Plan) -> dict[str, pa.Table]:
    """The contract tables of the planned district."""
    tree = organizations.build(plan)
    staff = cadres.build(tree)
    everyone = people.build(plan, staff)
    branches, rows = members.build(tree, staff, everyone)
    branch_posts.fill(tree, branches, everyone, rows)
    cases = appointments.build(tree, staff)
    homes = members.homes(plan, everyone, rows)
    heads = branch_posts.secretaries(rows, tree)
    trained = training.build(tree, staff, everyone, homes, heads)
    veterans.grow_old(tree, staff, everyone)
    filed = records.build(tree, staff, cases, everyone)
    made = {
        "organizations": tree.table(),
        "members": rows.table(branches.rows, everyone),
        "meetings": meetings.build(tree, branches, rows),
        "people": everyone.table(plan, staff),
        "tenures": cadres.table(staff),
        **careers.tables(careers.build(tree, staff)),
        **standing.build(tree, staff),
        **filed,
        **trained,
        "appointment_cases": appointments.table(cases),
        **indicators.build(tree),
    }
    return wording.with_texts(register_faults.plant(made, plan), plan.last_day)
