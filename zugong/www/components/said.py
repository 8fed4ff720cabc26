"""What a person said beside records about them, for everybody who sees these records."""

from __future__ import annotations

from typing import Any

from django import template

from zugong.objections.selectors import said_beside
from zugong.people.models import Person


register = template.Library()


@register.inclusion_tag("parts/_said.html")
def said(person: Person, *labels: str) -> dict[str, Any]:
    """Placed answers and open requests about rows of these kinds, e.g. `people.sanction`; one query."""
    return {"said": said_beside(person, labels)}
