"""Finds entries among a million without counting them all: by time, account, act and thing, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from zugong.audit.models import Entry, Head, Payload
from zugong.core.clock import CHINA


COUNTED = 10_000
"""Further than this a filtered list is not counted: nobody turns to page five hundred, and counting takes time."""

CLOCK_STEP = timedelta(days=1)
"""How far a clock may have been set back: entries are numbered in order, their times nearly so."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for. Days inclusive, in China; empty means any."""

    since: date | None = None
    until: date | None = None
    account: str = ""
    verb: str = ""
    thing: str = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.since, self.until, self.account, self.verb, self.thing))


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of entries, newest first; `newer` and `older` are the numbers to go on from, None at an end."""

    entries: Sequence[Entry]
    newer: int | None
    older: int | None


def found(query: Query) -> QuerySet[Entry]:
    """The entries that answer the query, in no order."""
    entries = Entry.objects.order_by()
    if query.verb:
        entries = entries.filter(verb=query.verb)
    if query.account and query.verb:  # each condition by its own index: acts are many, those of one account few
        entries = entries.filter(pk__in=Entry.objects.order_by().filter(actor=query.account).values("seq"))
    elif query.account:
        entries = entries.filter(actor=query.account)
    if query.thing:
        entries = entries.filter(about(query.thing))
    return entries.filter(_within(query))


def about(key: str) -> Q:
    """Entries about a thing, or with a change of it among others."""
    return Q(object=key) | Q(pk__in=Payload.objects.filter(key=key).order_by().values("entry_id"))


def page_of(entries: QuerySet[Entry], size: int, *, before: int | None = None, after: int | None = None) -> Slice:
    """`size` entries older than number `before`, or newer than `after`, or the newest."""
    if after is not None:
        newest_last = list(entries.filter(seq__gt=after).order_by("seq")[: size + 1])
        rows, more = newest_last[:size][::-1], len(newest_last) > size
        return Slice(rows, rows[0].seq if more and rows else None, rows[-1].seq if rows else after + 1)
    wanted = entries if before is None else entries.filter(seq__lt=before)
    rows = list(wanted.order_by("-seq")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    newer = rows[0].seq if rows and before is not None else None
    return Slice(rows, newer, rows[-1].seq if more else None)


def count(query: Query, entries: QuerySet[Entry]) -> int:
    """How many there are, up to COUNTED + 1; all of them, cheaply, for an empty query."""
    if query.is_empty:
        head = Head.objects.first()
        return head.size if head else 0
    return entries.values("seq")[: COUNTED + 1].count()


def _within(query: Query) -> Q:
    condition = Q()
    if query.since:
        start = _midnight(query.since)
        first = Entry.objects.filter(at__gte=start - CLOCK_STEP).order_by("at").values_list("seq", flat=True).first()
        condition &= Q(at__gte=start) & (Q(pk__in=[]) if first is None else Q(seq__gte=first))
    if query.until:
        end = _midnight(query.until + timedelta(days=1))
        last = Entry.objects.filter(at__lt=end + CLOCK_STEP).order_by("-at").values_list("seq", flat=True).first()
        condition &= Q(at__lt=end) & (Q(pk__in=[]) if last is None else Q(seq__lte=last))
    return condition


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def numbered(text: Any) -> int | None:
    """The number in an address; None for what is none."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
