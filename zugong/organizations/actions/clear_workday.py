"""Take back what the department said of one day."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import Workday
from zugong.organizations.policy import must_keep_calendar


def clear_workday(day: date, *, by: Acting) -> None:
    """The shipped calendar decides again, where it knows the day. Raises NotAllowed."""
    with recording(by.actor, "organizations.calendar.day_cleared", f"organizations.workday:{day}") as change:
        must_keep_calendar(by)
        for row in Workday.objects.filter(date=day):
            change.remove(row)
