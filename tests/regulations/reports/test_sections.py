from __future__ import annotations

import pytest

from zugong.regulations.reports.sections import sections


def test_rules_keep_the_order_of_the_summary_and_topics_their_own(mixed):
    found = sections(mixed)

    assert [topic.key for topic in found] == ["branch_life", "training", "appointment"]
    assert [rule.card.key for rule in found[0].rules] == [
        "branch_life.assembly_quarterly",
        "branch_life.theme_day_monthly",
    ]
    assert [topic.size for topic in found] == [3, 1, 1]


def test_rows_that_do_not_lie_together_are_all_kept_in_order(make_check, make_finding):
    other = {"rule": "branch_life.theme_day_monthly", "force": "generally"}
    check = make_check(
        [
            make_finding(subject_id="1"),
            make_finding(subject_id="2", **other),
            make_finding(subject_id="3"),
            make_finding(subject_id="4", **other),
        ]
    )
    rules = sections(check)[0].rules

    assert [rule.findings["subject_id"].to_pylist() for rule in rules] == [["1", "3"], ["2", "4"]]


def test_the_first_rows_are_failures_then_unknown_then_the_rest(make_check, make_finding):
    outcomes = ["pass", "unknown", "not_applicable", "fail", "fail"]
    check = make_check(
        [make_finding(subject_id=str(place), outcome=outcome) for place, outcome in enumerate(outcomes)]
    )
    rule = sections(check)[0].rules[0]

    assert [row.subject_id for row in rule.first(10)] == ["3", "4", "1", "0", "2"]
    assert [row.subject_id for row in rule.first(3)] == ["3", "4", "1"]


def test_counts_add_up_over_a_topic(mixed):
    summary = sections(mixed)[0].summary

    assert (summary.passes, summary.fails, summary.unknowns, summary.not_applicables) == (7, 1, 1, 0)


def test_a_fifth_outcome_is_refused(make_check, make_finding):
    with pytest.raises(ValueError, match="perhaps"):
        sections(make_check([make_finding(outcome="perhaps")]))


def test_no_findings_at_all(make_check):
    assert [topic.size for topic in sections(make_check())] == [0, 0, 0]
