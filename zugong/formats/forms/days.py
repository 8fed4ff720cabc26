"""Months and days as people write them in forms: `197204`, `19720415`, `1972.04`, `1972-4-15`, `1972年4月`."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import normalize


_DAY = re.compile(
    r"(?P<year>\d{4})"
    r"(?:(?P<month>\d\d)(?P<day>\d\d)?"
    r"|\s?[.。/年-]\s?(?P<month2>\d{1,2})(?:\s?[./月-]\s?(?P<day2>\d{1,2})\s?日?|\s?月)?)"
    r"(?:[ T]00?:00(?::00(?:\.0+)?)?)?",
    re.ASCII,
)
YEARS = range(1900, 2100)


def read_day(text: str) -> str | None:
    """`1972-04` or `1972-04-15`, as precise as the text; None where the text is no day that exists."""
    match = _DAY.fullmatch(normalize("NFKC", text).strip()) if len(text) <= 40 else None
    if match is None:
        return None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    try:
        found = date(int(match["year"]), int(month), int(day or 1))
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def day_text(day: str) -> str:
    """`1972-04` as form files write it: `197204`."""
    return day.replace("-", "")


def dotted(day: str) -> str:
    """`1972-04` as the career writes it: `1972.04`."""
    return day.replace("-", ".")
