"""What a rule of the oracle sees: the rows of the present tables, the two days and the numbers in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from tests.oracle.logic import Truth
from tests.oracle.months import interval


Record = dict[str, Any]
Records = list[Record]

INTERVALS = {
    "organizations": ("founded_on", "dissolved_on"),
    "members": ("since", "until"),
    "tenures": ("since", "until"),
    "post_quotas": ("since", "until"),
}

LEVELS = (
    "clerk",
    "section_deputy",
    "section_principal",
    "county_deputy",
    "county_principal",
    "bureau_deputy",
    "bureau_principal",
)


class Verdict(NamedTuple):
    """What a rule says of one subject; `day` is the reference day that chooses the text in force."""

    kind: str
    subject: str
    period: str
    day: date
    outcome: str


@dataclass(frozen=True)
class View:
    """One data set on one day."""

    tables: Mapping[str, Records]
    as_of: date
    since: date
    numbers: Mapping[str, Mapping[str, Any]]

    @cached_property
    def _kept(self) -> dict[str, Records]:
        return {name: [row for row in rows if not _empty(name, row)] for name, rows in self.tables.items()}

    @cached_property
    def _groups(self) -> dict[tuple[str, str], dict[Any, Records]]:
        return {}

    def seen(self, table: str) -> bool:
        """Whether the table is in the data set, even without a row."""
        return table in self.tables

    def rows(self, table: str) -> Records:
        """Rows of the table without those of an empty interval; none when the table is absent."""
        return self._kept.get(table, [])

    def of(self, table: str, column: str, value: Any) -> Records:
        """Rows whose column holds that value."""
        if (table, column) not in self._groups:
            groups: dict[Any, Records] = {}
            for row in self.rows(table):
                groups.setdefault(row[column], []).append(row)
            self._groups[table, column] = groups
        return self._groups[table, column].get(value, [])

    def number(self, rule: str, name: str, day: date) -> Any:
        """The parameter in force on that day; a dict of first days is a dated value."""
        value = self.numbers[rule][name]
        if isinstance(value, dict) and all(isinstance(key, date) for key in value):
            return value[max((first for first in value if first <= day), default=min(value))]
        return value

    def organizations(self, kinds: Iterable[str]) -> Records:
        """Organizations of exactly these kinds."""
        wanted = set(kinds)
        return [row for row in self.rows("organizations") if row["kind"] in wanted]

    def held(self, organization_id: str, kind: str) -> Records:
        """Meetings of that organization and kind that are facts by the as-of day."""
        meetings = self.of("meetings", "organization_id", organization_id)
        return [row for row in meetings if row["kind"] == kind and row["held_on"] <= self.as_of]

    def level_on(self, person_id: str, day: date) -> str | None:
        """The highest level among the person's tenures running on that day, if any has one."""
        levels = {row["level"] for row in self.of("tenures", "person_id", person_id) if running(row, day)}
        return max(levels - {None}, key=LEVELS.index, default=None)


def _empty(table: str, row: Record) -> bool:
    # An organization founded and dissolved on one day stays a subject that never exists; other rows vanish.
    if table == "organizations" or table not in INTERVALS:
        return False
    start, end = INTERVALS[table]
    return row[start] is not None and row[start] == row[end]


def running(row: Record, day: date) -> bool:
    """Whether the row's [since, until) holds the day."""
    since, until = interval(row["since"], row["until"])
    return since <= day < until


def exists(organization: Record, day: date) -> bool:
    """Whether the organization's [founded_on, dissolved_on) holds the day."""
    since, until = interval(organization["founded_on"], organization["dissolved_on"])
    return since <= day < until


def spans(rows: Iterable[Record]) -> list[tuple[date, date]]:
    """The intervals of those rows."""
    return [interval(row["since"], row["until"]) for row in rows]


def above(level: str | None, other: str | None) -> Truth:
    """Whether the first level is higher; unknown when one is missing."""
    if level is None or other is None:
        return None
    return LEVELS.index(level) > LEVELS.index(other)
