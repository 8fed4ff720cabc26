"""The database itself refuses to change what is on record."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import PROGRAM, make_organization
from zugong.audit import guards
from zugong.audit.models import Payload
from zugong.audit.recording import record_event


@pytest.fixture
def _record(db: None) -> None:
    make_organization()


REFUSED = [
    "UPDATE audit_entry SET actor = 'x'",
    "UPDATE audit_entry SET body = body || ' '",
    "DELETE FROM audit_entry",
    "UPDATE audit_payload SET content = 'x'",
    "UPDATE audit_payload SET content = NULL, salt = NULL",
    "UPDATE audit_payload SET content = NULL, salt = NULL, erased_by = 1, sha256 = sm3, key = 'x'",
    "DELETE FROM audit_payload",
    "UPDATE audit_head SET size = size - 1",
    "UPDATE audit_head SET size = size",
    "UPDATE audit_head SET origin = 'x', size = size + 1",
    "DELETE FROM audit_head",
]


@pytest.mark.usefixtures("_record")
@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_on_record_stays(statement: str) -> None:
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.usefixtures("_record")
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL can truncate")
@pytest.mark.parametrize("table", sorted(guards.UPDATES))
def test_no_table_of_the_record_is_truncated(table: str) -> None:
    connection.check_constraints()  # what is still to be checked would stop it first
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("_record")
def test_an_erasure_passes_once() -> None:
    number = record_event(PROGRAM.actor, "tests.told", "tests:1", details="x")
    erase = "UPDATE audit_payload SET content = NULL, salt = NULL, erased_by = 9, sha256 = %s, sm3 = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"{erase} WHERE entry_id = %s", [b"1", b"2", number])
    assert Payload.objects.get(entry=number).content is None
    with pytest.raises(DatabaseError, match="只能追加"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{erase} WHERE entry_id = %s", [b"1", b"2", number])


@pytest.mark.django_db
def test_a_missing_trigger_is_told() -> None:
    assert guards.missing() == []
    with connection.cursor() as cursor:
        on = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_no_delete{on}")
    assert guards.missing() == ["audit_entry_no_delete"]
    guards.install()
    assert guards.missing() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", [1, 2])
def test_the_guards_are_back_after_tables_were_emptied(times: int) -> None:
    make_organization()
    assert guards.missing() == []
