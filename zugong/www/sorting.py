"""The order of a list, chosen among named ones: what the address says is a key, never a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Ordering:
    """The key in force, its direction, and the fields for `order_by`."""

    key: str
    down: bool
    fields: tuple[str, ...]

    def next_for(self, key: str) -> str:
        """What `?sort=` must say to sort by that key, or the other way round when it is in force."""
        return f"-{key}" if key == self.key and not self.down else key


def ordering(request: HttpRequest, orders: Mapping[str, Sequence[str]], default: str) -> Ordering:
    """The order that `?sort=name` or `?sort=-name` asks for; `default` for a key that `orders` does not hold.

    The last field of each order should be unique, so that pages do not overlap.
    """
    asked = request.GET.get("sort", "")
    if asked.removeprefix("-") not in orders:
        asked = default
    key, down = asked.removeprefix("-"), asked.startswith("-")
    return Ordering(key, down, tuple(_turned(field) if down else field for field in orders[key]))


def _turned(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"
