"""Long things in parts, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar


T = TypeVar("T")


def in_parts(things: Iterable[T], most: int) -> Iterator[list[T]]:
    """Lists of at most so many, in order."""
    source = iter(things)
    while part := list(islice(source, most)):
        yield part
