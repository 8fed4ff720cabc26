"""Training somebody finished: the one way meetings and training write it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zugong.accounts.acting import Acting
from zugong.audit.recording import recording
from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.organizations.validation import check
from zugong.people.models import Person, TrainingRecord
from zugong.people.policy import fresh_person


def record_training(
    person: Person,
    *,
    class_id: str,
    ended_on: date,
    hours: Decimal,
    mode: str = "",
    days: Decimal | None = None,
    leave_hours: Decimal | None = None,
    recognized: bool | None = None,
    by: Acting,
) -> TrainingRecord:
    """Enter a record, or correct the one of the same class and day. Hours are credit hours, leave is part of them.

    Whether the account may is for the caller to judge: it knows the class or the meeting. Raises Invalid, Stale.
    """
    key = {"person": fresh_person(person), "class_id": class_id, "ended_on": ended_on}
    record = TrainingRecord.objects.filter(**key).first() or TrainingRecord(**key)
    with recording(by.actor, "people.training.recorded", record) as change:
        record.hours, record.days, record.mode = hours, days, mode
        record.leave_hours, record.recognized = leave_hours, recognized
        if ended_on > today():
            raise Invalid(fields={"ended_on": f"{ended_on} 还没有到；培训结束后再登记。"})
        if hours < 0 or (leave_hours or 0) > hours:
            raise Invalid(fields={"leave_hours": f"请假 {leave_hours} 学时，超过了 {hours} 学时；请核对。"})
        check(record)
        return change.save(record) if record.pk else change.add(record)
