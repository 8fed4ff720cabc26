"""Hand-over packages."""

from __future__ import annotations

from pathlib import Path

from zugong.regulations.tables.sources import Discovery


def package_sources(path: Path, found: Discovery) -> None:
    """Add the tables of a package."""
