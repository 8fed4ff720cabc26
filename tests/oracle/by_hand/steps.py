"""Recommendation, vetting and decision, worked out by hand."""

from __future__ import annotations

from typing import Any

from tests.oracle.by_hand.example import Example, case, example


def _ask(rule: str, why: str, expected: str, **cells: Any) -> Example:
    return example(f"appointment.{rule}", why, expected, appointment_cases=[case(**cells)])


def _forms(why: str, expected: str, **cells: Any) -> Example:
    return _ask("recommendation.both_forms", why, expected, **{"vetting_on": "2025-06-15", **cells})


def _valid(why: str, expected: str, **cells: Any) -> Example:
    return _ask("recommendation.valid", why, expected, **{"vetting_on": "2025-06-15", **cells})


def _vetting(rule: str, why: str, expected: str, **cells: Any) -> Example:
    return _ask(f"vetting.{rule}", why, expected, **{"vetting_on": "2025-06-15", **cells})


def _checks(why: str, expected: str, **cells: Any) -> Example:
    done = dict.fromkeys(CHECKS, "2025-06-20")
    return _ask("vetting.four_checks", why, expected, **{"vetting_on": "2025-06-15", **done, **cells})


def _signed(why: str, expected: str, first: bool | None, second: bool | None, **cells: Any) -> Example:
    marks = {"signed_by_secretary": first, "signed_by_discipline": second}
    return _ask("vetting.double_signature", why, expected, **{"decided_on": "2025-06-15", **marks, **cells})


def _decision(rule: str, why: str, expected: str, **cells: Any) -> Example:
    counts = {"decision_expected": 9, "decision_present": 6, "decision_for": 5}
    return _ask(f"decision.{rule}", why, expected, **{"decided_on": "2025-06-15", **counts, **cells})


CHECKS = ("dossier_reviewed_on", "personal_matters_checked_on", "integrity_opinion_on", "petitions_cleared_on")
ASSEMBLY = {"assembly_recommendation_on": "2025-05-01"}
INTERVIEW = {"interview_recommendation_on": "2025-05-02"}

EXAMPLES = [
    _forms("both", "pass", **ASSEMBLY, **INTERVIEW),
    _forms("a small unit with the interview", "pass", **INTERVIEW, small_unit=True),
    _forms("a small unit with the assembly alone", "fail", **ASSEMBLY, small_unit=True),
    _forms("empty is not small", "fail", **INTERVIEW),
    _forms("the interview is missing", "fail", **ASSEMBLY),
    _forms("neither vetted nor decided", "", **ASSEMBLY, vetting_on=None),
    _forms("decided is enough to be judged", "fail", vetting_on=None, decided_on="2025-06-15"),
    _valid("twelve months to the day", "pass", assembly_recommendation_on="2024-06-15"),
    _valid("a day too late", "fail", assembly_recommendation_on="2024-06-14"),
    _valid("the later of the two counts", "pass", assembly_recommendation_on="2020-01-01", **INTERVIEW),
    _valid("vetted in time, decided much later", "pass", **INTERVIEW, decided_on="2027-01-01"),
    _valid("never vetted, decided too late", "fail", vetting_on=None, **INTERVIEW, decided_on="2026-05-03"),
    _valid("from a leap day, in time", "pass", assembly_recommendation_on="2024-02-29", vetting_on="2025-02-28"),
    _valid("from a leap day, too late", "fail", assembly_recommendation_on="2024-02-29", vetting_on="2025-03-01"),
    _valid("no recommendation", "unknown"),
    _valid("the text of 2002", "unknown@2002-07-09", vetting_on=None, decided_on="2014-01-13"),
    _valid("the text of 2014", "unknown@2014-01-14", vetting_on=None, decided_on="2014-01-14"),
    _valid("the text of 2019", "unknown@2019-03-03", vetting_on=None, decided_on="2019-03-03"),
    _valid("before the first text", "", vetting_on=None, decided_on="2002-07-08"),
    _vetting("team", "two", "pass", vetting_team_size=2),
    _vetting("team", "one", "fail", vetting_team_size=1),
    _vetting("team", "not known", "unknown"),
    _vetting("team", "not vetted", "", vetting_on=None, decided_on="2025-06-15", vetting_team_size=2),
    _vetting("notice", "the same day", "pass", vetting_notice_on="2025-06-15"),
    _vetting("notice", "the day after", "fail", vetting_notice_on="2025-06-16"),
    _vetting("notice", "none", "fail"),
    _checks("all four, nothing decided", "pass"),
    _checks("on the day of decision", "pass", decided_on="2025-06-20"),
    _checks("a day late", "fail", decided_on="2025-06-19"),
    _checks("one missing", "fail", petitions_cleared_on=None),
    _checks("before the text", "", decided_on="2016-08-28"),
    _checks("the text of 2016", "fail@2016-08-29", decided_on="2016-08-29"),
    _checks("its last day, decided counts and not vetted", "fail@2016-08-29", decided_on="2019-03-02"),
    _signed("both", "pass", True, True),
    _signed("one refused, the other not known", "fail", False, None),
    _signed("one not known", "unknown", True, None),
    _signed("before the text", "", True, True, decided_on="2019-03-02"),
    _signed("first day of the text", "pass@2019-03-03", True, True, decided_on="2019-03-03"),
    _decision("quorum", "two thirds", "pass"),
    _decision("quorum", "just under", "fail", decision_expected=10),
    _decision("quorum", "not known", "unknown", decision_present=None),
    _decision("quorum", "not decided", "", decided_on=None),
    _decision("majority", "five of nine", "pass"),
    _decision("majority", "five of ten", "fail", decision_expected=10),
    _decision("majority", "of those entitled, whoever came", "fail", decision_expected=10, decision_present=5),
    _decision("majority", "not known", "unknown", decision_for=None),
    _decision("majority", "none for it, entitled not known", "unknown", decision_for=0, decision_expected=None),
]
