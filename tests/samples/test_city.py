"""Eight districts make a city that still keeps the contract."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.samples.contract import breaches
from zugong.samples.city import CITY_ID, city_tables


@pytest.fixture(scope="module")
def city():
    return city_tables(1, 2025)


def test_keeps_the_input_contract(city):
    assert list(breaches(city)) == []


def test_has_the_promised_size(city):
    kinds = Counter(city["organizations"]["kind"].to_pylist())
    assert kinds["branch"] == 5_000
    assert len(set(city["members"]["person_id"].to_pylist())) == 100_000


def test_everything_hangs_on_the_city_committee(city):
    parents = dict(
        zip(*(city["organizations"][name].to_pylist() for name in ("organization_id", "parent_id")), strict=True)
    )
    roots = [own for own, parent in parents.items() if parent is None]
    assert roots == [CITY_ID]
    assert sum(parent == CITY_ID for parent in parents.values()) == 8


def test_is_sorted_by_subject(city):
    for name, key in (("organizations", ("organization_id",)), ("meetings", ("organization_id", "held_on")),
                      ("members", ("organization_id", "person_id")), ("people", ("person_id",))):  # fmt: skip
        rows = list(zip(*(city[name][column].to_pylist() for column in key), strict=True))
        assert rows == sorted(rows)
