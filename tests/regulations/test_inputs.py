"""What is derived before a run."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import chinese_calendar
import pytest

from tests.regulations.running import shipped_law
from zugong.regulations import inputs
from zugong.regulations.storage import EFFECTIVE_WEIGHT_PLACES


def test_the_shipped_calendar_says_what_its_package_says() -> None:
    days = inputs.shipped_workdays()
    assert (min(days), max(days)) == (date(2004, 1, 1), date(2026, 12, 31))
    assert all(chinese_calendar.is_workday(day) == is_workday for day, is_workday in days.items())


def test_running_counts_keep_gaps_apart() -> None:
    known = {date(2030, 1, 1): False, date(2030, 1, 2): True, date(2030, 1, 5): True}
    columns = inputs.workday_columns(known)
    assert columns["day"] == [date(2029, 12, 31) + timedelta(days=number) for number in range(6)]
    assert columns["workdays"] == [0, 0, 1, 1, 1, 2]
    assert columns["workdays_before"] == [0, 0, 0, 1, 1, 1]
    assert columns["known"] == [0, 1, 2, 2, 2, 3]


def test_leaf_weights_multiply_down_the_tree_exactly() -> None:
    def row(identifier: str, parent: str | None, weight: str) -> dict[str, object]:
        millionths = int(Fraction(weight) * 10**6)
        return {"indicator_id": identifier, "parent_id": parent, "scheme": "s", "weight": millionths, "ideology": None}

    leaves = inputs.leaf_rows(
        [row("c", "b", "0.333333"), row("b", "a", "0.000001"), row("a", None, "0.1"), row("d", "b", "1")]
    )
    found = {
        leaf["indicator_id"]: Fraction(int(leaf["effective_weight"]), 10**EFFECTIVE_WEIGHT_PLACES) for leaf in leaves
    }
    assert found == {"c": Fraction("0.0000000333333"), "d": Fraction("0.0000001")}


@pytest.mark.parametrize("identifiers", [["a"], ["a", "b"], []])
def test_leaves_have_no_children(identifiers: list[str]) -> None:
    rows = [
        {"indicator_id": name, "parent_id": before, "scheme": "s", "weight": 10**6, "ideology": True}
        for before, name in zip([None, *identifiers], identifiers, strict=False)
    ]
    assert [leaf["indicator_id"] for leaf in inputs.leaf_rows(rows)] == identifiers[-1:]


def test_law_rows_begin_with_the_first_day_on_which_every_parameter_has_a_value() -> None:
    rows = inputs.law_rows(
        shipped_law(), ("appointment.notice.length.workdays", "appointment.notice.length.count_start_day")
    )
    spans = [(row["law_since"], row["law_until"], row["law_citation"], row["law_applied_since"]) for row in rows]
    assert spans == [
        (date(2014, 1, 14), date(2019, 3, 3), "appointment-regulations-2014#41", "2014-01-14"),
        (date(2019, 3, 3), inputs.LAST_DAY, "appointment-regulations-2019#42", "2019-03-03"),
    ]
    assert [row["law_workdays"] for row in rows] == [5, 5]


def test_a_share_is_held_as_two_whole_numbers_and_as_shown() -> None:
    (row,) = inputs.law_rows(shipped_law(), ("training.leave_share.share",))
    assert (row["law_share_numerator"], row["law_share_denominator"], row["law_share_text"]) == (1, 7, "1/7")


def test_hours_are_held_in_millionths() -> None:
    (row,) = inputs.law_rows(shipped_law(), ("training.member_yearly.hours",))
    assert row["law_hours"] == 32_000_000
