"""The law in force here: the shipped packs with the department's own values laid over them."""

from __future__ import annotations

from zugong.regulations.law.model import Law
from zugong.regulations.loading import load_law


def live_law() -> Law:
    """The law the live database is judged by."""
    return load_law()
