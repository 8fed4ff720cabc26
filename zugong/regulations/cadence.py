"""A duty that recurs, declared once: read by the plain form of a rule and by its fast form over a sorted snapshot."""

from __future__ import annotations

from dataclasses import dataclass

from zugong.core.dates import PeriodKind


@dataclass(frozen=True, slots=True)
class Cadence:
    """At least `minimum` meetings of `meeting_kinds` by each organization of `subject_kinds` in each `period`.

    The plain form takes the minimum of each period's day from the law instead; the fast form is given it here.
    """

    subject_kinds: tuple[str, ...]
    meeting_kinds: tuple[str, ...]
    period: PeriodKind
    minimum: int = 1
