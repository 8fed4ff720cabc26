"""The law in force here: the shipped packs with the department's own values laid over them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import fields
from functools import cache, lru_cache
from typing import Any

from django.db.models import F

from zugong.audit.recorded import record_key
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.local_law import laid_over
from zugong.gates.models import LocalValue
from zugong.gates.strictness import firmly_weaker
from zugong.regulations.book import Book, load_book
from zugong.regulations.law.model import Law, Value
from zugong.regulations.loading import SETTING, load_law


_COLUMNS = tuple(field.name for field in fields(LocalValueDraft))


def live_law() -> Law:
    """The law the live database is judged by: one query; built anew only when a local value has changed.

    Each process asks the database, so that all of them judge by the same law. Raises BadPack.
    """
    rows = LocalValue.objects.order_by("pk").values_list("pk", *_COLUMNS)
    return _laid_over(packed_law(), tuple(rows))


def outgrown_values() -> list[tuple[LocalValue, Value]]:
    """Local values that a newer pack has made weaker than the nation's law, with the value they fall short of.

    They were stricter when they were adopted; people decide, so they hold until somebody ends them.
    """
    law = packed_law()
    rows = LocalValue.objects.exclude(until=F("since")).order_by("pk")
    return [(row, short[0]) for row in rows if (short := firmly_weaker(law, row.draft()))]


def live_book() -> Book:
    """Every rule, compiled for the embedded engine. Values of the law are not in it."""
    return _book(os.environ.get(SETTING, ""))


def packed_law() -> Law:
    """The law of the shipped packs and of those on disk, without local values."""
    return _packed(os.environ.get(SETTING, ""))


def law_changed(keys: Iterable[str]) -> bool:
    """Whether a change that touched these record keys changed the law, so that everything must be judged again."""
    return any(key.startswith(record_key(LocalValue, "")) for key in keys)


@cache
def _packed(setting: str) -> Law:
    return load_law()


@cache
def _book(setting: str) -> Book:
    return load_book(packed_law(), "duckdb")


@lru_cache(maxsize=4)
def _fresh(digest: str, rows: tuple[tuple[Any, ...], ...]) -> Law:
    drafts = [(row[0], LocalValueDraft(*row[1:])) for row in rows]
    return laid_over(packed_law(), drafts)


def _laid_over(law: Law, rows: tuple[tuple[Any, ...], ...]) -> Law:
    return _fresh(law.digest, rows) if rows else law
