"""Entering a rule into the book."""

from __future__ import annotations

import pytest

from zugong.regulations.registry import all_rules, rule


def test_a_parameter_of_another_rule_is_named_in_full() -> None:
    named = all_rules()["life_meeting.fourth_quarter"].parameters
    assert named == ("life_meeting.fourth_quarter.duty", "life_meeting.yearly.deferral_months")


def test_two_parameters_of_the_same_short_name_are_refused() -> None:
    enter = rule("x.y", title="甲", subject="person", parameters=("hours", "training.member_yearly.hours"))
    with pytest.raises(ValueError, match="两个参数的末段相同"):
        enter(lambda t, law: None)  # type: ignore[arg-type,return-value]
    assert "x.y" not in all_rules()
