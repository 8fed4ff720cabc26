"""Refusals stand on record, but cannot fill it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from zugong.accounts.refusals import record_refusal
from zugong.audit.actors import Actor
from zugong.audit.models import Entry


def verbs() -> list[tuple[str, str, str]]:
    return list(Entry.objects.order_by("seq").values_list("actor", "verb", "object"))


@pytest.mark.django_db
def test_one_a_minute_for_the_same_account_and_kind() -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False) as clock:
        for number in range(1000):
            record_refusal(Actor("li"), "www.thing.out_of_scope", f"people.person:{number}", kind="people.person:")
        record_refusal(Actor("li"), "www.page.refused", "page:record:list")
        record_refusal(Actor("wang"), "www.page.refused", "page:record:list")
        clock.shift(61)
        record_refusal(Actor("li"), "www.thing.out_of_scope", "people.person:7", kind="people.person:")
    assert verbs() == [
        ("li", "www.thing.out_of_scope", "people.person:0"),
        ("li", "www.page.refused", "page:record:list"),
        ("wang", "www.page.refused", "page:record:list"),
        ("li", "www.thing.out_of_scope", "people.person:7"),
    ]
