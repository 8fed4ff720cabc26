"""Which database an address means."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from zugong.config.databases import database


DEFAULT = Path("var/zugong.sqlite3")


def test_without_an_address_it_is_sqlite_in_the_data_folder() -> None:
    found = database("", DEFAULT)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", "var/zugong.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_an_address_of_postgresql_is_read_with_its_escapes() -> None:
    found = database("postgresql://us%40er:p%3Ass@db.example.invalid:5433/z%2Fg?sslmode=require", DEFAULT)
    assert found["ENGINE"] == "django.db.backends.postgresql"
    told = [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME", "OPTIONS")]
    assert told == ["us@er", "p:ss", "db.example.invalid", "5433", "z/g", {"sslmode": "require"}]


def test_a_socket_folder_may_stand_for_the_host() -> None:
    found = database("postgresql://zugong@/zugong?host=/run/postgresql", DEFAULT)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "", {})


@pytest.mark.parametrize("url", ["mysql://a/b", "zugong", "http://elsewhere.example/b"])
def test_any_other_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        database(url, DEFAULT)


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="speaks of SQLite")
def test_sqlite_writes_through_to_the_disk() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)  # FULL
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)
