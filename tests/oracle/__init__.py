"""An independent oracle: the first rule set judged by plain loops over rows.

It shares no judgement with the product. Where both agree on nasty data, the meaning was probably read right twice;
where they differ, one of the two readings of the contract is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from tests.oracle import (
    assessment,
    bars,
    branch_life,
    organization,
    procedure,
    qualification,
    training,
    training_class,
)
from tests.oracle.cases import rule_of
from tests.oracle.parameters import NUMBERS, TEXTS
from tests.oracle.view import Records, View


RULES = {
    **branch_life.RULES,
    **organization.RULES,
    **training.RULES,
    **training_class.RULES,
    **{
        rule: rule_of(judge, TEXTS[rule][0])
        for judges in (qualification.JUDGES, bars.JUDGES, procedure.JUDGES)
        for rule, judge in judges.items()
    },
    **assessment.RULES,
}
"""Every rule by name."""


class Row(NamedTuple):
    """The part of a finding that has one right value; `since` is an ISO day or empty."""

    rule: str
    subject_kind: str
    subject_id: str
    period: str
    outcome: str
    since: str


def judge(
    tables: Mapping[str, Records],
    *,
    as_of: date,
    since: date,
    rules: Iterable[str] | None = None,
    numbers: Mapping[str, Mapping[str, Any]] = NUMBERS,
) -> list[Row]:
    """Judge the present tables (an absent table is a missing key) by the named rules, by default all.

    Cells are date, int, bool, str, Decimal (amounts) or None, with every column present. Raises KeyError for a rule
    or a parameter that is not there.
    """
    view = View(tables, as_of, since, numbers)
    found = []
    for rule in sorted(RULES if rules is None else set(rules)):
        for verdict in RULES[rule](view):
            text = text_in_force(rule, verdict.day)
            if text is not None:
                found.append(Row(rule, *verdict[:3], verdict.outcome, text))
    return sorted(found)


def text_in_force(rule: str, day: date) -> str | None:
    """First day of the rule's latest text on that day, "" for a rule in force always, None before the first."""
    if not TEXTS[rule]:
        return ""
    begun = [first for first in TEXTS[rule] if first <= day]
    return max(begun).isoformat() if begun else None
