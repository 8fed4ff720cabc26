"""Publish the working calendar of a whole year from the State Council's notice."""

from __future__ import annotations

from datetime import date, timedelta

from zugong.accounts.acting import Acting
from zugong.audit.recording import Change, recording
from zugong.core.errors import Invalid
from zugong.organizations.models import Workday
from zugong.organizations.notices import read_notice
from zugong.organizations.policy import must_keep_calendar


SATURDAY = 5


def publish_year(year: int, notice: str, *, document: str, by: Acting) -> int:
    """Write every day of the year: as the notice says, and Monday to Friday for the rest; returns the days written.

    Days of the year before or after that the notice names are written too. `document` is the number of the notice.
    Raises NotAllowed, and Invalid when something in the notice was not understood.
    """
    with recording(
        by.actor, "organizations.calendar.published", f"organizations.calendar:{year}", reason=document
    ) as change:
        must_keep_calendar(by)
        said = read_notice(notice, year)
        if said.problems or not said.spans:
            raise Invalid(fields={"notice": "；".join(said.problems) or "没有读到放假或上班的日期；请粘贴通知原文。"})
        first, last = date(year, 1, 1), date(year, 12, 31)
        usual = {
            day: (day.weekday() < SATURDAY, "")
            for n in range((last - first).days + 1)
            if (day := first + timedelta(n))
        }
        _write(change, usual | said.days)
        return len(usual | said.days)


def _write(change: Change, days: dict[date, tuple[bool, str]]) -> None:
    known = {row.date: row for row in Workday.objects.filter(date__in=days)}
    fresh = [
        Workday(date=day, is_workday=worked, note=note) for day, (worked, note) in days.items() if day not in known
    ]
    change.add_many(fresh)
    for day, row in known.items():
        row.is_workday, row.note = days[day]
        change.save(row)
