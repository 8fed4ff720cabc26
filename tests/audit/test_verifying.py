"""The whole record against itself, its checkpoints and the rows it speaks of."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from tests.factories import PROGRAM, make_organization, make_user
from zugong.accounts.models import User
from zugong.audit import guards
from zugong.audit.checkpoints import make_checkpoint
from zugong.audit.models import Entry
from zugong.audit.recording import record_event, recording
from zugong.audit.verifying.findings import Code
from zugong.audit.verifying.whole import verify
from zugong.organizations.models import Organization


@pytest.fixture
def _record(db: None) -> None:
    """Rows added, changed and removed, an event, two checkpoints."""
    first = make_organization("示例甲党委")
    make_user()
    make_checkpoint("每小时")
    gone = make_organization("示例乙党委")
    first.name = "示例丙党委"
    with recording(PROGRAM.actor, "tests.row.changed", first) as change:
        change.save(first)
    with recording(PROGRAM.actor, "tests.row.removed", gone) as change:
        change.remove(gone)
    record_event(PROGRAM.actor, "tests.page.refused", "page:x", details={"times": 3})
    make_checkpoint("每小时")


def execute(sql: str, *values: Any) -> None:
    """As somebody would who has the database in hand."""
    with guards.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def codes() -> list[tuple[Code, int | None]]:
    return [(fault.code, fault.seq) for fault in verify().faults]


@pytest.mark.usefixtures("_record")
def test_an_untouched_record_holds() -> None:
    report = verify()
    assert report.faults == []
    assert (report.size, report.checkpoints) == (Entry.objects.count(), 2)
    assert report.rows == Organization.objects.count() + User.objects.count()
    text = "\n".join(report.lines())
    assert "核验通过" in text
    assert "没有外部见证人" in text
    assert "不在范围内" in text


@pytest.mark.django_db
def test_an_empty_record_holds() -> None:
    assert verify().ok


TAMPERED: dict[str, tuple[str, set[Code]]] = {
    "a word of a payload": (
        "UPDATE audit_payload SET content = replace(content, '示例甲党委', '示例丁党委')",
        {Code.ROWS, Code.LIVE, Code.HISTORY},
    ),
    "a salt": ("UPDATE audit_payload SET salt = %s WHERE id = (SELECT MIN(id) FROM audit_payload)", {Code.ROWS}),
    "a key": ("UPDATE audit_payload SET key = 'organizations.organization:99999' WHERE entry_id = 0", {Code.ROWS}),
    "a body": (
        """UPDATE audit_entry SET body = replace(body, '"reason":""', '"reason":"x"') WHERE seq = 1""",
        {Code.LEAF},
    ),
    "a leaf": ("UPDATE audit_entry SET sha256 = sm3 WHERE seq = 1", {Code.LEAF}),
    "a second leaf": ("UPDATE audit_entry SET sm3 = sha256 WHERE seq = 1", {Code.LEAF}),
    "who": ("UPDATE audit_entry SET actor = 'wang' WHERE seq = 1", {Code.COLUMNS}),
    "when": ("UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE seq = 1", {Code.COLUMNS}),
    "what": ("UPDATE audit_entry SET verb = 'tests.other' WHERE seq = 1", {Code.COLUMNS}),
    "on what": ("UPDATE audit_entry SET object = 'tests:2' WHERE seq = 1", {Code.COLUMNS}),
    "the end": ("UPDATE audit_head SET size = size - 1", {Code.HEAD, Code.STRAY, Code.TRUNCATED}),
    "the peaks": ("UPDATE audit_head SET peaks_sm3 = peaks_sha256", {Code.HEAD}),
    "a checkpoint": ("UPDATE audit_checkpoint SET note = replace(note, '— ', '– ')", {Code.CHECKPOINT}),
    "a size": ("UPDATE audit_checkpoint SET size = size - 1", {Code.CHECKPOINT}),
    "a row": ("UPDATE organizations_organization SET name = '示例戊党委'", {Code.LIVE}),
    "a right": ("UPDATE accounts_user SET administration = 'security_administrator'", {Code.LIVE}),
    "a password": ("UPDATE accounts_user SET password = 'mine'", {Code.LIVE}),
    "a row taken away": ("DELETE FROM accounts_user", {Code.LIVE}),
    "an erasure without an entry": (
        "UPDATE audit_payload SET content = NULL, salt = NULL, sha256 = %s, sm3 = sha256, erased_by = 1 "
        "WHERE entry_id = 1",
        {Code.ROWS, Code.ERASED},
    ),
}


@pytest.mark.usefixtures("_record")
@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_is_found(what: str) -> None:
    sql, expected = TAMPERED[what]
    execute(sql, *[b"0123456789abcdef"] * sql.count("%s"))
    report = verify()
    assert {fault.code for fault in report.faults} & expected
    assert "核验不通过" in report.lines()[0]


@pytest.mark.usefixtures("_record")
def test_a_row_put_in_around_the_record_is_named() -> None:
    stray = Organization(code="Z9", name="示例", kind="branch", path="z9.")
    guards.remove()
    from zugong.audit.recorded import door

    with door():
        stray.save(force_insert=True)
    (fault,) = verify().faults
    assert (fault.code, fault.text) == (Code.LIVE, f"组织（{stray.record_key}）在库里，而没有新增它的留痕")


@pytest.mark.usefixtures("_record")
def test_a_change_around_the_record_is_found_even_after_the_next_recorded_one() -> None:
    organization = Organization.objects.get(name="示例丙党委")
    execute("UPDATE organizations_organization SET kind = 'branch' WHERE id = %s", organization.pk)
    organization.refresh_from_db()
    organization.name = "示例己党委"
    with recording(PROGRAM.actor, "tests.row.changed", organization) as change:
        change.save(organization)
    assert codes() == [(Code.HISTORY, Entry.objects.count() - 1)]


@pytest.mark.usefixtures("_record")
@pytest.mark.parametrize("cut", [1, 3])
def test_a_record_cut_short_with_its_rows_is_shorter_than_what_somebody_kept(cut: int) -> None:
    kept = make_checkpoint("每小时").note
    _rewind(cut)
    assert Code.TRUNCATED in {fault.code for fault in verify([kept]).faults}


@pytest.mark.usefixtures("_record")
def test_a_record_rewritten_as_a_whole_differs_from_what_somebody_kept() -> None:
    kept = make_checkpoint("每小时").note
    size = Entry.objects.count()
    _rewind(1)
    record_event(PROGRAM.actor, "tests.page.refused", "page:y")
    assert Entry.objects.count() == size
    make_checkpoint("每小时")
    assert verify().ok
    assert [fault.code for fault in verify([kept]).faults] == [Code.SPLIT]


def _rewind(cut: int) -> None:
    """The operator takes away the last entries, and makes head and checkpoints fit."""
    from zugong.audit.hashing import DIGESTS, push

    with guards.lifted(), connection.cursor() as cursor:
        size = Entry.objects.count() - cut
        cursor.execute("DELETE FROM audit_payload WHERE entry_id >= %s", [size])
        cursor.execute("DELETE FROM audit_entry WHERE seq >= %s", [size])
        cursor.execute("DELETE FROM audit_checkpoint WHERE size > %s", [size])
        peaks: dict[str, list[bytes]] = {name: [] for name in DIGESTS}
        for seq, *leaves in Entry.objects.order_by("seq").values_list("seq", "sha256", "sm3"):
            for (name, digest), leaf in zip(DIGESTS.items(), leaves, strict=True):
                push(peaks[name], seq, bytes(leaf), digest)
        last = bytes(Entry.objects.get(seq=size - 1).sha256).hex()
        packed = [b"".join(each) for each in peaks.values()]
        cursor.execute(
            "UPDATE audit_head SET size = %s, previous = %s, peaks_sha256 = %s, peaks_sm3 = %s", [size, last, *packed]
        )


@pytest.mark.django_db(transaction=True)
def test_other_processes_find_the_same() -> None:
    for number in range(5):
        make_organization(f"示例{number}党委")
    make_user()
    kept = make_checkpoint("每小时").note
    alone, together = verify([kept]), verify([kept], workers=2)
    assert alone.ok
    assert together.ok, together.faults
    told = [(report.size, report.rows, report.root_sha256, report.root_sm3) for report in (alone, together)]
    assert told[0] == told[1]
    execute("UPDATE accounts_user SET password = 'mine'")
    assert [fault.code for fault in verify([kept], workers=2).faults] == [Code.LIVE]


@pytest.fixture
def _short_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    from zugong.audit.verifying import entries, whole

    monkeypatch.setattr(whole, "RANGE", 8)
    monkeypatch.setattr(whole, "ROWS_AT_ONCE", 3)
    monkeypatch.setattr(entries, "BATCH", 3)


@pytest.mark.usefixtures("db", "_short_ranges")
@pytest.mark.parametrize("size", [7, 8, 9, 16, 37])
def test_ranges_join_at_every_size(size: int) -> None:
    for number in range(size):
        record_event(PROGRAM.actor, "tests.told", "tests:1", details=number)
        make_checkpoint("每条")
    report = verify()
    assert report.faults == []
    assert report.checkpoints == size
    assert bytes.fromhex(report.root_sha256) != b""
