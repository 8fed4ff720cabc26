"""Several writers at once: entries stay without gap or fork, from the very first one on."""

from __future__ import annotations

import json
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.factories import PROGRAM
from zugong.audit.checkpoints import make_checkpoint
from zugong.audit.models import Checkpoint, Entry, Head
from zugong.audit.recording import recording
from zugong.audit.verifying import snapshots
from zugong.audit.verifying.snapshots import CannotVerify
from zugong.audit.verifying.whole import verify
from zugong.organizations.models import Organization


WRITERS, ENTRIES = 4, 15


@pytest.mark.django_db(transaction=True)
def test_many_writers_make_one_record() -> None:
    assert not Head.objects.exists()
    together = Barrier(WRITERS)

    def write(writer: int) -> None:
        together.wait(30)
        try:
            for number in range(ENTRIES):
                code = f"W{writer}-{number}"
                with recording(PROGRAM.actor, "tests.row.added", f"tests:{writer}") as change:
                    change.add(Organization(code=code, name="示例", kind="branch", path=f"{code}."))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    entries = list(Entry.objects.order_by("seq"))
    assert [entry.seq for entry in entries] == list(range(WRITERS * ENTRIES))
    assert Counter(entry.object for entry in entries) == {f"tests:{writer}": ENTRIES for writer in range(WRITERS)}
    assert len({json.loads(entry.body)["previous"] for entry in entries}) == len(entries)
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_checkpoints_made_while_others_write_all_hold() -> None:
    def work(writer: int) -> None:
        try:
            for number in range(8):
                code = f"C{writer}-{number}"
                with recording(PROGRAM.actor, "tests.row.added", f"tests:{writer}") as change:
                    change.add(Organization(code=code, name="示例", kind="branch", path=f"{code}."))
                make_checkpoint("每条")
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(work, range(3)))
    sizes = list(Checkpoint.objects.order_by("id").values_list("size", flat=True))
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == 24
    assert verify().ok


@pytest.mark.django_db(transaction=True)
def test_a_verification_whose_processes_do_not_start_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "_reading", lambda settings: settings | {"ENGINE": "no.such.database"})
    with pytest.raises(CannotVerify, match="没有做成"):
        verify(workers=2)


@pytest.mark.django_db(transaction=True)
def test_a_verification_sees_one_moment_while_others_write() -> None:
    """Snapshots of all its processes are of the same moment, however busy the writers are."""
    stop = False

    def write() -> int:
        number = 0
        try:
            while not stop:
                number += 1
                with recording(PROGRAM.actor, "tests.row.added", "tests:1") as change:
                    change.add(Organization(code=f"V{number}", name="示例", kind="branch", path=f"v{number}."))
        finally:
            connection.close()
        return number

    with recording(PROGRAM.actor, "tests.row.added", "tests:0") as change:
        change.add(Organization(code="V0", name="示例", kind="branch", path="v0."))
    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write)
        try:
            report = verify(workers=2)
        finally:
            stop = True
        written = writing.result()
    assert report.faults == []
    assert 1 <= report.rows == report.size <= written + 1
