"""The error of an engine that is not installed, importable without the engine."""

from __future__ import annotations


class MissingEngine(Exception):
    """Spark or Java is not installed; the message says how to install it."""
