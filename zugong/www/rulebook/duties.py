"""Local values that a newer law of the nation has overtaken: somebody must end them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from zugong.accounts.models import User
from zugong.duties.registry import Duty, provides_duties
from zugong.gates.checking import weaker_words
from zugong.gates.law import outgrown_values, packed_law
from zugong.gates.policy import may_propose


@provides_duties
def outgrown(user: User, day: date) -> Iterator[Duty]:
    """For those who may propose an end."""
    if not may_propose(user):
        return
    law = packed_law()
    for value, national in outgrown_values():
        parameter = law.parameters[value.parameter]
        yield Duty(
            channel="法",
            title="本地值已比国家规定宽，应提出终止",
            url=reverse("rulebook:local_value", args=[value.pk]),
            verb="处理",
            about=parameter.title,
            note=weaker_words(law, parameter, national),
        )
