"""Training classes, courses and records whose sums fall on, just under and just over what is asked."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from tests.oracle.months import months_later
from tests.oracle.nasty.dice import TURNING_DAYS, Dice, Row, row, without_doubles
from zugong.regulations.tables.schema import CLASS_KINDS, COURSE_CATEGORIES


SMALLEST = Decimal("0.000001")
HOURS_OF_A_YEAR = tuple(Decimal(number) for number in (0, 32, 32, 56, 56, 90, 90, 90))
HOURS_OF_FIVE_YEARS = tuple(Decimal(number) for number in (100, 550, 550, 550))
MODES = ("off_post", "concentrated", "online", "online", "base")


def training_classes(dice: Dice, scale: int) -> list[Row]:
    """Classes ending about on the days where texts and the check begin."""
    rows = []
    for number in range(1, 7 * scale + 1):
        edges = (dice.since, dice.as_of, *TURNING_DAYS[-3:], dice.anchor(), dice.as_of + timedelta(days=30))
        until = dice.maybe(dice.near(dice.pick(edges)))
        kind = dice.maybe(dice.pick(("main",) * 8 + tuple(CLASS_KINDS)), 0.08)
        since = dice.maybe((until or dice.as_of) - timedelta(days=dice.pick((0, 5, 90))))
        rows.append(
            row("training_classes", class_id=f"班{number}", name="进修 班", kind=kind, since=since, until=until)
        )
    return rows


def training_courses(dice: Dice, classes: list[Row]) -> list[Row]:
    """No course, courses of no hours, or courses with a share at a boundary."""
    rows = []
    slacks = (Decimal(0), Decimal(0), SMALLEST, -SMALLEST)
    for entry in classes:
        lecture, spirit = dice.pick((16, 20, 24, 50)), dice.pick((40, 50, 50, 60))
        slack, moved = dice.pick(slacks), dice.pick(slacks)
        hours = [lecture + slack, spirit + moved - lecture - slack, 100 - spirit - moved]
        if dice.chance(0.12):
            hours = [Decimal(0)] * dice.number(0, 2)
        blank = dice.pick((0.0, 0.0, 0.3, 1.0))
        for number, amount in enumerate(hours, start=1):
            other = dice.pick(("theory", *(name for name in COURSE_CATEGORIES if name != "party_spirit")))
            course = row(
                "training_courses",
                class_id=entry["class_id"],
                course=f"第{number}课",
                category="party_spirit" if number < 3 else other,
                hours=max(Decimal(0), Decimal(amount)),
                leader_lecture=dice.maybe(number == 1, blank),
            )
            rows.append(course)
    return rows


def training_records(dice: Dice, people: list[str], classes: list[str]) -> list[Row]:
    """For some people year by year, for others one sum over five years."""
    rows: list[Row] = []
    for identity in people:
        if dice.chance(0.4):
            edge = months_later(dice.as_of, -60)
            ends = [dice.pick((dice.near(edge), dice.between(edge, dice.as_of), dice.near(dice.as_of))) for _ in "abc"]
            rows += _split(dice, identity, classes, (dice.pick(HOURS_OF_FIVE_YEARS), Decimal(90)), ends)
            continue
        for year in range(dice.since.year - 1, dice.as_of.year + 1):
            ends = [dice.in_month(year, dice.pick((1, 7, 12))) for _ in range(3)]
            if dice.chance(0.9):
                rows += _split(dice, identity, classes, (dice.pick(HOURS_OF_A_YEAR), Decimal(12)), ends)
    return without_doubles("training_records", rows)


def _split(dice: Dice, person: str, classes: list[str], goal: tuple[Decimal, Decimal], ends: list[date]) -> list[Row]:
    """Records that add up about to the hours, the days or both, over some of these ends."""
    parts, blank = dice.number(1, len(ends)), dice.pick((0.0, 0.3, 1.0))
    by_hours, by_days = dice.pick(((True, False), (True, False), (False, True), (True, True)))
    hours = _parts(dice, goal[0] if by_hours else Decimal(parts), parts)
    days = _parts(dice, goal[1], parts)
    refused = dice.pick((0.0, 0.0, 0.3))
    return [
        row(
            "training_records",
            person_id=person,
            class_id=dice.maybe(dice.pick(classes), 0.3) if classes else None,
            ended_on=ended_on,
            hours=hours[number],
            days=dice.maybe(days[number], 0.05) if by_days else None,
            mode=dice.maybe(dice.pick(MODES), blank),
            leave_hours=_leave(dice, hours[number]),
            recognized=False if dice.chance(refused) else dice.maybe(True, 0.5),
        )
        for number, ended_on in enumerate(ends[:parts])
    ]


def _parts(dice: Dice, amount: Decimal, parts: int) -> list[Decimal]:
    """Parts of the amount, of a millionth less or of a millionth more."""
    each = (amount / parts).quantize(SMALLEST)
    slack = dice.pick((Decimal(0), Decimal(0), Decimal(0), SMALLEST, -SMALLEST))
    first = amount - each * (parts - 1) + slack
    return [max(Decimal(0), first), *[each] * (parts - 1)]


def _leave(dice: Dice, hours: Decimal) -> Decimal | None:
    seventh = (hours / 7).quantize(SMALLEST)
    return dice.maybe(dice.pick((Decimal(0), seventh, max(Decimal(0), seventh - SMALLEST), seventh + SMALLEST)), 0.4)
