"""Two officers move two organizations into one another at the same moment."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.factories import PROGRAM, make_organization
from zugong.core.errors import Invalid
from zugong.organizations.actions.move_organization import move_organization
from zugong.organizations.consistency import find_tree_problems
from zugong.organizations.models import Organization


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", range(3))
def test_two_moves_at_once_make_no_cycle(turn: int) -> None:
    root = make_organization()
    first, second = make_organization(parent=root), make_organization(parent=root)
    make_organization(parent=first)
    start, told = Barrier(2), []

    def move(moved: Organization, target: Organization) -> None:
        start.wait()
        try:
            told.append(move_organization(moved, target, by=PROGRAM))
        except Invalid as problem:
            told.append(problem)
        finally:
            connection.close()

    threads = [Thread(target=move, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(answer, Invalid) for answer in told) == [False, True]
    assert find_tree_problems() == []
