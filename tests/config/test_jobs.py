"""The jobs do what they say, and the clock enqueues what is due once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from tests.factories import PROGRAM, make_organization, make_user
from zugong.accounts.models import SignedIn
from zugong.audit.models import Checkpoint, Verification
from zugong.audit.recording import recording
from zugong.compliance.models import Run
from zugong.config import clock, jobs
from zugong.config.schedule import SCHEDULE


pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)


@pytest.fixture
def begun(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the clock has enqueued, in an installation of its own."""
    settings.DATA = tmp_path
    done: list[str] = []

    class Noted:
        def __init__(self, name: str) -> None:
            self.name = name

        def enqueue(self) -> None:
            done.append(self.name)

    for job in SCHEDULE:
        monkeypatch.setattr(clock.jobs, job.task, Noted(job.task))
    return done


def test_what_is_due_is_enqueued_once(begun: list[str]) -> None:
    assert clock.ring(NOW) == [job.task for job in SCHEDULE] == begun
    assert clock.ring(NOW + timedelta(minutes=1)) == []
    assert clock.ring(NOW + timedelta(minutes=10)) == ["take_up_batches"]
    assert clock.ring(NOW + timedelta(hours=1)) == ["make_hourly_checkpoint", "take_up_batches"]


def test_a_checkpoint_is_made_once_for_the_same_state() -> None:
    make_organization()
    jobs.make_hourly_checkpoint.call()
    jobs.make_hourly_checkpoint.call()
    assert Checkpoint.objects.count() == 1


def test_the_whole_database_is_judged() -> None:
    make_organization(kind="branch")
    jobs.judge_again.call()
    assert Run.objects.exists()


def test_a_tree_that_does_not_hang_together_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    organization = make_organization(code="O1")
    jobs.check_consistency.call()
    assert caplog.messages == []
    organization.path = "astray."
    with recording(PROGRAM.actor, "tests.row.changed", organization) as change:
        change.save(organization)
    jobs.check_consistency.call()
    assert "O1" in caplog.messages[0]


def test_the_record_is_verified_and_the_report_kept() -> None:
    make_organization()
    jobs.verify_record.call()
    assert Verification.objects.get().ok


def test_sessions_that_have_ended_are_dropped_from_the_list() -> None:
    user = make_user()
    alive = SessionStore()
    alive.create()
    long_ago = timezone.now() - timedelta(days=2)
    for key in (alive.session_key, "gone"):
        SignedIn.objects.create(session_key=key, user=user, address="127.0.0.1", agent="", since=long_ago)
    jobs.tidy_up.call()
    assert [row.session_key for row in SignedIn.objects.all()] == [alive.session_key]
