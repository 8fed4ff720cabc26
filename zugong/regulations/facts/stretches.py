"""Intervals that overlap or touch, joined into unbroken stretches."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
from ibis import _

from zugong.regulations.contract import Expr


def stretches(intervals: Expr, by: Sequence[str]) -> Expr:
    """Join [since_day, end_on) per `by` into stretches: columns `by`, since_day, end_on.

    Intervals must be non-empty and closed at both ends. Touching intervals (one ends on the day the next starts) join.
    """
    earlier = ibis.window(group_by=list(by), order_by=["since_day", "end_on"], preceding=(None, 1))
    until_here = ibis.window(group_by=list(by), order_by=["since_day", "end_on"], preceding=None, following=0)
    # Equal intervals would be ordered at random between the two windows: keep one of each.
    marked = intervals.select(*by, "since_day", "end_on").distinct().mutate(reached_on=_.end_on.max().over(earlier))
    opened = marked.mutate(opens=ibis.ifelse(_.reached_on.isnull() | (_.since_day > _.reached_on), 1, 0))
    numbered = opened.mutate(stretch=_.opens.sum().over(until_here))
    return numbered.group_by([*by, "stretch"]).agg(since_day=_.since_day.min(), end_on=_.end_on.max()).drop("stretch")
