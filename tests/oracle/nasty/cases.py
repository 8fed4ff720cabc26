"""Appointment cases: mostly in good order, each with a few steps missing, swapped or moved onto a boundary."""

from __future__ import annotations

from datetime import date, timedelta

from tests.oracle.months import ONE_DAY, months_later
from tests.oracle.nasty.dice import LEAP_DAYS, TURNING_DAYS, Dice, Row, row
from tests.oracle.view import LEVELS


STEPS = (
    ("section_principal", "county_deputy"),
    ("county_deputy", "county_principal"),
    ("county_principal", "bureau_deputy"),
    ("bureau_deputy", "bureau_principal"),
)


def appointment_cases(dice: Dice, people: list[str], organizations: list[str], scale: int) -> list[Row]:
    """Twelve cases at scale 1, spread over decided, in vetting and only begun."""
    numbers = range(1, 12 * scale + 1)
    return [_Case(dice).fill(f"案{number}", dice.pick(people), organizations) for number in numbers]


class _Case:
    """One case, built around its day of decision (or of vetting, or none)."""

    def __init__(self, dice: Dice) -> None:
        self.dice = dice
        self.stage = dice.pick(("decided",) * 6 + ("vetting", "begun"))
        self.careless = dice.pick((0.0, 0.05, 0.15, 0.4))
        self.day = self._reference_day()

    def _reference_day(self) -> date:
        dice = self.dice
        recent = dice.between(months_later(dice.as_of, -40), dice.as_of)
        turning = dice.near(dice.pick(TURNING_DAYS[:5]))
        planned = dice.as_of + timedelta(days=dice.number(0, 60))
        return dice.pick((recent, recent, recent, recent, turning, turning, dice.pick(LEAP_DAYS), planned))

    def kept(self, day: date | None) -> date | None:
        """The day, or through carelessness no day, or another one far off."""
        if day is None or self.dice.chance(self.careless):
            return None
        return day + timedelta(days=self.dice.number(-60, 60)) if self.dice.chance(self.careless / 2) else day

    def mark(self) -> bool | None:
        """True, unless the case is careless."""
        return self.dice.maybe(not self.dice.chance(self.careless), self.careless)

    def fill(self, number: str, person: str, organizations: list[str]) -> Row:
        dice = self.dice
        entry = row("appointment_cases", case_id=number, person_id=person, target_post=dice.maybe("主任"))
        entry["target_organization_id"] = dice.maybe(dice.pick(organizations)) if organizations else None
        entry["closed_on"] = dice.near(dice.as_of) if dice.chance(0.12) else None
        for part in (self._levels(), self._begin(), self._checks(), self._decide(), self._instate()):
            entry.update(part)
        if entry["decided_on"] is None and self.stage == "decided":
            entry["vetting_on"] = dice.maybe(entry["vetting_on"], 0.2)
        return entry

    def _levels(self) -> Row:
        dice = self.dice
        start, target = dice.pick(STEPS) if dice.chance(0.75) else (dice.pick(LEVELS), dice.pick(LEVELS))
        skips = dice.chance(0.1)
        if skips:
            start, target = "section_principal", "county_principal"
        exceptional = dice.chance(0.6 if skips else 0.22)
        missing = 0.25 if exceptional else 0.08
        limits = (self.day, self.vetted(), self.vetted() + ONE_DAY)
        return {
            "from_level": dice.maybe(start, missing),
            "target_level": dice.maybe(target, missing),
            "exceptional": exceptional or dice.maybe(False, 0.5),
            "exceptional_consent_on": dice.maybe(dice.near(dice.pick(limits)), 0.15) if exceptional or skips else None,
        }

    def vetted(self) -> date:
        """The day of vetting: the reference day itself while nothing is decided."""
        return self.day if self.stage == "vetting" else self.day - timedelta(days=20)

    def _begin(self) -> Row:
        dice, vetted = self.dice, self.vetted()
        late = dice.chance(0.3)
        recommended = dice.back(vetted, 12) if late else vetted - timedelta(days=dice.pick((0, 1, 15)))
        other = recommended - timedelta(days=dice.number(0, 3))
        first, second = dice.pick(((recommended, other), (other, recommended)))
        small = dice.flag(0.2, 0.5)
        vetting = self.stage != "begun"
        none_at_all = dice.chance(0.08)
        return {
            "small_unit": small,
            "motion_on": self.kept(other - timedelta(days=dice.pick((0, 10)))),
            "assembly_recommendation_on": None if none_at_all or (small and dice.chance(0.7)) else self.kept(first),
            "interview_recommendation_on": None if none_at_all else self.kept(second),
            "vetting_on": self.kept(vetted) if vetting else None,
            "vetting_notice_on": self.kept(dice.near(vetted - ONE_DAY)),
            "vetting_team_size": dice.maybe(dice.pick((0, 1, 2, 2, 2, 3)), self.careless),
        }

    def _checks(self) -> Row:
        checked = [self.day - timedelta(days=self.dice.pick((0, 0, 3, 9))) for _ in range(4)]
        if self.dice.chance(0.15):
            checked[0] = self.day + ONE_DAY
        names = ("dossier_reviewed_on", "personal_matters_checked_on", "integrity_opinion_on", "petitions_cleared_on")
        marks = {"signed_by_secretary": self.mark(), "signed_by_discipline": self.mark()}
        return {**{name: self.kept(day) for name, day in zip(names, checked, strict=True)}, **marks}

    def _decide(self) -> Row:
        dice = self.dice
        if self.stage != "decided":
            return {}
        expected = dice.number(1, 13)
        present = dice.pick((expected, expected * 2 // 3, (expected * 2 + 2) // 3))
        votes = dice.pick((expected // 2, expected // 2 + 1, (expected + 1) // 2, present))
        return {
            "decided_on": self.day,
            "decision_expected": dice.maybe(expected, self.careless),
            "decision_present": dice.maybe(present, self.careless),
            "decision_for": dice.maybe(votes, self.careless),
        }

    def _instate(self) -> Row:
        dice = self.dice
        if self.stage == "begun" or dice.chance(0.2):
            return {}
        noticed = self.day + timedelta(days=dice.pick((0, 1, 1, 5)))
        if dice.chance(0.1):
            noticed = date(dice.pick((2003, 2026)), 12, 24)
        until = noticed + timedelta(days=dice.pick((-1, 0, 5, 6, 7, 7, 8, 9, 12)))
        letter = until + timedelta(days=dice.pick((0, 1, 1, 3)))
        probation = months_later(letter, 12) + timedelta(days=dice.pick((-2, -1, -1, 0)))
        if dice.chance(0.3):
            probation = dice.near(dice.as_of)
        return {
            "notice_on": self.kept(noticed),
            "notice_until": self.kept(until),
            "letter_on": self.kept(letter),
            "effective_on": dice.maybe(letter),
            "talk_on": self.kept(letter),
            "probation_required": dice.flag(true=0.7),
            "probation_until": self.kept(probation),
            "probation_concluded_on": dice.maybe(probation, 0.4),
        }


def workdays(dice: Dice, cases: list[Row]) -> list[Row]:
    """A few days of notices turned round, and days beyond the shipped calendar filled in."""
    noticed = [case["notice_on"] for case in cases if case["notice_on"] is not None]
    days = {day + timedelta(days=dice.number(1, 7)) for day in noticed if dice.chance(0.3)}
    if dice.chance(0.3):
        days |= {date(2027, 1, day) for day in range(1, 12)}
    return [row("workdays", date=day, is_workday=dice.chance(0.5)) for day in sorted(days)]
