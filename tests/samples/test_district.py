"""The invented district keeps the contract, hangs together, and has the faults it promises."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.samples.contract import breaches
from zugong.core.dates import add_months, full_months
from zugong.regulations.tables.schema import LEVELS, TABLES
from zugong.samples.canonical import arrow_schema
from zugong.samples.district import district_tables


AS_OF = date(2025, 12, 31)


def rows(district, name):
    return district[name].to_pylist()


def running(row, day):
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])


def test_carries_every_table_but_the_calendar_in_canonical_storage(district):
    assert set(district) == set(TABLES) - {"workdays"}
    for name, table in district.items():
        assert table.schema == arrow_schema(name)


@pytest.mark.parametrize(("seed", "year"), [(1, 2025), (7, 2025), (3, 2020), (0, 2031)])
def test_keeps_the_input_contract(seed, year):
    assert list(breaches(district_tables(seed, year))) == []


def test_the_contract_check_sees_a_breach(district):
    broken = district | {"people": district["people"].slice(1)}
    assert any("is not in people" in text for text in breaches(broken))


def test_same_seed_same_tables_other_seed_others(district):
    again, other = district_tables(1, 2025), district_tables(2, 2025)
    assert all(again[name].equals(table) for name, table in district.items())
    assert not any(other[name].equals(district[name]) for name in ("people", "members", "meetings", "tenures"))


def test_has_the_promised_size(district):
    kinds = Counter(row["kind"] for row in rows(district, "organizations"))
    assert kinds["branch"] == 800
    assert kinds["unit"] == 40
    assert kinds["branch_group"] > 300
    assert min(kinds["committee"], kinds["leading_group"], kinds["general_branch"]) > 10
    assert len({row["person_id"] for row in rows(district, "members")}) == 12_000
    assert len({row["person_id"] for row in rows(district, "tenures")}) == 900
    assert district["appointment_cases"].num_rows == 60


def test_units_are_marked_as_examples_and_people_have_plain_names(district):
    assert all(row["name"].startswith("示例") for row in rows(district, "organizations"))
    assert all(len(row["name"]) in (2, 3) for row in rows(district, "people"))


def test_about_eight_percent_of_due_months_are_missed_most_of_them_by_few_branches(district):
    branches = [row["organization_id"] for row in rows(district, "organizations") if row["kind"] == "branch"
                and (row["founded_on"] or date.min).year < 2025 and not row["dissolved_on"]]  # fmt: skip
    held = {(row["organization_id"], row["held_on"].month) for row in rows(district, "meetings")
            if row["kind"] == "theme_day"}  # fmt: skip
    missed = Counter({own: sum((own, month) not in held for month in range(1, 13)) for own in branches})
    total = sum(missed.values())
    assert 0.06 < total / (12 * len(branches)) < 0.10
    assert sum(count for _, count in missed.most_common(len(branches) // 6)) > total / 2
    by_month = Counter(month for own in branches for month in range(1, 13) if (own, month) not in held)
    assert min(by_month[2], by_month[8]) > max(by_month[month] for month in (3, 4, 5, 6, 9, 10))


def test_nobody_is_in_a_branch_that_does_not_exist_or_in_two_at_once(district):
    lives = {row["organization_id"]: (row["founded_on"] or date.min, row["dissolved_on"] or date.max)
             for row in rows(district, "organizations")}  # fmt: skip
    by_person = defaultdict(list)
    for row in rows(district, "members"):
        founded, dissolved = lives[row["organization_id"]]
        assert founded <= row["since"] < dissolved
        assert dissolved == date.max or (row["until"] and row["until"] <= dissolved)
        by_person[row["person_id"]].append(row)
    for own in by_person.values():
        own.sort(key=lambda row: row["since"])
        assert all(one["until"] and one["until"] <= two["since"] for one, two in pairwise(own))


def test_members_are_grown_up_and_joined_before_they_came(district):
    people = {row["person_id"]: row for row in rows(district, "people")}
    for row in rows(district, "members"):
        assert people[row["person_id"]]["party_joined_on"] <= row["since"]
    joined = [row for row in people.values() if row["party_joined_on"]]
    young = [row for row in joined if full_months(row["born_on"], row["party_joined_on"]) < 18 * 12]
    assert len(young) == 1  # the one planted for the rules of the register


def test_a_branch_has_at_most_one_secretary_and_nearly_all_have_one(district):
    heads = Counter(row["organization_id"] for row in rows(district, "members")
                    if row["branch_post"] == "secretary" and running(row, AS_OF))  # fmt: skip
    assert set(heads.values()) == {1}
    assert 780 <= len(heads) < 800


def test_some_branches_are_too_small_and_some_too_large(district):
    members = Counter(row["organization_id"] for row in rows(district, "members") if running(row, AS_OF))
    assert 5 <= sum(count < 3 for count in members.values()) <= 20
    assert 5 <= sum(count > 50 for count in members.values()) <= 12


def test_meetings_are_attended_by_no_more_than_expected_and_planned_ones_by_nobody_yet(district):
    for row in rows(district, "meetings"):
        if row["held_on"] > AS_OF:
            assert row["present"] is None
        elif row["present"] is not None and row["expected"] is not None:
            assert row["present"] <= row["expected"]
        assert row["votes_for"] is None or row["kind"] == "branch_assembly"


def test_meetings_are_sorted_and_held_on_working_days_while_the_body_exists(district):
    lives = {row["organization_id"]: (row["founded_on"] or date.min, row["dissolved_on"] or date.max)
             for row in rows(district, "organizations")}  # fmt: skip
    held = [(row["organization_id"], row["held_on"]) for row in rows(district, "meetings")]
    assert held == sorted(held)
    for own, day in held:
        assert lives[own][0] <= day < lives[own][1]
        assert day.weekday() < 5


def test_careers_climb_without_gaps_and_begin_between_18_and_25(district):
    people = {row["person_id"]: row for row in rows(district, "people")}
    careers = defaultdict(list)
    for row in rows(district, "tenures"):
        careers[row["person_id"]].append(row)
    order = list(LEVELS)
    steps_of = {own_id: [row for row in own if row["post"] != "党组书记"] for own_id, own in careers.items()}
    twice = [own_id for own_id, steps in steps_of.items() if sum(row["until"] is None for row in steps) > 1]
    assert len(twice) == 1  # the second principal planted for the rules of the register
    for own_id, steps in steps_of.items():
        if own_id in twice:
            continue
        assert all(one["until"] == two["since"] for one, two in pairwise(steps))
        assert steps[-1]["until"] is None
        levels = [order.index(row["level"]) for row in steps if row["level"]]
        assert levels == sorted(levels)
        assert 18 * 12 <= full_months(people[own_id]["born_on"], steps[0]["since"]) < 26 * 12
        assert full_months(people[own_id]["born_on"], AS_OF) < 60 * 12


def test_finished_cases_led_to_the_posts_held_now(district):
    held = {(row["person_id"], row["post"], row["organization_id"], row["since"]) for row in rows(district, "tenures")}
    for case in rows(district, "appointment_cases"):
        if case["effective_on"] and case["effective_on"] < AS_OF - timedelta(days=10):
            assert (
                case["person_id"],
                case["target_post"],
                case["target_organization_id"],
                case["effective_on"],
            ) in held


def test_cases_stand_at_all_stages(district):
    cases = rows(district, "appointment_cases")
    assert sum(case["decided_on"] is not None and case["decided_on"] < date(2019, 3, 3) for case in cases) == 4
    assert sum(case["closed_on"] is not None for case in cases) >= 2
    assert sum(case["decided_on"] is not None and case["decided_on"] > AS_OF for case in cases) >= 2
    for missing, present in (("vetting_on", "motion_on"), ("decided_on", "vetting_on"), ("notice_on", "decided_on"),
                             ("letter_on", "notice_on")):  # fmt: skip
        assert sum(case[missing] is None and case[present] is not None for case in cases) >= 2
    assert sum(case["target_level"].startswith("county") for case in cases) >= 15


@pytest.mark.parametrize("fault", [
    lambda case: case["letter_on"] and not case["talk_on"],
    lambda case: case["notice_on"] and (case["notice_until"] - case["notice_on"]).days < 5,
    lambda case: case["letter_on"] and case["notice_until"] >= case["letter_on"],
    lambda case: case["vetting_on"] and case["vetting_team_size"] == 1,
    lambda case: case["vetting_on"] and not case["vetting_notice_on"],
    lambda case: case["decided_on"] and (case["integrity_opinion_on"] or date.min) > case["decided_on"],
    lambda case: case["decided_on"] and case["decision_for"] * 2 <= case["decision_expected"],
    lambda case: case["decided_on"] and case["decision_present"] * 3 < case["decision_expected"] * 2,
    lambda case: case["vetting_on"] and case["motion_on"] > case["vetting_on"],
    lambda case: case["exceptional"] and not case["exceptional_consent_on"],
    lambda case: case["signed_by_secretary"] is False,
    lambda case: case["probation_until"] and case["probation_until"] < AS_OF and not case["probation_concluded_on"],
    lambda case: case["probation_until"] and case["probation_until"] < add_months(case["letter_on"], 11),
    lambda case: case["small_unit"] and not case["assembly_recommendation_on"],
    lambda case: case["vetting_on"] and case["vetting_on"] > add_months(case["interview_recommendation_on"], 12),
    lambda case: case["vetting_on"] and not case["signed_by_discipline"],
])  # fmt: skip
def test_the_planted_faults_are_there_but_rare(district, fault):
    found = [case for case in rows(district, "appointment_cases") if fault(case)]
    assert 1 <= len(found) <= 8


def test_most_section_level_cadres_reach_ninety_hours_and_some_do_not(district):
    hours: Counter[str] = Counter()
    for row in rows(district, "training_records"):
        if row["ended_on"].year == 2025 and row["recognized"] is not False:
            hours[row["person_id"]] += row["hours"]
    cadres = {row["person_id"] for row in rows(district, "tenures") if row["level"] in ("section_deputy",
              "section_principal") and row["until"] is None and row["since"].year < 2024}  # fmt: skip
    enough = sum(hours[person] >= 90_000_000 for person in cadres)
    assert 0.75 < enough / len(cadres) < 0.97


def test_county_leaders_have_records_of_five_years(district):
    leaders = {row["person_id"] for row in rows(district, "tenures") if (row["level"] or "").startswith("county")
               and row["until"] is None}  # fmt: skip
    years = defaultdict(set)
    for row in rows(district, "training_records"):
        years[row["person_id"]].add(row["ended_on"].year)
    assert all(years[person] == set(range(2021, 2026)) for person in leaders)


def test_courses_make_up_the_hours_of_their_class(district):
    hours: Counter[str] = Counter()
    for row in rows(district, "training_courses"):
        hours[row["class_id"]] += row["hours"]
    for row in rows(district, "training_records"):
        if row["class_id"] in hours:
            assert row["hours"] == hours[row["class_id"]]


def test_records_end_with_their_class(district):
    ends = {row["class_id"]: row["until"] for row in rows(district, "training_classes")}
    assert all(
        row["ended_on"] == ends[row["class_id"]] for row in rows(district, "training_records") if row["class_id"]
    )


def test_weights_add_up_except_in_the_local_scheme(district):
    sums: Counter[str] = Counter()
    for row in rows(district, "indicators"):
        if row["parent_id"] is None:
            sums[row["scheme"]] += row["weight"]
    assert sums == {"objective": 1_000_000, "party_building": 1_000_000, "街道绩效考核": 950_000}


@pytest.mark.parametrize(("scheme", "share"), [("objective", 100_000), ("party_building", 250_000)])
def test_ideology_has_its_share(district, scheme, share):
    indicators = {row["indicator_id"]: row for row in rows(district, "indicators")}
    leaves = [row for row in indicators.values() if row["scheme"] == scheme and row["ideology"]]
    assert sum(row["weight"] * indicators[row["parent_id"]]["weight"] for row in leaves) == share * 1_000_000


def test_decided_cases_have_the_grade_of_the_year_before(district):
    known = {(row["person_id"], row["year"]) for row in rows(district, "annual_assessments")}
    decided = [
        case for case in rows(district, "appointment_cases") if case["decided_on"] and case["decided_on"] < AS_OF
    ]
    missing = [case for case in decided if (case["person_id"], case["decided_on"].year - 1) not in known]
    assert len(missing) <= 2


def test_party_sanctions_fall_on_party_members(district):
    joined = {row["person_id"]: row["party_joined_on"] for row in rows(district, "people")}
    assert all(joined[row["person_id"]] <= row["decided_on"] for row in rows(district, "sanctions"))


def test_one_candidate_is_under_sanction_and_one_is_free_again(district):
    open_cases = {case["person_id"] for case in rows(district, "appointment_cases") if not case["decided_on"]}
    ends = [add_months(row["decided_on"], 12) for row in rows(district, "sanctions") if row["person_id"] in open_cases]
    assert any(end > AS_OF for end in ends)
    assert any(end <= AS_OF for end in ends)
