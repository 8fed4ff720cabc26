"""A sealed field on a page: masked, with the way to open it for those who may."""

from __future__ import annotations

from typing import Any

from django import template

from zugong.people.models import Person
from zugong.people.opening import masked


register = template.Library()

register.filter("masked", lambda text, name: masked(name, text))


@register.inclusion_tag("parts/_sealed.html")
def sealed(person: Person, name: str, may_open: bool = False) -> dict[str, Any]:
    """51**************2X and, where `may_open`, a link to the form that asks why. Relatives by the name `family`."""
    shown = "" if name == "family" else masked(name, getattr(person, name))
    return {"person": person, "name": name, "shown": shown, "offered": may_open and shown != "未填"}
