"""The career as a drawing: posts as bars by level, grades as circles, influences of sanctions, the line of the day.

Whole pixels of a drawing 748 wide; the table below it says the same in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zugong.people.models import AnnualAssessment, Tenure
from zugong.people.ordering import height


WIDTH, LEFT, RIGHT = 748, 70, 8
TOP, LANE = 24, 44
_CHARACTER = 13
_FEWEST = 3
_FILLS = (("#e9eff4", "#1b1f24"), ("#c9d8e4", "#1b1f24"), ("#1d4a70", "#ffffff"), ("#123552", "#ffffff"))
_GOOD = ("excellent", "competent")
_MOST_LANES = 4
_DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle with words in it."""

    x: int
    y: int
    width: int
    text: str
    below: str
    fill: str
    ink: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A grade: the first character of its name, filled where excellent."""

    x: int
    word: str
    filled: bool
    good: bool


@dataclass(slots=True)
class Timeline:
    """All shapes, and where the rows of the drawing lie."""

    ticks: list[tuple[int, int]] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    influences: list[Bar] = field(default_factory=list)
    today_x: int = 0
    grades_y: int = 0
    influences_y: int = 0
    height: int = 0


def timeline(
    tenures: Sequence[Tenure],
    assessments: Iterable[AnnualAssessment],
    influences: Iterable[tuple[Any, date | None]],
    day: date,
) -> Timeline | None:
    """The drawing up to a day; None without a post. `influences` are sanctions with their last day."""
    shown = sorted((tenure for tenure in tenures if tenure.since <= day), key=lambda row: (row.since, row.pk))
    if not shown:
        return None
    influences = list(influences)
    first = shown[0].since.year
    last = max([day, *(end for _, end in influences if end)]).year + 1
    scale = (WIDTH - LEFT - RIGHT) / max(last - first, 1)

    def x(at: date) -> int:
        return round(LEFT + (at.year - first + (at.timetuple().tm_yday - 1) / _DAYS_A_YEAR) * scale)

    made = Timeline(today_x=x(day))
    step = next(step for step in (1, 2, 5, 10) if scale * step >= 40 or step == 10)
    made.ticks = [
        (x(date(year, 1, 1)), year)
        for year in range(first, last + 1)
        if year % step == 0 and x(date(year, 1, 1)) <= WIDTH - 16
    ]
    lanes: list[date] = []
    for tenure in shown:
        until = min(tenure.until or day, day)
        lane = next((at for at, end in enumerate(lanes) if end <= tenure.since), len(lanes))
        if lane >= _MOST_LANES:
            continue
        lanes[lane : lane + 1] = [until]
        made.bars.append(_bar(tenure, x(tenure.since), x(until), TOP + lane * LANE))
    made.grades_y = TOP + len(lanes) * LANE + 14
    made.influences_y = made.grades_y + 22
    made.dots = [_dot(row, x(date(row.year, 7, 1))) for row in assessments if first <= row.year < day.year]
    made.influences = [
        _influence(row, x(row.decided_on), x(end or day), made.influences_y, end) for row, end in influences
    ]
    made.height = made.influences_y + 26
    return made


def _bar(tenure: Tenure, start: int, end: int, y: int) -> Bar:
    width = max(end - start - 1, 2)
    room = (width - 8) // _CHARACTER
    room = room if room >= _FEWEST else 0
    fill, ink = _FILLS[max(0, min(height(tenure.level), len(_FILLS) - 1))]
    return Bar(start, y, width, tenure.post[:room], tenure.get_level_display()[:room], fill, ink, tenure.post)


def _dot(row: AnnualAssessment, x: int) -> Dot:
    return Dot(x, row.get_grade_display()[0], row.grade == "excellent", row.grade in _GOOD)


def _influence(row: Any, start: int, end: int, y: int, last: date | None) -> Bar:
    words = f"{row.get_kind_display()}　至 {last}" if last else f"{row.get_kind_display()}　影响期未定"
    return Bar(start, y, max(end - start, 2), words, "", "#b03a0a", "#b03a0a")
