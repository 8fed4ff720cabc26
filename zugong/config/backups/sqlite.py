"""A consistent copy of the SQLite database while others write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from zugong.config.backups.looking import NOT_KEPT, record_end, row_counts, tables
from zugong.config.backups.manifest import RecordEnd


def copy_database(source: Path, target: Path) -> None:
    """Write one moment of the database to `target`; in WAL mode the writers go on meanwhile.

    Raises sqlite3.Error and OSError; `target` is then not there.
    """
    try:
        with closing(sqlite3.connect(source, timeout=60, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))  # leaves free pages, and what was deleted, behind
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            _forget_sessions(connection)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _forget_sessions(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    there = set(tables(connection.cursor(), "sqlite"))
    for table in NOT_KEPT:
        if table in there:
            connection.execute(f'DELETE FROM "{table}"')


def look(path: Path) -> tuple[dict[str, int], RecordEnd]:
    """Rows of each table, and where the record ends."""
    with closing(sqlite3.connect(path)) as connection:
        cursor = connection.cursor()
        return row_counts(cursor, "sqlite"), record_end(cursor)


def damage(path: Path) -> list[str]:
    """What SQLite itself finds broken: pages, indexes, foreign keys. Empty when nothing is."""
    with closing(sqlite3.connect(path)) as connection:
        pages = [str(row[0]) for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        keys = [
            f"{row[0]} 第 {row[1]} 行指向不存在的 {row[2]}" for row in connection.execute("PRAGMA foreign_key_check")
        ]
    return pages + keys
