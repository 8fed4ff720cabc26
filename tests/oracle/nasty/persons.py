"""People, their careers, the quotas of posts, and what was decided about them."""

from __future__ import annotations

from datetime import date

from tests.oracle.months import ONE_DAY, months_later
from tests.oracle.nasty.dice import Dice, Row, row
from tests.oracle.parameters import NUMBERS
from tests.oracle.view import LEVELS
from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES, SANCTION_KINDS


INFLUENCE = {"ordered_resignation": (12, 12, 18, 24, 24), "removal": (12, 12, 18, 24, 24)}
"""Months after which the influence of a sanction ends, by the levels."""

Anchors = dict[str, list[tuple[date, Row]]]
"""The reference days of a person's cases, with the case."""


def people(dice: Dice, identities: list[str], anchors: Anchors) -> list[Row]:
    """One row each; work began about 60 months before a reference day."""
    return [_person(dice, identity, anchors) for identity in identities]


def _person(dice: Dice, identity: str, anchors: Anchors) -> Row:
    days = [day for day, _ in anchors.get(identity, [])] or [dice.as_of]
    started = dice.back(dice.pick(days), dice.pick((30, 60, 60, 200)))
    return row(
        "people",
        person_id=identity,
        name=dice.pick(("张三", "李 四", identity)),
        born_on=dice.maybe(date(1980, 2, 29)),
        work_started_on=dice.maybe(started),
        education=dice.maybe(dice.pick((*EDUCATION_LEVELS, "bachelor"))),
    )


def tenures(dice: Dice, identities: list[str], organizations: list[str], anchors: Anchors) -> list[Row]:
    """Posts that fit the cases, a career towards the as-of day for others, nothing for a few."""
    rows: list[Row] = []
    for identity in identities:
        career = _Career(dice, identity, organizations)
        for day, case in anchors.get(identity, []):
            career.towards(day, case["from_level"], case["target_level"])
        if dice.chance(0.75):
            career.lasting()
        if dice.chance(0.1):
            career.post(None, dice.anchor(), None)
        rows += career.rows
    return rows


class _Career:
    """The tenures of one person."""

    def __init__(self, dice: Dice, identity: str, organizations: list[str]) -> None:
        self.dice = dice
        self.identity = identity
        self.organizations = organizations
        self.rows: list[Row] = []
        self.unmarked = dice.chance(0.15)

    def post(self, level: str | None, since: date, until: date | None) -> None:
        dice = self.dice
        if until is not None and until < since:
            since, until = until, since
        entry = row(
            "tenures",
            person_id=self.identity,
            post=dice.pick(("镇长", "科长", "主任")),
            level=dice.maybe(level, 0.06),
            organization_id=dice.maybe(dice.pick(self.organizations), 0.25) if self.organizations else None,
            since=since,
            until=until,
            grassroots=None if self.unmarked else dice.flag(true=0.6),
            publicity_line=dice.flag(),
        )
        self.rows.append(entry)

    def stretch(self, level: str | None, since: date, until: date | None) -> None:
        """One tenure, or two that touch, overlap or leave a gap of a day, or an empty one beside it."""
        dice, end = self.dice, until or self.dice.as_of
        if end <= since or dice.chance(0.5):
            self.post(level, since, until)
            return
        cut = dice.between(since, end)
        self.post(level, since, cut)
        self.post(level, dice.near(cut), until)
        if dice.chance(0.2):
            self.post(dice.pick(LEVELS), cut, cut)

    def towards(self, day: date, level: str | None, target: str | None) -> None:
        """Time at the level about as long as the rules ask, up to the reference day or beyond it."""
        dice = self.dice
        if dice.chance(0.08):
            return
        since = dice.back(day, dice.pick((12, 24, 24, 36, 36, 60)))
        self.stretch(level, since, dice.pick((None, None, dice.near(day), months_later(day, 5), day - 40 * ONE_DAY)))
        lower = LEVELS[max(0, LEVELS.index(target) - 1)] if target else level
        for _ in range(dice.pick((0, 1, 1, 2, 3))):
            begun = dice.pick((dice.near(day), dice.back(since, dice.pick((12, 24, 30))), since))
            self.post(dice.pick((lower, lower, dice.pick(LEVELS))), begun, dice.pick((since, dice.near(since), None)))

    def lasting(self) -> None:
        """A post that holds the as-of day, or a whole year before it, from about 12 or 60 months ago."""
        dice = self.dice
        section = dice.pick(("section_deputy", "section_principal"))
        level = dice.pick((section, section, "county_deputy", "county_principal", "clerk"))
        year_start = date(dice.pick((dice.as_of.year, dice.since.year)), 1, 1)
        long_ago = dice.back(dice.as_of, 70)
        edges = (dice.near(year_start), dice.back(dice.as_of, 12), long_ago, long_ago)
        self.stretch(level, dice.pick(edges), dice.pick((None, None, None, dice.near(dice.as_of))))
        if dice.chance(0.2):
            day = dice.between(year_start, max(year_start, dice.as_of))
            self.post(dice.pick(("county_deputy", "clerk")), day, day + ONE_DAY)


def post_quotas(dice: Dice, posts: list[Row], organizations: list[str]) -> list[Row]:
    """Quotas about as large as the posts held, changing on about the as-of day; never two at once."""
    pairs = {(entry["organization_id"], entry["level"]) for entry in posts}
    wanted = sorted(pair for pair in pairs if None not in pair)
    if organizations:
        wanted += [(dice.pick(organizations), dice.pick(LEVELS))]
    kept = [pair for pair in dict.fromkeys(wanted) if dice.chance(0.8)]
    return [
        row("post_quotas", organization_id=organization, level=level, quota=quota, since=since, until=until)
        for organization, level in kept
        for since, until, quota in _quota_spans(dice)
    ]


def _quota_spans(dice: Dice) -> list[tuple[date | None, date | None, int]]:
    change = dice.near(dice.as_of)
    first, last = dice.maybe(date(2013, 1, 31), 0.5), dice.maybe(months_later(change, 12), 0.5)
    spans = [(first, change), (change, last)]
    if dice.chance(0.1):  # an empty one, which counts for nothing
        spans.append((change + ONE_DAY, change + ONE_DAY))
    return [(since, until, dice.pick((0, 1, 1, 2))) for since, until in spans]


def sanctions(dice: Dice, identities: list[str], anchors: Anchors) -> list[Row]:
    """Sanctions whose influence ends about on a reference day."""
    rows: list[Row] = []
    for identity in identities:
        for day in [day for day, _ in anchors.get(identity, [])] or [dice.as_of]:
            for _ in range(dice.pick((0, 0, 1, 1, 1, 2))):
                rows.append(_sanction(dice, f"S{len(rows) + 1}", identity, day))
    return rows


def _sanction(dice: Dice, number: str, identity: str, day: date) -> Row:
    kind = dice.pick((*SANCTION_KINDS, "ordered_resignation", "removal", "party_probation"))
    months = dice.maybe(dice.pick((12, 24)), 0.4) if kind == "party_probation" else None
    influence = dice.pick(INFLUENCE.get(kind, (NUMBERS["appointment.bars.sanction"]["months"][kind],)))
    back = dice.pick((0, 15, 30, *[influence + (months or 0)] * 6))
    decided = months_later(day, -back) + dice.pick((-1, 0, 1, 1)) * ONE_DAY
    until = None if dice.chance(0.8) else dice.near(dice.pick((day, day, decided + ONE_DAY)))
    return row(
        "sanctions",
        sanction_id=number,
        person_id=identity,
        kind=kind,
        decided_on=decided,
        party_probation_months=months,
        influence_until=until if until is None or until >= decided else decided,
    )


def annual_assessments(dice: Dice, identities: list[str], anchors: Anchors) -> list[Row]:
    """The years before each reference day, with gaps and the grades that bar."""
    rows = []
    for identity in identities:
        years = {day.year - back for day, _ in anchors.get(identity, []) for back in range(5)}
        known = dice.pick((1.0, 0.95, 0.6))
        for year in sorted(years):
            if dice.chance(known):
                grade = dice.pick((*GRADES, "excellent", "competent", "competent", "competent", "competent"))
                rows.append(row("annual_assessments", person_id=identity, year=year, grade=grade))
    return rows
