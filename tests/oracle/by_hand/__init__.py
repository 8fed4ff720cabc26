"""Cases worked out by hand from the words of `RULES.md`, against which the oracle itself is checked."""

from __future__ import annotations

from tests.oracle.by_hand import (
    assessment,
    bars,
    branch_life,
    meetings,
    organization,
    periods,
    procedure,
    qualification,
    steps,
    training,
    training_class,
)


EXAMPLES = [
    *branch_life.EXAMPLES,
    *meetings.EXAMPLES,
    *periods.EXAMPLES,
    *organization.EXAMPLES,
    *training.EXAMPLES,
    *training_class.EXAMPLES,
    *qualification.EXAMPLES,
    *bars.EXAMPLES,
    *steps.EXAMPLES,
    *procedure.EXAMPLES,
    *assessment.EXAMPLES,
]
"""All of them."""
