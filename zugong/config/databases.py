"""Which database: SQLite under the data folder, or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"


def database(url: str, default: Path) -> dict[str, Any]:
    """Django's settings for the database of that address; without one SQLite at `default`.

    Raises ValueError for an address that is not postgresql:// or sqlite:///.
    """
    if not url:
        return _sqlite(default)
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts.path.lstrip("/"), parts, dict(parse_qsl(parts.query)))
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    raise ValueError("DATABASE_URL 应写成 postgresql://用户:口令@主机:端口/库名")


def _sqlite(path: Path) -> dict[str, Any]:
    options = {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def _postgresql(name: str, parts: Any, options: dict[str, str]) -> dict[str, Any]:
    host = options.pop("host", None) or unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
