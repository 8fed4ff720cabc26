"""Random founding, moving, merging, dissolving: the tree stays what a small model of it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from tests.factories import PROGRAM, make_organization
from zugong.core.errors import Invalid
from zugong.organizations.actions.dissolve_organization import dissolve_organization
from zugong.organizations.actions.found_organization import found_organization
from zugong.organizations.actions.merge_organizations import merge_organizations
from zugong.organizations.actions.move_organization import move_organization
from zugong.organizations.consistency import find_tree_problems
from zugong.organizations.models import Organization


DAY = date(2025, 1, 1)
PLACES = st.integers(0, 30)


class TreeMachine(RuleBasedStateMachine):
    """Keeps beside the database who is whose parent, and who is gone."""

    @initialize()
    def begin(self) -> None:
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        root = make_organization()
        self.parents: dict[int, int | None] = {root.pk: None}
        self.gone: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    def above(self, pk: int) -> set[int]:
        """The organization and all its superiors."""
        found: set[int] = set()
        place: int | None = pk
        while place is not None:
            found.add(place)
            place = self.parents[place]
        return found

    def at(self, place: int) -> Organization:
        return Organization.objects.get(pk=list(self.parents)[place % len(self.parents)])

    def done(self, act: Any, *args: Any, **named: Any) -> Any:
        try:
            return act(*args, by=PROGRAM, **named)
        except Invalid:
            return None

    @rule(place=PLACES)
    def found(self, place: int) -> None:
        parent = self.at(place)
        values = {"code": f"T{len(self.parents)}", "name": "示例组织", "kind": "committee"}
        made = self.done(found_organization, parent, values)
        assert (made is None) == (parent.pk in self.gone)
        if made:
            self.parents[made.pk] = parent.pk

    @rule(place=PLACES, to=PLACES)
    def move(self, place: int, to: int) -> None:
        moved, parent = self.at(place), self.at(to)
        impossible = moved.pk in self.above(parent.pk) or parent.pk in self.gone or self.parents[moved.pk] == parent.pk
        assert (self.done(move_organization, moved, parent) is None) == impossible
        if not impossible:
            self.parents[moved.pk] = parent.pk

    @rule(place=PLACES, to=PLACES)
    def merge(self, place: int, to: int) -> None:
        gone, into = self.at(place), self.at(to)
        if self.done(merge_organizations, [gone], into, on=DAY, with_children=True) is not None:
            assert gone.pk not in self.above(into.pk)
            for pk, parent in self.parents.items():
                if parent == gone.pk and pk not in self.gone:
                    self.parents[pk] = into.pk

    @rule(place=PLACES)
    def dissolve(self, place: int) -> None:
        gone = self.at(place)
        living = [pk for pk, parent in self.parents.items() if parent == gone.pk and pk not in self.gone]
        assert (self.done(dissolve_organization, gone, on=DAY) is None) == bool(living or gone.pk in self.gone)
        if not living:
            self.gone.add(gone.pk)

    @invariant()
    def the_tree_is_the_model(self) -> None:
        stored = dict(Organization.objects.values_list("pk", "parent_id"))
        assert stored == self.parents
        assert find_tree_problems() == []


@pytest.mark.django_db
def test_the_tree_is_the_model() -> None:
    run_state_machine_as_test(TreeMachine, settings=settings(max_examples=25, stateful_step_count=25, deadline=None))
