"""A writer is killed at random moments: then every change has its entry, and nothing is half done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.config.conftest import Desk, new_database


KILLS = int(os.environ.get("ZUGONG_KILLS", "10"))

NURSERY = """
import os, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
connection.close()
from tests.factories import PROGRAM
from zugong.audit.recording import recording
from zugong.organizations.models import Organization

def write(name):
    told = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    number = 0
    while True:
        number += 1
        os.write(told, b"(")
        with recording(PROGRAM.actor, "tests.rows.added", "tests:1") as change:
            for part in range(3):
                code = f"{os.getpid()}-{number}-{part}-{os.urandom(4).hex()}"
                change.add(Organization(code=code, name="示例", kind="committee", path=code + "."))
        os.write(told, b")")

print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        write(line.strip())
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk", new_database())


def test_a_killed_writer_leaves_nothing_half_done(desk: Desk, tmp_path: Path) -> None:
    seed = int(os.environ.get("ZUGONG_SEED") or random.SystemRandom().randrange(2**32))
    print(f"ZUGONG_SEED={seed}")  # noqa: T201 — shown when the test fails
    chance, inside, finished = random.Random(seed), 0, 0
    nursery = subprocess.Popen(
        [sys.executable, "-c", NURSERY],
        env=desk.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    with nursery:
        assert nursery.stdout.readline() == "ready\n"
        for number in range(KILLS):
            told = tmp_path / f"told-{number}"
            nursery.stdin.write(f"{told}\n")
            nursery.stdin.flush()
            writer = int(nursery.stdout.readline())
            _wait_for(told, number % 3)
            time.sleep(chance.random() * 0.05)
            os.kill(writer, signal.SIGKILL)
            assert nursery.stdout.readline() == "gone\n"
            said = told.read_bytes()
            inside += said.endswith(b"(")
            finished += said.count(b")")
            _nothing_half_done(desk, finished, number + 1)
        nursery.stdin.close()
    assert inside > 0, "no writer was killed inside a transaction"
    assert finished > 0, "no writer finished anything"
    verified = desk.zugong("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def _wait_for(told: Path, finished: int) -> None:
    """Until the writer has begun, and has finished so many changes."""
    until = time.monotonic() + 20
    while time.monotonic() < until and (not told.exists() or told.read_bytes().count(b")") < finished):
        time.sleep(0.005)


def _nothing_half_done(desk: Desk, finished: int, kills: int) -> None:
    """Entries without a gap, three rows each; none lost that was told to be written, at most one more a kill.

    Asked in one statement: a server may still be finishing what the killed writer had asked it to commit.
    """
    ((entries, last, payloads, rows, size),) = desk.ask(
        "SELECT count(*), max(seq), (SELECT count(*) FROM audit_payload),"
        " (SELECT count(*) FROM organizations_organization), (SELECT coalesce(max(size), 0) FROM audit_head)"
        " FROM audit_entry"
    )
    assert size == entries
    assert entries == 0 or last == entries - 1
    assert rows == payloads == 3 * entries
    assert finished <= entries <= finished + kills
