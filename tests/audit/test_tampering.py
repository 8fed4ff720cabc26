"""Random tampering with what is stored, triggers off: every change is found against an earlier checkpoint."""

from __future__ import annotations

import os
import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.factories import PROGRAM, make_organization, make_person, make_user
from zugong.audit import guards
from zugong.audit.actions.keep_cosignatures import keep_cosignatures
from zugong.audit.checkpoints import latest_checkpoint, make_checkpoint
from zugong.audit.recording import record_event, recording
from zugong.audit.sources import stored_end
from zugong.audit.verifying.whole import verify
from zugong.audit.witnessing import open_stick, witness


TAMPERS = int(os.environ.get("ZUGONG_TAMPERS", "300"))

PLACES = {
    "audit_entry": ("seq", ("body", "sha256", "sm3", "at", "actor", "verb", "object")),
    "audit_payload": ("id", ("key", "salt", "content", "entry_id")),
    "audit_head": ("id", ("origin", "epoch", "size", "previous", "peaks_sha256", "peaks_sm3")),
    "audit_checkpoint": ("id", ("epoch", "size", "note", "note_sm3")),
    "audit_cosignature": ("id", ("line", "line_sm3")),
    "audit_witness": ("id", ("name", "key", "version")),
    "organizations_organization": ("id", ("code", "name", "kind", "path", "version")),
    "accounts_user": ("id", ("username", "name", "password", "administration", "version")),
    "people_person": ("id", ("code", "name", "home_id", "version", "born_on", "id_number")),
}
"""What is tampered with: the record, its signatures, and rows on record."""

GONE = ("audit_entry", "audit_payload", "organizations_organization", "accounts_user", "people_person")


@pytest.fixture
def _record(db: None, tmp_path: Path) -> None:
    """A record of some changes, an early checkpoint, a witness and a late checkpoint."""
    home = make_organization("示例甲党委")
    for number in range(4):
        person = make_person(f"示例{number}", home, born_on=date(1986, 5, 12), id_number="990101198605120028")
        person.name = f"例{number}"
        with recording(PROGRAM.actor, "tests.row.changed", person, reason="更正") as change:
            change.save(person)
    make_user()
    record_event(PROGRAM.actor, "tests.page.refused", "page:x", details={"times": 3})
    make_checkpoint("每小时")
    end = stored_end()
    stick = open_stick(tmp_path / "stick", "机要")
    keep_cosignatures(
        stick.public, [witness(stick, end.note, end.note_sm3, end.leaves, new_epoch=False)], by=PROGRAM.actor
    )
    make_organization("示例乙党委", home)
    make_checkpoint("每小时")


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="changes values of any length, as a file takes them")
@pytest.mark.usefixtures("_record")
def test_random_tampering_is_found() -> None:
    seed = int(os.environ.get("ZUGONG_SEED") or random.SystemRandom().randrange(2**32))
    print(f"ZUGONG_SEED={seed}")  # noqa: T201 — shown when the test fails
    chance, kept = random.Random(seed), [latest_checkpoint().note]
    assert verify(kept).ok
    done = 0
    with guards.lifted():
        while done < TAMPERS:
            done += _tamper(chance, kept, seed)
    report = verify(kept)
    assert report.ok, report.faults  # everything was taken back


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="the server refuses such values itself")
@pytest.mark.parametrize(
    ("column", "planted"),
    [("born_on", "2025-13-45"), ("born_on", b"\xff"), ("name", b"\xff\xfe"), ("version", "x"), ("id_number", "s1:x")],
)
@pytest.mark.usefixtures("_record")
def test_a_value_that_cannot_be_read_is_a_fault_and_hides_no_other(column: str, planted: object) -> None:
    kept = [latest_checkpoint().note]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE people_person SET {column} = %s WHERE id = (SELECT min(id) FROM people_person)", [planted]
        )
        cursor.execute("UPDATE people_person SET version = 40 WHERE id = (SELECT max(id) FROM people_person)")
    report = verify(kept)
    assert not report.ok
    assert len([fault for fault in report.faults if "人员" in fault.text]) == 2


def _tamper(chance: random.Random, kept: list[str], seed: int) -> bool:
    """Tamper once, verify, take it back; not when the database refused the value."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            told = _change(chance, cursor)
            if told:
                report = verify(kept)
                assert not report.ok, f"seed {seed}: {told}"
            raise _TakenBack(bool(told))
    except _TakenBack as back:
        return back.happened
    except IntegrityError:
        return False


class _TakenBack(Exception):
    def __init__(self, happened: bool) -> None:
        self.happened = happened


def _change(chance: random.Random, cursor: Any) -> str:
    """Change or remove something; says what, or nothing when there was nothing to change."""
    table = chance.choice(list(PLACES))
    key, columns = PLACES[table]
    cursor.execute(f"SELECT {key} FROM {table} ORDER BY {key}")
    number = chance.choice([row[0] for row in cursor.fetchall()])
    if table in GONE and chance.random() < 0.1:
        cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [number])
        return f"{table} {number} removed"
    column = chance.choice(columns)
    cursor.execute(f'SELECT "{column}" FROM {table} WHERE {key} = %s', [number])
    (was,) = cursor.fetchone()
    became = _other(chance, was)
    if became is None or became == was:
        return ""
    cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE {key} = %s', [became, number])
    return f"{table} {number} {column}: {was!r} -> {became!r}"


def _other(chance: random.Random, was: Any) -> Any:
    """Another value of the same kind; none for nothing."""
    match was:
        case int():
            return was + chance.choice((-1, 1, 7)) if was > 0 else was + 1
        case bytes() | memoryview() if len(was):
            content = bytearray(was)
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            return bytes(content)
        case datetime() | date():
            return was + timedelta(days=1)
        case str() if len(was) > 18 and was[4] == was[7] == "-":
            return str(datetime.fromisoformat(was).replace(tzinfo=UTC) + timedelta(seconds=1))[:26]
        case str():
            place = chance.randrange(len(was) + 1)
            return was[:place] + chance.choice("x0示") + was[place + chance.randrange(2) :]
    return None
