"""Countable clauses of the regulations that are not rules yet, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


OPEN_CLAUSES = Path(__file__).parent.parent / "packs" / "open_clauses.yaml"


def open_clauses() -> list[dict[str, Any]]:
    """Clauses with `clause`, `citation`, the `process` that will record their inputs, and `why` they are open."""
    document = yaml.safe_load(OPEN_CLAUSES.read_text("utf-8"))
    return list(document["open"])
