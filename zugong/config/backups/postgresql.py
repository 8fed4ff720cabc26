"""pg_dump and pg_restore, and scratch databases for drills."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from zugong.config.backups.errors import BackupError
from zugong.config.backups.looking import NOT_KEPT, record_end, row_counts, tables
from zugong.config.backups.manifest import RecordEnd


Settings = Mapping[str, Any]
"""Django's settings of the database."""


def program(name: str) -> str:
    """The path of a PostgreSQL program. Raises BackupError when it is not there."""
    newest = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(name) or (str(newest[-1]) if newest else None)
    if found is None:
        raise BackupError(f"没有 {name}。请安装与服务器同版本或更新的 postgresql-client 后重做。")
    return found


def where(settings: Settings, name: str = "") -> str:
    """How libpq finds the database; the password is not in it, for others could read a command line."""
    known = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    options = {key: value for key, value in {**known, **settings["OPTIONS"]}.items() if value}
    return make_conninfo(dbname=name or settings["NAME"], **options)


def environment(settings: Settings) -> dict[str, str]:
    """The environment of a PostgreSQL program."""
    return {**os.environ, **({"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {})}


@contextmanager
def connected(settings: Settings, name: str = "", **options: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection of our own. Raises BackupError when there is none to be had."""
    try:
        connection = psycopg.connect(where(settings, name), password=settings["PASSWORD"] or None, **options)
    except psycopg.OperationalError as error:
        raise BackupError(f"连不上数据库 {name or settings['NAME']}：{str(error).strip()}") from error
    with connection:
        yield connection


class Dump:
    """One moment of the database: the dump, the row counts and the end of the record all speak of it."""

    def __init__(self, settings: Settings, connection: psycopg.Connection[Any]) -> None:
        self._settings = settings
        self._cursor = connection.cursor()
        self._cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._cursor.execute("SELECT pg_export_snapshot()")
        self._snapshot = self._cursor.fetchall()[0][0]

    def look(self) -> tuple[dict[str, int], RecordEnd]:
        """Rows of each table, and where the record ends."""
        return row_counts(self._cursor, "postgresql"), record_end(self._cursor)

    def write(self, target: IO[bytes]) -> None:
        """Write the dump in PostgreSQL's own form. Raises BackupError when pg_dump fails."""
        skipped = [f"--exclude-table-data={table}" for table in NOT_KEPT]
        command = [program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", *skipped]
        command += [f"--snapshot={self._snapshot}", f"--dbname={where(self._settings)}"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(self._settings)
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            try:
                shutil.copyfileobj(process.stdout, target, 1 << 20)
            except BaseException:
                process.kill()
                raise
            said = process.stderr.read().decode("utf-8", "replace").strip()
        if process.returncode:
            raise BackupError(f"pg_dump 没有完成：{said}")


@contextmanager
def dumping(settings: Settings) -> Iterator[Dump]:
    """Hold one moment of the database."""
    with connected(settings) as connection:
        yield Dump(settings, connection)


def is_empty(settings: Settings, name: str = "") -> bool:
    """Whether the database has no table yet."""
    with connected(settings, name) as connection:
        return not tables(connection.cursor(), "postgresql")


def load_dump(settings: Settings, dump: Path, name: str = "") -> None:
    """Restore a dump into an empty database, whole or not at all. Raises BackupError."""
    command = [program("pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    command += [f"--dbname={where(settings, name)}", str(dump)]
    done = subprocess.run(command, capture_output=True, env=environment(settings), check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise BackupError(f"pg_restore 没有完成，数据库里没有留下任何内容：{said}")


def look(settings: Settings, name: str = "") -> tuple[dict[str, int], RecordEnd]:
    """Rows of each table, and where the record ends."""
    with connected(settings, name) as connection:
        return row_counts(connection.cursor(), "postgresql"), record_end(connection.cursor())


def make_database(settings: Settings, name: str) -> None:
    """Make a scratch database. Raises BackupError when this account may not."""
    with connected(settings, autocommit=True) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
        except psycopg.errors.InsufficientPrivilege as error:
            who = settings["USER"] or "当前账号"
            raise BackupError(
                f"演练要新建临时数据库，{who} 没有这个权限。请数据库管理员授予 CREATEDB，或换账号。"
            ) from error


def drop_database(settings: Settings, name: str) -> None:
    """Remove a scratch database again."""
    with connected(settings, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
