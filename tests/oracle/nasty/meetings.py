"""Meetings: some organizations keep every period, some none, and some meet after the as-of day."""

from __future__ import annotations

from datetime import date
from itertools import count

from tests.oracle.months import months_later
from tests.oracle.nasty.dice import Dice, Row, row
from zugong.regulations.tables.schema import MEETING_KINDS


MONTHLY = {
    "branch": ("branch_assembly", "branch_committee_meeting", "theme_day"),
    "branch_group": ("branch_group_meeting",),
}
YEARLY = {
    "branch": ("organizational_life_meeting", "member_appraisal", "party_lecture"),
    "committee": ("party_lecture", "party_lecture"),
    "leading_group": ("party_lecture",),
    "general_branch": ("theme_day",),
}


def meetings(dice: Dice, organizations: list[Row]) -> list[Row]:
    """Meetings of each organization over the time of the check and a little on both sides."""
    rows: list[Row] = []
    for organization in organizations:
        habit = _Habit(dice, organization)
        rows += habit.monthly() + habit.yearly() + habit.life_meetings() + habit.strays()
    for number, entry in zip(count(1), rows, strict=False):
        entry["meeting_id"] = f"M{number}"
    return rows


class _Habit:
    """How one organization meets: how often, and which cells it leaves empty."""

    def __init__(self, dice: Dice, organization: Row) -> None:
        self.dice = dice
        self.organization = organization
        self.diligence = dice.pick((0.0, 0.3, 0.9, 0.97))
        self.blank = dice.pick((0.0, 0.0, 0.2, 0.9, 1.0))
        self.learns = dice.pick((0.05, 0.3, 0.8))

    def meeting(self, kind: str, held_on: date, consent: date | None = None) -> Row:
        expected, present = self._count()
        votes = self.dice.pick((None, present, expected and expected // 2, expected and expected // 2 + 1))
        return row(
            "meetings",
            organization_id=self.organization["organization_id"],
            kind=kind,
            held_on=held_on,
            expected=expected,
            present=present,
            votes_for=votes if kind == "branch_assembly" or self.dice.chance(0.1) else None,
            must_learn=self.dice.flag(self.learns, self.blank),
            lecturer_post=self.dice.maybe(self.dice.pick(("secretary", "secretary", "other")), self.blank),
            deferral_consent_on=consent,
        )

    def _count(self) -> tuple[int | None, int | None]:
        expected = self.dice.number(1, 13)
        exact = [expected // 2, (expected + 1) // 2, expected * 2 // 3, (expected * 2 + 2) // 3]
        return self.dice.maybe(expected, 0.1), self.dice.maybe(self.dice.pick([*exact, expected]), 0.1)

    def monthly(self) -> list[Row]:
        kinds = MONTHLY.get(self.organization["kind"], ())
        rows, day = [], months_later(self.dice.since.replace(day=1), -1)
        often = {"branch_assembly": self.diligence / 2}  # a quarter needs one
        while day <= months_later(self.dice.as_of, 1):
            held = [kind for kind in kinds if self.dice.chance(often.get(kind, self.diligence))]
            rows += [self.meeting(kind, self.dice.in_month(day.year, day.month)) for kind in held]
            day = months_later(day, 1)
        return rows

    def yearly(self) -> list[Row]:
        kinds = YEARLY.get(self.organization["kind"], ())
        years = range(self.dice.since.year - 1, self.dice.as_of.year + 2)
        held = [(kind, year) for kind in kinds for year in years if self.dice.chance(max(0.3, self.diligence))]
        return [self.meeting(kind, self.dice.in_month(year, self.dice.pick((1, 6, 12)))) for kind, year in held]

    def strays(self) -> list[Row]:
        """Meetings of any kind, whether or not such an organization holds them."""
        days = [self.dice.near(self.dice.pick((self.dice.since, self.dice.as_of))) for _ in range(3)]
        return [self.meeting(self.dice.pick(tuple(MEETING_KINDS)), day) for day in days if self.dice.chance(0.3)]

    def life_meetings(self) -> list[Row]:
        rows = []
        for year in range(self.dice.since.year - 1, self.dice.as_of.year + 1):
            held_on = self.dice.pick(self._life_meeting_days(year))
            if held_on is not None:
                consent = self.dice.maybe(date(year, 12, 1), 0.35 if held_on.year > year else 0.8)
                rows.append(self.meeting("democratic_life_meeting", held_on, consent))
        return rows if self.organization["holds_life_meeting"] or self.dice.chance(0.2) else []

    def _life_meeting_days(self, year: int) -> list[date | None]:
        inside = [date(year, 1, 1), date(year, 12, 31), self.dice.in_month(year, 6), self.dice.in_month(year, 2)]
        after = [date(year + 1, 1, 1), date(year + 1, 3, 31), date(year + 1, 4, 1), self.dice.in_month(year + 1, 2)]
        return [None, None, *inside, *after, self.dice.near(self.dice.as_of)]
