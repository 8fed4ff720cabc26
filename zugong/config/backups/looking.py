"""What stands in a database, read with plain SQL so that a copy can be asked as well as the live one."""

from __future__ import annotations

from typing import Any, Protocol

from zugong.config.backups.manifest import RecordEnd


class Cursor(Protocol):
    """What both drivers offer."""

    def execute(self, query: Any, /) -> Any: ...
    def fetchall(self) -> list[Any]: ...


NOT_KEPT = ("django_session", "accounts_signedin")
"""Whoever has a session's key is signed in: sessions stay out of a backup, people sign in again after a restore."""

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    "postgresql": "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = current_schema()",
}


def tables(cursor: Cursor, kind: str) -> list[str]:
    """The tables there are, by name."""
    cursor.execute(TABLES[kind])
    return sorted(row[0] for row in cursor.fetchall())


def row_counts(cursor: Cursor, kind: str) -> dict[str, int]:
    """How many rows each table has."""
    counts = {}
    for table in tables(cursor, kind):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        counts[table] = 0 if table in NOT_KEPT else int(cursor.fetchall()[0][0])
    return counts


def record_end(cursor: Cursor) -> RecordEnd:
    """Where the record ends; of a record without entries, zero."""
    cursor.execute("SELECT origin, epoch, size, previous FROM audit_head")
    head = (cursor.fetchall() or [("", 1, 0, "")])[0]
    cursor.execute("SELECT note FROM audit_checkpoint ORDER BY id DESC LIMIT 1")
    note = (cursor.fetchall() or [("",)])[0][0]
    return RecordEnd(str(head[0]), int(head[1]), int(head[2]), str(head[3]), str(note))
