"""Rules on the steps of an appointment case, from recommendation to the end of probation."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import chinese_calendar

from tests.oracle.cases import Judge, plain, reference_day
from tests.oracle.logic import Truth, earlier, every, no_later, outcome, times
from tests.oracle.months import ONE_DAY, months_later
from tests.oracle.view import Record, View


FOUR_CHECKS = ("dossier_reviewed_on", "personal_matters_checked_on", "integrity_opinion_on", "petitions_cleared_on")
RECOMMENDATIONS = ("assembly_recommendation_on", "interview_recommendation_on")
STEPS = (("motion_on",), RECOMMENDATIONS, ("vetting_on",), ("decided_on",), ("letter_on",))


def both_forms(_: View, case: Record) -> Truth:
    # Each date is asked whether it is set; an empty `small_unit` is no exception.
    assembly, interview = (case[column] is not None for column in RECOMMENDATIONS)
    return interview and (assembly or case["small_unit"] is True)


def recommendation_valid(view: View, case: Record) -> Truth:
    dates = [case[column] for column in RECOMMENDATIONS if case[column] is not None]
    if not dates:
        return None
    months = view.number("appointment.recommendation.valid", "months", reference_day(view, case))
    return bool((case["vetting_on"] or case["decided_on"]) <= months_later(max(dates), months))


def vetting_team(view: View, case: Record) -> Truth:
    least = view.number("appointment.vetting.team", "size", reference_day(view, case))
    return no_later(least, case["vetting_team_size"])


def vetting_notice(_: View, case: Record) -> Truth:
    return case["vetting_notice_on"] is not None and bool(case["vetting_notice_on"] <= case["vetting_on"])


def four_checks(_: View, case: Record) -> Truth:
    dates = [case[column] for column in FOUR_CHECKS]
    return all(day is not None and no_later(day, case["decided_on"]) is not False for day in dates)


def double_signature(_: View, case: Record) -> Truth:
    return every((case["signed_by_secretary"], case["signed_by_discipline"]))


def decision_quorum(view: View, case: Record) -> Truth:
    rule, day = "appointment.decision.quorum", reference_day(view, case)
    part, whole = (view.number(rule, name, day) for name in ("part", "whole"))
    return no_later(times(part, case["decision_expected"]), times(whole, case["decision_present"]))


def decision_majority(view: View, case: Record) -> Truth:
    # Of those entitled to vote, not of those present.
    rule, day = "appointment.decision.majority", reference_day(view, case)
    part, whole = (view.number(rule, name, day) for name in ("part", "whole"))
    return earlier(times(part, case["decision_expected"]), times(whole, case["decision_for"]))


def notice_length(view: View, case: Record) -> Truth:
    # The first day is not counted. A day nobody can name working or not makes the whole count unknown.
    if case["notice_until"] is None:
        return None
    days, day = [], case["notice_on"] + ONE_DAY
    while day <= case["notice_until"]:
        days.append(is_workday(view, day))
        day += ONE_DAY
    least = view.number("appointment.notice.length", "days", reference_day(view, case))
    return None if None in days else days.count(True) >= least


def is_workday(view: View, day: date) -> Truth:
    """The data set's own calendar day by day, else the shipped one, else unknown."""
    for row in view.of("workdays", "date", day):
        return bool(row["is_workday"])
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # a year the package does not know
        return None


def notice_order(_: View, case: Record) -> Truth:
    parts = (
        case["notice_on"] is not None,
        no_later(case["decided_on"], case["notice_on"]),
        earlier(case["notice_until"], case["letter_on"]),
    )
    return every(parts)


def order(_: View, case: Record) -> Truth:
    # Each set date against every date of a later step, so an empty step in between hides nothing.
    steps = [[case[column] for column in columns if case[column] is not None] for columns in STEPS]
    present = [dates for dates in steps if dates]
    return all(max(before) <= min(after) for before, after in pairwise(present))


def instatement_talk(_: View, case: Record) -> Truth:
    return case["talk_on"] is not None


def probation_length(view: View, case: Record) -> str:
    if case["probation_required"] is not True or case["letter_on"] is None:
        return ""
    months = view.number("appointment.probation.length", "months", reference_day(view, case))
    return outcome(no_later(months_later(case["letter_on"], months) - ONE_DAY, case["probation_until"]))


def probation_concluded(view: View, case: Record) -> str:
    if case["probation_until"] is None or case["probation_until"] >= view.as_of:
        return ""
    return outcome(case["probation_concluded_on"] is not None)


_STARTED = ("vetting_on", "decided_on")

JUDGES: dict[str, Judge] = {
    "appointment.recommendation.both_forms": plain(_STARTED, both_forms),
    "appointment.recommendation.valid": plain(_STARTED, recommendation_valid),
    "appointment.vetting.team": plain(("vetting_on",), vetting_team),
    "appointment.vetting.notice": plain(("vetting_on",), vetting_notice),
    "appointment.vetting.four_checks": plain(_STARTED, four_checks),
    "appointment.vetting.double_signature": plain(_STARTED, double_signature),
    "appointment.decision.quorum": plain(("decided_on",), decision_quorum),
    "appointment.decision.majority": plain(("decided_on",), decision_majority),
    "appointment.notice.length": plain(("notice_on",), notice_length),
    "appointment.notice.order": plain(("letter_on",), notice_order),
    "appointment.order": plain((), order),
    "appointment.instatement.talk": plain(("letter_on",), instatement_talk),
    "appointment.probation.length": probation_length,
    "appointment.probation.concluded": probation_concluded,
}
