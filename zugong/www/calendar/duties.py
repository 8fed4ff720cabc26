"""Next year's working calendar is published before the year begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zugong.accounts.acting import Acting
from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.organizations.calendar import is_loaded
from zugong.organizations.policy import CALENDAR_KEEPERS, may_keep_calendar
from zugong.organizations.scope import roles_of


NOVEMBER = 11
"""The State Council's notice comes out towards the end of the year."""


@provides_duties
def publish_calendars(user: User, day: date) -> Iterator[Duty]:
    """This year's calendar when it is not known, and from November the next one's."""
    if not roles_of(user) & CALENDAR_KEEPERS:
        return
    years = [day.year, *([day.year + 1] if day.month >= NOVEMBER else [])]
    missing = [year for year in years if not is_loaded(year)]
    for year in missing if missing and may_keep_calendar(Acting(user)) else []:
        yield Duty(
            "历",
            f"公布 {year} 年工作日历",
            reverse("calendar:publish", args=[year]),
            "公布",
            note="没有它，公示期等按工作日算的期限只能判为待核",
            due_on=max(day, date(year - 1, 12, 31)),
        )
