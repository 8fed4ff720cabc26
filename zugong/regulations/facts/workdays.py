"""Working days of a public notice, from running counts of the calendar."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables


def working_days(cases: Expr, t: Tables) -> Expr:
    """Cases with workdays_counted after notice_on (with it, where the law says so) up to and including notice_until.

    `outside_calendar` is true when one of these days is not loaded; then the count is null. No days at all count 0.
    """
    begins = t.workday_calendar.select(
        begin_day=_.day,
        begin_ordinal=_.ordinal,
        begin_workdays_before=_.workdays_before,
        begin_workdays=_.workdays,
        begin_known_before=_.known_before,
        begin_known=_.known,
    )
    ends = t.workday_calendar.select(end_day=_.day, end_ordinal=_.ordinal, end_workdays=_.workdays, end_known=_.known)
    joined = cases.left_join(begins, cases.notice_on == begins.begin_day)
    joined = joined.left_join(ends, joined.notice_until == ends.end_day)
    with_start = _.law_count_start_day
    days = _.end_ordinal - _.begin_ordinal + ibis.ifelse(with_start, 1, 0)
    known = _.end_known - ibis.ifelse(with_start, _.begin_known_before, _.begin_known)
    counted = _.end_workdays - ibis.ifelse(with_start, _.begin_workdays_before, _.begin_workdays)
    empty = ibis.ifelse(with_start, _.notice_until < _.notice_on, _.notice_until <= _.notice_on)
    joined = joined.mutate(
        outside_calendar=ibis.ifelse(empty.fill_null(False), False, (days != known).fill_null(True)),
        no_days=empty.fill_null(False),
        days_counted=counted,
    )
    return joined.mutate(
        workdays_counted=ibis.cases((_.no_days, 0), (_.outside_calendar, ibis.null("int64")), else_=_.days_counted)
    )
