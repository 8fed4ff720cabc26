"""Members of branches: running rows, head counts on a day, unbroken stretches."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.dates import OPEN_END, OPEN_START


def rows(t: Tables) -> Expr:
    """Membership rows with closed ends `since_day` and `end_on`; an interval that ends on its start day is ignored."""
    closed = t.members.mutate(since_day=_.since.fill_null(OPEN_START), end_on=_.until.fill_null(OPEN_END))
    return closed.filter(_.since_day < _.end_on)


def branches_with_members(t: Tables) -> Expr:
    """One row per organization that has a membership row at any time: `with_members`."""
    return rows(t).group_by(with_members=_.organization_id).agg(member_rows=_.count())


def head_count(subjects: Expr, t: Tables, day: str, *, where: Expr = True) -> Expr:
    """Per subject (organization_id) on the day in column `day`: members, full_members, maybe_full.

    Persons are counted once; `maybe_full` are those without a full row but with a row of empty status.
    Zero without rows; the caller says when that is unknown. Subjects outside `where` are not counted at all.
    """
    membership = rows(t).select("person_id", "organization_id", "status", "since_day", "end_on")
    subject_days = subjects.filter(where).select(of=_.organization_id, on_day=_[day]).distinct()
    running = subject_days.join(
        membership,
        [
            subject_days.of == membership.organization_id,
            subject_days.on_day >= membership.since_day,
            subject_days.on_day < membership.end_on,
        ],
    )
    persons = running.group_by(["of", "on_day", "person_id"]).agg(
        full=ibis.ifelse(_.status == "full", 1, 0).max(), empty=ibis.ifelse(_.status.isnull(), 1, 0).max()
    )
    counts = persons.group_by(["of", "on_day"]).agg(
        members=_.count(),
        full_members=_.full.sum(),
        maybe_full=ibis.ifelse((_.full == 0) & (_.empty == 1), 1, 0).sum(),
    )
    joined = subjects.left_join(counts, [subjects.organization_id == counts.of, subjects[day] == counts.on_day])
    filled = {name: joined[name].fill_null(0) for name in ("members", "full_members", "maybe_full")}
    return joined.mutate(**filled).drop("of", "on_day")


def running_on(subjects: Expr, t: Tables, day: str) -> Expr:
    """Membership rows of each subject and period that run on the day in column `day`: what `head_count` counted."""
    membership = rows(t)
    of = subjects.select("subject_id", "period", of=_.organization_id, on_day=_[day])
    running = of.join(
        membership,
        [of.of == membership.organization_id, membership.since_day <= of.on_day, membership.end_on > of.on_day],
    )
    return running.drop("of", "on_day", "since_day", "end_on")


def full_at_least(required: Expr) -> Expr:
    """Whether full members reach `required`: null when persons of empty status could change it."""
    return ibis.cases(
        (_.full_members >= required, True),
        (_.full_members + _.maybe_full < required, False),
        else_=ibis.null("boolean"),
    )


def has_members(subjects: Expr, t: Tables) -> Expr:
    """Subjects with `no_member_rows`: their branch has no row in members at any time."""
    known = branches_with_members(t)
    joined = subjects.left_join(known, subjects.organization_id == known.with_members)
    return joined.mutate(no_member_rows=joined.member_rows.isnull()).drop("with_members", "member_rows")
