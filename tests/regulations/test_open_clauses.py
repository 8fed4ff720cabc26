"""Every countable clause the project has found is a rule, or listed as open with what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.regulations.running import duckdb_book
from zugong.regulations.law.clauses import OPEN_CLAUSES, open_clauses
from zugong.regulations.loading import BadPack, load_law


CANDIDATES = """
qual_county_work_years qual_county_grassroots_years qual_lower_level_posts qual_deputy_to_chief_years
qual_chief_to_upper_deputy_years qual_education_min qual_training_done qual_party_age_committee
qual_section_level_local exceptional_not_on_probation exceptional_not_consecutive exceptional_max_levels
exceptional_upper_consent prior_report_required recommendation_valid recommendation_forms_both
recommendation_reference_list_differential recommendation_participant_groups recommendation_turnout_local
candidate_not_listed_2019 candidate_not_listed_2014 inspection_team_size inspection_team_avoidance
inspection_notice_posted inspection_talk_groups four_must_complete integrity_opinion_double_signature
no_meeting_items dual_control_silence decision_quorum decision_majority decision_each_states_opinion
decision_reconsider_consent decision_member_avoidance notice_min_workdays notice_between_decision_and_paper
probation_one_year appointment_talk_held tenure_start_date exchange_ten_years exchange_two_terms
same_level_fifteen_years dismissal_health_one_year dismissal_study_leave block_after_accountability_removal
block_admonition block_org_handling_transfer block_org_handling_removed block_org_handling_demotion suspension_max
block_party_warning block_party_serious_warning block_party_post_revoked block_party_probation block_admin_sanction
block_overlap_longest unfit_adjust_block unfit_situation_catalog personal_matters_yearly personal_matters_change
personal_matters_random_check archive_three_ages_two_records training_county_5y training_section_yearly
training_online_yearly training_leave_ratio training_theory_share training_leader_lecture_share
member_training_yearly new_secretary_training branch_min_max_members branch_committee_needed branch_term
branch_joint_units branch_election_quorum branch_election_majority election_congress_allowed
branch_members_meeting_quarterly branch_committee_monthly branch_group_monthly theme_day_monthly
secretary_party_lecture_yearly org_life_meeting_yearly member_appraisal_yearly heart_talk_yearly
democratic_life_meeting_yearly democratic_life_meeting_shift_consent democratic_life_meeting_report
democratic_life_meeting_supervised cadre_work_report_yearly ideology_study_twice strict_governance_half_year
appraisal_civil_excellent_share appraisal_sanction_effect appraisal_two_years_incompetent
appraisal_leader_excellent_share appeal_civil_limits appeal_accountability_limits accountability_formalities
sanction_formalities kin_avoidance hometown_avoidance party_group_vote doc_format_9704 form_name_birth_resume
form_resume_no_gap workday_year_loaded log_retention three_admin_separation mfa_required login_lock_and_timeout
advisory_only pia_report_kept
"""


@pytest.fixture(scope="module")
def document() -> Mapping[str, Any]:
    return dict(yaml.safe_load(OPEN_CLAUSES.read_text("utf-8")))


def test_every_candidate_is_a_rule_or_open(document: Mapping[str, Any]) -> None:
    accounted = set(document["covered"]) | {clause["candidate"] for clause in document["open"]}
    assert accounted == set(CANDIDATES.split())


def test_every_named_rule_exists(document: Mapping[str, Any]) -> None:
    named = {key for keys in document["covered"].values() for key in keys}
    assert all(document["covered"].values())
    assert named - set(duckdb_book()) == set()


def test_every_rule_but_those_of_the_district_and_of_arithmetic_answers_to_a_clause(
    document: Mapping[str, Any],
) -> None:
    """A rule no clause leads to is local, or about the system's own sums, or about the register's quality and what is
    coming due: these accuse nobody of breaking a clause. Any other would be an invention."""
    named = {key for keys in document["covered"].values() for key in keys}
    assert {key for key in set(duckdb_book()) - named if not key.startswith(("register.", "reminder."))} == {
        "assessment.ideology_share_objective",
        "assessment.ideology_share_party_building",
        "assessment.weights_sum",
        "branch_life.must_learn_quarterly",
        "organization.post_quota",
    }


def test_open_clauses_say_what_they_lack() -> None:
    clauses = open_clauses()
    assert len({(clause["candidate"], clause["clause"]) for clause in clauses}) == len(clauses)
    for clause in clauses:
        assert set(clause) == {"candidate", "clause", "citation", "process", "why"}
        assert all(isinstance(text, str) and text.strip() for text in clause.values()), clause


@pytest.mark.parametrize("place", ["open_clauses.yaml", "parameters/open_clauses.yaml", "other/open_clauses.yaml"])
def test_the_list_alone_is_no_pack(tmp_path: Path, place: str) -> None:
    """Only at the top of a pack is the list passed over, and it does not make a folder a pack."""
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("covered: {}\nopen: []\n", "utf-8")
    with pytest.raises(BadPack):
        load_law([tmp_path])
