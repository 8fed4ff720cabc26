"""What the register adds to the district agrees with itself, and has the slips that the note beside it tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from zugong.core.dates import full_months
from zugong.formats.forms.citizen import born_of, check_digit, sex_of
from zugong.samples import citizens
from zugong.samples.city import plans
from zugong.samples.drawing import days, stream
from zugong.samples.readme import readme
from zugong.samples.wording import post_text, posts_text


AS_OF = date(2025, 12, 31)


def rows(district, name):
    return district[name].to_pylist()


def by_person(district, name):
    found = defaultdict(list)
    for row in rows(district, name):
        found[row["person_id"]].append(row)
    return found


def test_every_person_has_a_number_that_belongs_to_nobody(district):
    numbers = district["people"]["id_number"].to_pylist()
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("990101") for number in numbers)


def test_numbers_agree_with_birth_sex_and_check_digit_but_for_four(district):
    people = rows(district, "people")
    numbered = [(row, row["id_number"]) for row in people]
    assert sum(number[-1] != check_digit(number) for _, number in numbered) == 1
    assert sum(born_of(number)[:7] != f"{row['born_on']:%Y-%m}" for row, number in numbered) == 2
    assert sum(sex_of(number) != row["sex"] for row, number in numbered) == 1


def test_many_born_on_one_day_get_different_numbers():
    born = days([date(1980, 1, 1)] * 900)
    numbers = citizens.id_numbers(stream(1), 3, born, np.arange(900) % 2 == 0)
    assert len(set(numbers)) == 900
    assert {number[:6] for number in numbers} == {"990104"}


def test_districts_of_a_city_have_regions_of_their_own():
    assert len({citizens.FIRST_REGION + plan.number for plan in plans(1, 2025)}) == 8


def test_careers_join_month_to_month_but_for_two(district):
    gaps = 0
    for entries in by_person(district, "career_entries").values():
        assert [row["position"] for row in entries] == list(range(1, len(entries) + 1))
        main = [row for row in entries if row["within"] is None]
        gaps += sum(one["until"] != two["since"] for one, two in pairwise(main))
        assert main[-1]["until"] is None
    assert gaps == 2


def test_sub_periods_lie_inside_their_line(district):
    found = 0
    for entries in by_person(district, "career_entries").values():
        lines = {row["position"]: row for row in entries}
        for row in entries:
            if row["within"]:
                found += 1
                whole = lines[row["within"]]
                assert whole["within"] is None
                assert whole["since"] <= row["since"] < row["until"] <= (whole["until"] or AS_OF)
    assert found > 100


def test_every_change_of_post_begins_a_line(district):
    lines = {(row["person_id"], row["since"]) for row in rows(district, "career_entries") if row["within"] is None}
    assert all((row["person_id"], row["since"]) in lines for row in rows(district, "tenures"))


def test_the_best_diploma_is_the_education(district):
    names = {"研究生": "postgraduate", "大学": "bachelor", "大专": "associate", "中专": "below", "高中": "below"}
    order = ("below", "associate", "bachelor", "postgraduate")
    education = {row["person_id"]: row["education"] for row in rows(district, "people")}
    for person, diplomas in by_person(district, "diplomas").items():
        levels = [names[row["name"]] for row in diplomas if row["kind"] == "education_level"]
        assert max(levels, key=order.index) == education[person]
        assert {row["mode"] for row in diplomas} >= {"full_time"}


def test_cadres_have_what_forms_ask_for(district):
    cadres = {row["person_id"] for row in rows(district, "tenures")}
    for row in rows(district, "people"):
        known = [row[name] for name in ("health", "birthplace", "current_post", "organization_id")]
        assert all(known) == (row["person_id"] in cadres)
        assert row["native_place"]


def test_sentences_tell_every_sanction_and_reward(district):
    told = {row["person_id"]: row["rewards_and_sanctions"] for row in rows(district, "people")}
    counts = Counter(row["person_id"] for name in ("sanctions", "rewards") for row in rows(district, name))
    assert all(told[person].count("年") >= count for person, count in counts.items())
    quiet = {row["person_id"] for row in rows(district, "tenures")} - set(counts)
    assert {told[person] for person in quiet} == {"无"}


def test_ranks_follow_one_another_since_there_are_any(district):
    for held in by_person(district, "ranks").values():
        assert held[0]["since"] >= date(2019, 6, 1)
        assert all(one["until"] == two["since"] for one, two in pairwise(held))
        assert held[-1]["until"] is None


def test_teams_are_ordered_without_doublets(district):
    teams = defaultdict(list)
    for row in rows(district, "tenures"):
        if row["team_position"]:
            teams[row["organization_id"]].append(row["team_position"])
    assert len(teams) > 40
    assert all(sorted(team) == list(range(1, len(team) + 1)) for team in teams.values())


def test_reports_come_in_january_and_one_county_leader_lacks_the_last(district):
    assert all(row["reported_on"].month == 1 and row["reported_on"].year == row["year"] + 1
               for row in rows(district, "personal_matters_reports"))  # fmt: skip
    leaders = {row["person_id"] for row in rows(district, "tenures") if row["level"] == "county_deputy"
               and row["until"] is None and row["since"].year < 2025}  # fmt: skip
    reported = {row["person_id"] for row in rows(district, "personal_matters_reports") if row["year"] == 2024}
    assert 1 <= len(leaders - reported) <= 2


def test_some_reviews_are_in_doubt_and_some_were_settled(district):
    outcomes = Counter(row["outcome"] for row in rows(district, "dossier_reviews"))
    assert outcomes["in_doubt"] == 6
    assert 1 <= outcomes["settled"] <= 8
    assert all(row["settled_value"] for row in rows(district, "dossier_reviews") if row["outcome"] == "settled")


def test_relatives_are_of_a_fitting_age(district):
    born = {row["person_id"]: row["born_on"] for row in rows(district, "people")}
    for row in rows(district, "family_members"):
        years = (row["born_on"] - born[row["person_id"]]).days / 365.25
        if row["relation"] in ("父亲", "母亲"):
            assert -35 < years < -21
        elif row["relation"] in ("儿子", "女儿"):
            assert years > 23
            assert row["born_on"] <= AS_OF


def test_couples_of_cadres_agree_with_the_other_record(district):
    people = {row["person_id"]: row for row in rows(district, "people")}
    couples = [row for row in rows(district, "family_members") if row["relative_person_id"]]
    assert couples
    for row in couples:
        other = people[row["relative_person_id"]]
        assert (row["name"], row["born_on"]) == (other["name"], other["born_on"])
        assert other["sex"] != people[row["person_id"]]["sex"]


@pytest.mark.parametrize(("place", "post", "said"), [
    ("示例区委", "区委书记", "示例区委书记"),
    ("示例区财政局", "局长", "示例区财政局局长"),
    ("示例区委办公室", "办公室主任", "示例区委办公室主任"),
])  # fmt: skip
def test_a_post_is_said_with_its_unit_once(place, post, said):
    assert post_text(place, post) == said


def test_two_posts_in_one_unit_name_it_once():
    assert posts_text([("示例区财政局党组", "党组书记"), ("示例区财政局", "局长")]) == "示例区财政局党组书记、局长"
    assert posts_text([("示例区财政局", "局长"), ("示例区审计局", "局长")]) == "示例区财政局局长、示例区审计局局长"


def test_the_note_tells_of_the_slips_and_of_the_numbers():
    text = readme(size="district", seed=1, year=2025, tables=["people"])
    assert "GB/T 2260" in text
    assert "2人的简历有空当" in text
    assert "简历有空当" not in readme(size="nation", seed=1, year=2025, tables=["people"])


def test_a_few_clerks_reach_the_age_of_retirement_within_a_year(district):
    tenures = by_person(district, "tenures")
    ages = [(row["sex"], full_months(row["born_on"], AS_OF) / 12) for row in rows(district, "people")
            if row["person_id"] in tenures and tenures[row["person_id"]][-1]["level"] in ("clerk", None)]  # fmt: skip
    limit = {"男": 60, "女": 55}
    assert sum(limit[sex] - 1 < age < limit[sex] for sex, age in ages) >= 8
    assert not any(age >= limit[sex] for sex, age in ages)
