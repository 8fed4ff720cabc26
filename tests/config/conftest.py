"""A desk of its own for tests of backup and restore: made once, copied for each test, driven by the real command."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest


URL = os.environ.get("DATABASE_URL", "")
ON_POSTGRESQL = urlsplit(URL).scheme.startswith("postgres")
_names = count(1)

FILL = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.contrib.sessions.models import Session
from django.utils import timezone
from tests.factories import make_organization, make_user
from zugong.accounts.enums import Administration
from zugong.audit.checkpoints import make_checkpoint
root = make_organization("示例区委")
for number in range(20):
    make_organization(f"示例{number}支部", root)
make_user(Administration.AUDIT, username="auditor", name="示例甲")
make_user(Administration.SECURITY, username="guard", name="示例乙")
Session.objects.create(session_key="stolen-session-key", session_data="x", expire_date=timezone.now())
make_checkpoint("整点")
"""


@dataclass(frozen=True)
class Desk:
    """A data folder, its keys and its database."""

    folder: Path
    url: str

    @property
    def data(self) -> Path:
        return self.folder / "var"

    def environment(self) -> dict[str, str]:
        place = {"ZUGONG_DATA": str(self.data), "ZUGONG_SECRETS": str(self.folder / "secrets")}
        settings = {"DJANGO_SETTINGS_MODULE": "zugong.config.settings.dev", "DATABASE_URL": self.url}
        return {**os.environ, **place, **settings, "PYTHONPATH": os.getcwd(), "PYTHONWARNINGS": "error"}

    def python(self, code: str, given: str = "") -> str:
        """Run code in a process of its own; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=self.environment(),
            capture_output=True,
            text=True,
            input=given,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query, or none of a statement, without starting Django."""
        if self.url:
            with psycopg.connect(self.url) as connection:
                cursor = connection.execute(query)  # type: ignore[call-overload]
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.data / "zugong.sqlite3", timeout=20)) as lite, lite:
            return lite.execute(query).fetchall()

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return int(self.ask("SELECT count(*) FROM audit_entry")[0][0])

    @property
    def last(self) -> str:
        """The newest entry and what it tells beside."""
        body = self.ask("SELECT body FROM audit_entry ORDER BY seq DESC LIMIT 1")[0][0]
        content = self.ask("SELECT content FROM audit_payload ORDER BY id DESC LIMIT 1")[0][0]
        return f"{body}\n{content}"

    def zugong(self, *words: str | Path, given: str = "", **changed: str) -> subprocess.CompletedProcess[str]:
        """Run the command."""
        command = [sys.executable, "-m", "zugong.cli.main", *map(str, words)]
        environment = self.environment() | changed
        return subprocess.run(command, env=environment, capture_output=True, text=True, input=given, check=False)

    def typing(self, password: str, words: list[str]) -> subprocess.CompletedProcess[str]:
        """Run the command with that password typed whenever one is asked for."""
        code = f"import getpass, sys\ngetpass.getpass = lambda _: {password!r}\n"
        code += f"from zugong.cli.main import main\nsys.exit(main({words!r}))"
        return subprocess.run(
            [sys.executable, "-c", code], env=self.environment(), capture_output=True, text=True, check=False
        )

    def backup(self, out: Path) -> Path:
        """Take a backup; returns the archive."""
        done = self.zugong("backup", "--out", out)
        assert done.returncode == 0, done.stderr
        return max(out.glob("*.zip"))

    def empty(self, folder: Path) -> Desk:
        """Another desk with the same keys, and nothing else yet."""
        folder.mkdir()
        shutil.copytree(self.folder / "secrets", folder / "secrets")
        return Desk(folder, new_database())


def administer(statement: str) -> None:
    with psycopg.connect(URL, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]


def new_database(template: str = "template0") -> str:
    """The address of a new database; empty on SQLite, where it lies in the data folder."""
    if not ON_POSTGRESQL:
        return ""
    name = f"backup_test_{os.getpid()}_{next(_names)}"
    administer(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return urlsplit(URL)._replace(path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with rows, a file and a session; not to be changed."""
    desk = Desk(tmp_path_factory.mktemp("desk"), new_database())
    desk.python(FILL)
    photo = desk.data / "files" / "ab" / "abcdef"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(bytes(range(256)) * 2000)
    yield desk
    if ON_POSTGRESQL:
        with psycopg.connect(URL, autocommit=True) as connection:
            names = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE %s", [f"backup_test_{os.getpid()}_%"]
            ).fetchall()
        for (name,) in names:
            administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def desk(filled: Desk, tmp_path: Path) -> Desk:
    """A copy of the filled desk, to work on."""
    shutil.copytree(filled.folder, tmp_path / "desk", ignore=shutil.ignore_patterns("static"))
    return Desk(tmp_path / "desk", new_database(urlsplit(filled.url).path.lstrip("/")))


@pytest.fixture(scope="session")
def archive(filled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the filled desk; not to be changed."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(filled.folder, folder / "desk", ignore=shutil.ignore_patterns("static"))
    copy = Desk(folder / "desk", new_database(urlsplit(filled.url).path.lstrip("/")))
    return copy.backup(folder / "backups")
