"""Rules whose numbers nobody has confirmed stay off until a local pack restates the numbers with its own source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.regulations.running import connect, duckdb_book, shipped_law
from tests.regulations.test_examples import ALL, Example, law_with
from zugong.regulations.engines.prepare import prepare
from zugong.regulations.law.model import Law


PACK = "confirming_pack"
UNCONFIRMED = {
    "appointment.qualification.section_years",
    "assessment.unfit_removal_effect",
    "training.online_yearly",
    "training.theory_share",
}


def in_force(law: Law, day: date) -> set[str]:
    with connect({}) as connection:
        return set(prepare(connection, {}, duckdb_book(), law, as_of=day, since=day))


def test_they_are_off_as_shipped_and_on_with_the_pack() -> None:
    day = date(2025, 12, 31)
    everything = set(duckdb_book())
    assert in_force(shipped_law(), day) == everything - UNCONFIRMED
    assert in_force(law_with(PACK), day) == everything


def test_the_local_citation_is_given() -> None:
    law = law_with(PACK)
    for key in UNCONFIRMED:
        value = law.parameter(duckdb_book()[key].parameters[0]).on(date(2025, 12, 31))
        assert value is not None
        assert value.cites == "example-notice-2024#standards"


@pytest.mark.parametrize("rule", sorted(UNCONFIRMED))
def test_their_examples_name_the_pack(rule: str) -> None:
    """So that nobody reads an example as if the shipped law judged so."""
    own: list[Example] = [example for example in ALL if example.rule == rule]
    assert own
    assert {example.pack for example in own} == {PACK}


def test_no_other_example_needs_a_pack() -> None:
    assert {example.rule for example in ALL if example.pack} == UNCONFIRMED
    assert (Path(__file__).parent / PACK).is_dir()
