"""What a model says against its values, as an action tells it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

from zugong.core.clock import today
from zugong.core.errors import Invalid


def check(row: Model, *, derived: Collection[str] = ()) -> None:
    """Raises Invalid with the objections of the model's fields and constraints; `derived` fields are not looked at."""
    try:
        row.full_clean(exclude=set(derived))
    except ValidationError as problem:
        told = {name: "；".join(messages) for name, messages in problem.message_dict.items()}
        raise Invalid(told.pop(NON_FIELD_ERRORS, ""), told) from None


def check_day(name: str, day: date, *, not_before: date | None = None, what: str = "") -> None:
    """Raises Invalid when the day of an act is still to come, or lies before `not_before`, the day of `what`."""
    if day > today():
        raise Invalid(fields={name: f"{day} 还没有到；到当天再登记。"})
    if not_before is not None and day < not_before:
        raise Invalid(fields={name: f"{day} 早于{what}（{not_before}）；请核对日期。"})
