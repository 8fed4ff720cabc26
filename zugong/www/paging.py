"""Lists in pages: how many rows a page holds, which page is shown, both from the address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


SIZES = (20, 50, 100)
"""How many rows a page may hold."""


class Leaf(Page):
    """One page of a list, and the sizes it could have had."""

    def __init__(self, rows: Any, number: int, paginator: Leaves) -> None:
        super().__init__(rows, number, paginator)
        self.size: int = paginator.per_page
        self.sizes = paginator.sizes

    @property
    def near(self) -> list[int | None]:
        """The numbers to offer: the first, the last, those around this one; None where some are left out."""
        wanted = {1, self.paginator.num_pages, *range(self.number - 2, self.number + 3)}
        numbers = sorted(number for number in wanted if 1 <= number <= self.paginator.num_pages)
        shown: list[int | None] = []
        for number in numbers:
            if shown and shown[-1] is not None and number > shown[-1] + 1:
                shown.append(None)
            shown.append(number)
        return shown


class Leaves(Paginator):
    """A paginator that knows the sizes on offer."""

    def __init__(self, rows: Any, size: int, sizes: Sequence[int]) -> None:
        super().__init__(rows, size)
        self.sizes = sizes

    def _get_page(self, *args: Any, **named: Any) -> Leaf:
        return Leaf(*args, **named)


def paginate(request: HttpRequest, rows: Any, *, sizes: Sequence[int] = SIZES) -> Leaf:
    """The page that `?page=` and `?size=` ask for; the nearest one there is when they ask for another.

    `rows` is an ordered queryset or a list.
    """
    asked = request.GET.get("size", "")
    size = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in sizes else sizes[0]
    leaf = Leaves(rows, size, sizes).get_page(request.GET.get("page", 1))
    assert isinstance(leaf, Leaf)
    return leaf
