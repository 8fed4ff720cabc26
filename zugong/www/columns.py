"""Which columns of a table somebody wants to see: chosen in the address, kept in a cookie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse


YEAR_SECONDS = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Column:
    """A column that may be hidden: its key, its words, whether it shows before anybody chose."""

    key: str
    label: str
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Columns:
    """A table's columns and the chosen ones. In a template: `{% if "code" in columns %}`."""

    table: str
    every: tuple[Column, ...]
    chosen: frozenset[str]

    def __contains__(self, key: str) -> bool:
        return key in self.chosen

    def remember(self, response: HttpResponse) -> HttpResponse:
        """Keep the choice in the browser."""
        kept = ".".join(sorted(self.chosen))
        response.set_cookie(_cookie(self.table), kept, max_age=YEAR_SECONDS, httponly=True, samesite="Lax")
        return response


def chosen_columns(request: HttpRequest, table: str, every: Sequence[Column]) -> Columns:
    """The columns asked for by `?columns=a&columns=b`, else those kept in the cookie, else the usual ones."""
    known = {column.key for column in every}
    kept = request.COOKIES.get(_cookie(table))
    if "columns" in request.GET:
        chosen = set(request.GET.getlist("columns"))
    elif kept is not None:
        chosen = set(kept.split("."))
    else:
        chosen = {column.key for column in every if column.shown}
    return Columns(table, tuple(every), frozenset(chosen & known))


def _cookie(table: str) -> str:
    return f"zugong_columns_{table}"
