"""When the database is to be judged again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from tests.compliance.conftest import TODAY, Tree, hold
from tests.factories import make_user
from zugong.compliance import staleness
from zugong.compliance.models import Run, RunKind, Staleness
from zugong.compliance.staleness import is_stale, on_change, queue


class Later:
    """Stands for a backend that keeps tasks until a worker takes them."""

    supports_defer = True


def refresh() -> None:
    """A judgement that found nothing, begun now: what counts here is when."""
    Staleness.objects.update_or_create(pk=1, defaults={"queued_at": None})
    run = {"as_of": TODAY, "since": TODAY, "at": timezone.now(), "seconds": 1.0}
    Run.objects.update_or_create(kind=RunKind.CURRENT, defaults=run)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Collects the tasks that are put into the queue."""
    from zugong.compliance import tasks

    queued: list[object] = []

    class Task:
        def using(self, run_after: object) -> Task:
            return self

        def enqueue(self) -> None:
            queued.append(self)

    monkeypatch.setattr(staleness, "default_task_backend", Later())
    monkeypatch.setattr(tasks, "judge_again", Task())
    return queued


def test_many_changes_ask_for_one_judgement(tree: Tree, asked: list[object]) -> None:
    refresh()
    assert not is_stale()
    for _ in range(3):
        on_change(None, frozenset({"meetings.meeting:1"}))
    assert is_stale()
    assert len(asked) == 1
    refresh()  # it has begun: what changes from now on needs another
    on_change(None, frozenset({"people.person:1"}))
    assert len(asked) == 2


def test_change_of_something_the_judge_does_not_read_asks_for_nothing(tree: Tree, asked: list[object]) -> None:
    refresh()
    on_change(None, frozenset({"accounts.user:1", "audit.entry:3"}))
    assert not asked
    assert not is_stale()


def test_local_value_asks_for_a_judgement(tree: Tree, asked: list[object]) -> None:
    refresh()
    on_change(None, frozenset({"gates.localvalue:1"}))
    assert len(asked) == 1


def test_lost_task_is_asked_for_again(tree: Tree, asked: list[object]) -> None:
    now = timezone.now()
    assert queue(now)
    assert not queue(now)
    Staleness.objects.update(queued_at=now - timedelta(hours=2))
    assert queue(now)


def test_recorded_change_marks_the_findings_stale(tree: Tree) -> None:
    refresh()
    with TestCase.captureOnCommitCallbacks(execute=True):
        make_user()
    assert not is_stale()
    with TestCase.captureOnCommitCallbacks(execute=True):
        hold(tree.first, date(2026, 3, 3))
    assert is_stale()
