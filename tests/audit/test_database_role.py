"""The grants printed in docs/operations/record.md: the desk works with them, and cannot change the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import PROGRAM, make_organization
from zugong.audit import guards
from zugong.audit.actions.erase_payloads import erase_payloads
from zugong.audit.actors import Actor
from zugong.audit.checkpoints import make_checkpoint
from zugong.audit.recording import recording
from zugong.audit.verifying.whole import verify


PAGE = Path(__file__).parents[2] / "docs/operations/record.md"
GRANTS = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)[0]
ROLE = "zugong_desk"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite knows no roles"),
]


@pytest.fixture
def _as_the_desk() -> Iterator[None]:
    """In the role of the desk, with the triggers off: the role alone must hold."""
    make_organization()
    guards.remove()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE}")  # rolled back with everything else
        cursor.execute(GRANTS)
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.mark.usefixtures("_as_the_desk")
def test_the_desk_writes_signs_erases_and_verifies() -> None:
    gone = make_organization("示例甲党委")
    key = gone.record_key
    with recording(PROGRAM.actor, "tests.row.removed", gone) as change:
        change.remove(gone)
    erase_payloads(key, by=Actor("zhang"), second=Actor("wang"), reason="依法", article="somewhere#1")
    assert make_checkpoint("每小时") is not None
    report = verify()
    assert report.faults == []
    assert report.erased == 2  # that it was added, and that it was removed


@pytest.mark.usefixtures("_as_the_desk")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry CASCADE",
        "UPDATE audit_payload SET key = 'x'",
        "DELETE FROM audit_payload",
        "DELETE FROM audit_head",
        "UPDATE audit_checkpoint SET note = ''",
        "DELETE FROM audit_checkpoint",
        "UPDATE audit_cosignature SET line = ''",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "DROP TABLE audit_cosignature",
    ],
)
def test_the_desk_cannot_change_the_record(statement: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"permission denied|must be owner"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
