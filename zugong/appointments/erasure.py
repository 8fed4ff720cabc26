"""What a case of appointment asks of a person who is to be erased."""

from __future__ import annotations

from datetime import date

from zugong.people.erasing import register_hold
from zugong.people.models import Person


def register() -> None:
    """Called once the apps are ready."""
    register_hold(has_running_case)


def has_running_case(person: Person, day: date) -> str:
    """A case that neither ended nor led to a post."""
    many = person.appointment_cases.filter(closed_on=None, effective_on=None).count()
    return f"有 {many} 件选任还没有办结" if many else ""
