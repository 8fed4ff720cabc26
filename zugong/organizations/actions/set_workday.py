"""Say of one day whether it is worked."""

from __future__ import annotations

from datetime import date

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.organizations.models import Workday
from zugong.organizations.policy import must_keep_calendar
from zugong.organizations.validation import check


def set_workday(day: date, *, is_workday: bool, note: str = "", by: Acting, seen: int | None = None) -> Workday:
    """Enter or change the department's own day. Raises NotAllowed, Invalid, Stale."""
    with recording(by.actor, "organizations.calendar.day_set", f"organizations.workday:{day}") as change:
        must_keep_calendar(by)
        row = Workday.objects.select_for_update().filter(date=day).first() or Workday(date=day)
        row.is_workday, row.note = is_workday, note
        check(row)
        return change.save(row, seen=seen) if row.pk else change.add(row)
