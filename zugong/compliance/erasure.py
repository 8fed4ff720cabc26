"""What findings know of a person who is to be erased."""

from __future__ import annotations

from datetime import date

from zugong.compliance.models import Change, Finding
from zugong.compliance.selectors.sanctions import last_day
from zugong.gates.law import live_law
from zugong.people.erasing import ERASED_NAME, register_forgetting, register_hold
from zugong.people.models import Person


def register() -> None:
    """Called once the apps are ready."""
    register_hold(is_under_sanction)
    register_forgetting(forget_name)


def is_under_sanction(person: Person, day: date) -> str:
    """A sanction whose influence runs."""
    law = live_law()
    running = [last for row in person.sanctions.all() if (last := last_day(row, law)) is not None and last >= day]
    return f"处分影响期到 {max(running)}" if running else ""


def forget_name(code: str) -> None:
    """Findings and changes keep the number alone."""
    for model in (Finding, Change):
        model.objects.filter(subject_kind="person", subject_id=code).update(subject_name=ERASED_NAME)
