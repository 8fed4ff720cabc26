"""The lines of a career: main lines in order of time, with what was reached before each."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts.dates import OPEN_END, months_between


def main_lines(t: Tables) -> Expr:
    """Lines that are no sub-period of another."""
    return t.career_entries.filter(_.within.isnull())


def dated(lines: Expr) -> Expr:
    """Lines with a start; `end_on` far away where they still run."""
    return lines.filter(_.since.notnull()).mutate(end_on=_.until.fill_null(OPEN_END))


def in_order(t: Tables) -> Expr:
    """Dated main lines with `reached_on`, the latest end before, and `gap`, the months from there to the start."""
    before = ibis.window(group_by="person_id", order_by=["since", "end_on", "position"], preceding=(None, 1))
    lines = dated(main_lines(t)).mutate(reached_on=_.end_on.max().over(before))
    return lines.filter(_.reached_on.notnull()).mutate(gap=months_between(_.reached_on, _.since))


def undated(t: Tables) -> Expr:
    """Per person the main lines without a start, or without an end before the last one: `undated`."""
    last = ibis.window(group_by="person_id")
    lines = main_lines(t).mutate(last_position=_.position.max().over(last))
    lacking = _.since.isnull() | (_.until.isnull() & (_.position < _.last_position))
    return lines.group_by("person_id").agg(undated=ibis.ifelse(lacking, 1, 0).sum())
