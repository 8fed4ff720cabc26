"""What is measured: a snapshot, a cadence, a year. Every contender answers the same case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zugong.core.dates import Period, PeriodKind, whole_periods


THREADS = 2
"""For every contender: the budgets are stated for two cores."""


@dataclass(frozen=True, slots=True)
class Case:
    """At least one meeting of `meeting_kind` by each branch in each period inside [since, as_of], days of one year."""

    folder: Path
    meeting_kind: str
    period: PeriodKind
    since: date = date(2025, 1, 1)
    as_of: date = date(2025, 12, 31)

    @property
    def organizations(self) -> Path:
        return self.folder / "organizations.parquet"

    @property
    def meetings(self) -> Path:
        return self.folder / "meetings.parquet"

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(whole_periods(self.period, self.since, self.as_of))

    @property
    def first_slot(self) -> int:
        """Place of the first period in its year, from 0."""
        return (self.periods[0].first_day.month - 1) // self.period.months
