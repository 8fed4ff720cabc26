"""The register as known on a day in the middle of the year: nothing of later, and no half-told rows."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from zugong.samples.living import living_district
from zugong.samples.wording import post_text


DAY = date(2026, 3, 10)


@pytest.fixture(scope="module")
def living():
    return {name: table.to_pylist() for name, table in living_district(DAY).items()}


def test_the_post_told_is_the_post_held_on_the_day(living):
    places = {row["organization_id"]: row["name"] for row in living["organizations"]}
    held = defaultdict(list)
    for row in living["tenures"]:
        if row["until"] is None:
            held[row["person_id"]].append(post_text(places[row["organization_id"]], row["post"]))
    told = {row["person_id"]: row["current_post"] for row in living["people"]}
    single = {person: posts[0] for person, posts in held.items() if len(posts) == 1}
    assert len(single) > 700
    assert all(told[person] == post for person, post in single.items())


def test_every_career_runs_to_the_day_and_sub_periods_have_their_line(living):
    careers = defaultdict(dict)
    for row in living["career_entries"]:
        careers[row["person_id"]][row["position"]] = row
    for lines in careers.values():
        assert sorted(lines) == list(range(1, len(lines) + 1))
        assert all(row["within"] is None or row["within"] in lines for row in lines.values())
        main = [row for row in lines.values() if row["within"] is None]
        assert [row["until"] for row in main].count(None) == 1


def test_what_a_check_found_is_told_with_the_day_of_the_check(living):
    reports = living["personal_matters_reports"]
    assert all((row["outcome"] is None) == (row["checked_on"] is None) for row in reports)
    assert {row["year"] for row in reports} == {2023, 2024, 2025}
    assert any(row["check"] == "random" and row["checked_on"] is None for row in reports)


def test_sentences_tell_no_sanction_that_is_still_to_come(living):
    sanctioned = {row["person_id"] for row in living["sanctions"]}
    told = {row["person_id"]: row["rewards_and_sanctions"] for row in living["people"]}
    assert sanctioned
    assert all("受到" in told[person] for person in sanctioned)
    assert not any("受到" in (text or "") for person, text in told.items() if person not in sanctioned)
