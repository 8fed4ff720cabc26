"""The shipped pack holds every number of the rule set, from the right day on, and every regulation version."""

from __future__ import annotations

import time
from datetime import date, timedelta
from fractions import Fraction

import pytest
import yaml

from zugong.regulations.law.units import Amount
from zugong.regulations.loading import Law, load_law


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


BRANCH, DISTRICT = date(2018, 10, 28), date(2021, 1, 1)
APPOINTMENT, REVISED, FIRST = date(2014, 1, 14), date(2019, 3, 3), date(2002, 7, 9)
LIFE, TRAINING, MEMBERS = date(2016, 12, 23), date(2023, 9, 19), date(2019, 5, 6)
HALF = Fraction(1, 2)
SERVANTS, INFORMATION = date(2019, 6, 1), date(2021, 11, 1)

LABOUR, CONSTITUTION = date(1995, 1, 1), date(1982, 9, 6)
PERSONAL_MATTERS, RAISED = date(2017, 2, 8), date(2025, 1, 1)

NUMBERS: dict[str, tuple[date, Amount]] = {
    "objections.correction.answer_days": (INFORMATION, 15),
    "objections.objection.answer_days": (INFORMATION, 15),
    "objections.review.file_days": (SERVANTS, 30),
    "objections.review.answer_days": (SERVANTS, 30),
    "objections.appeal.file_days": (SERVANTS, 30),
    "objections.appeal.after_review_days": (SERVANTS, 15),
    "objections.appeal.answer_days": (SERVANTS, 60),
    "objections.appeal.extension_days": (SERVANTS, 30),
    "objections.party.answer_days": (INFORMATION, 60),
    "objections.erasure.retained_years": (INFORMATION, 10),
    "branch_life.assembly_quarterly.minimum": (BRANCH, 1),
    "branch_life.committee_monthly.minimum": (BRANCH, 1),
    "branch_life.committee_monthly.committee_from_members": (BRANCH, 7),
    "branch_life.group_monthly.minimum": (BRANCH, 1),
    "branch_life.theme_day_monthly.minimum": (BRANCH, 1),
    "branch_life.life_meeting_yearly.minimum": (BRANCH, 1),
    "branch_life.life_meeting_fourth_quarter.minimum": (BRANCH, 1),
    "branch_life.member_appraisal_yearly.minimum": (BRANCH, 1),
    "branch_life.secretary_lecture_yearly.minimum": (BRANCH, 1),
    "branch_life.must_learn_quarterly.minimum": (DISTRICT, 1),
    "branch_life.assembly_quorum.present_share": (BRANCH, HALF),
    "branch_life.assembly_majority.votes_share": (BRANCH, HALF),
    "branch_life.committee_quorum.present_share": (BRANCH, HALF),
    "organization.branch_minimum.full_members": (BRANCH, 3),
    "organization.branch_maximum.members": (BRANCH, 50),
    "organization.term_renewal.term_months": (BRANCH, 36),
    "organization.term_renewal.long_term_months": (BRANCH, 60),
    "organization.term_renewal.extension_months": (BRANCH, 12),
    "organization.post_quota.duty": (APPOINTMENT, True),
    "organization.committee_required.full_members": (BRANCH, 7),
    "organization.committee_size.minimum": (BRANCH, 3),
    "organization.committee_size.maximum": (BRANCH, 7),
    "life_meeting.yearly.minimum": (LIFE, 1),
    "life_meeting.yearly.deferral_months": (LIFE, 3),
    "life_meeting.attendance.present_share": (LIFE, Fraction(2, 3)),
    "life_meeting.fourth_quarter.duty": (LIFE, True),
    "training.county_level_five_years.hours": (TRAINING, 550),
    "training.county_level_five_years.days": (TRAINING, 90),
    "training.county_level_five_years.window_months": (TRAINING, 60),
    "training.county_level_five_years.settling_months": (TRAINING, 12),
    "training.section_level_yearly.hours": (TRAINING, 90),
    "training.section_level_yearly.days": (TRAINING, 12),
    "training.member_yearly.hours": (MEMBERS, 32),
    "training.secretary_yearly.hours": (MEMBERS, 56),
    "training.secretary_yearly.concentrated_minimum": (MEMBERS, 1),
    "training.party_spirit_share.share": (DISTRICT, HALF),
    "training.leader_lecture_share.share": (date(2025, 8, 3), Fraction(1, 5)),
    "training.leave_share.share": (TRAINING, Fraction(1, 7)),
    "training.new_secretary.months": (MEMBERS, 6),
    "training.new_member.months": (MEMBERS, 12),
    "appointment.qualification.work_years.months": (APPOINTMENT, 60),
    "appointment.qualification.grassroots_years.months": (APPOINTMENT, 24),
    "appointment.qualification.lower_posts.minimum": (APPOINTMENT, 2),
    "appointment.qualification.deputy_years.months": (APPOINTMENT, 24),
    "appointment.qualification.lower_principal_years.months": (APPOINTMENT, 36),
    "appointment.qualification.education.minimum": (APPOINTMENT, "associate"),
    "appointment.qualification.education.bureau_minimum": (APPOINTMENT, "bachelor"),
    "appointment.qualification.exceptional_consent.duty": (APPOINTMENT, True),
    "appointment.qualification.training.grace_months": (APPOINTMENT, 12),
    "appointment.exceptional.interval.months": (APPOINTMENT, 12),
    "appointment.exceptional.levels.maximum_skipped": (APPOINTMENT, 1),
    "appointment.exceptional.consecutive.duty": (APPOINTMENT, True),
    "appointment.avoidance.kin.duty": (APPOINTMENT, True),
    "appointment.bars.sanction.duty": (APPOINTMENT, True),
    "appointment.bars.sanction.party_warning_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.party_serious_warning_months": (APPOINTMENT, 18),
    "appointment.bars.sanction.party_post_revoked_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.party_probation_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.admin_warning_months": (APPOINTMENT, 6),
    "appointment.bars.sanction.admin_demerit_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.admin_major_demerit_months": (APPOINTMENT, 18),
    "appointment.bars.sanction.admin_demotion_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.admin_post_revoked_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.admonition_months": (APPOINTMENT, 6),
    "appointment.bars.sanction.reassignment_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.unfit_removal_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.demotion_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.ordered_resignation_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.ordered_resignation_higher_months": (APPOINTMENT, 24),
    "appointment.bars.sanction.removal_months": (APPOINTMENT, 12),
    "appointment.bars.sanction.removal_higher_months": (APPOINTMENT, 24),
    "appointment.recommendation.both_forms.duty": (APPOINTMENT, True),
    "appointment.recommendation.valid.months": (FIRST, 12),
    "appointment.vetting.team.minimum": (APPOINTMENT, 2),
    "appointment.vetting.notice.duty": (APPOINTMENT, True),
    "appointment.vetting.four_checks.duty": (date(2016, 8, 29), True),
    "appointment.vetting.double_signature.duty": (REVISED, True),
    "appointment.decision.quorum.present_share": (FIRST, Fraction(2, 3)),
    "appointment.decision.majority.votes_share": (FIRST, HALF),
    "appointment.notice.length.workdays": (APPOINTMENT, 5),
    "appointment.notice.length.count_start_day": (APPOINTMENT, False),
    "appointment.notice.order.duty": (APPOINTMENT, True),
    "appointment.order.duty": (FIRST, True),
    "appointment.instatement.talk.duty": (APPOINTMENT, True),
    "appointment.probation.length.months": (APPOINTMENT, 12),
    "appointment.probation.concluded.duty": (APPOINTMENT, True),
    "assessment.ideology_share_objective.share": (DISTRICT, Fraction(1, 10)),
    "assessment.ideology_share_party_building.share": (DISTRICT, Fraction(1, 4)),
    "register.work_age.years": (LABOUR, 16),
    "register.party_age.years": (CONSTITUTION, 18),
    "register.personal_matters_yearly.lowest_level": (PERSONAL_MATTERS, "county_deputy"),
    "register.personal_matters_yearly.last_month": (PERSONAL_MATTERS, 1),
    "reminder.retirement.men_years": (RAISED, 60),
    "reminder.retirement.women_years": (RAISED, 55),
    "reminder.retirement.women_county_years": (date(2015, 3, 1), 60),
    "reminder.retirement.raise_year": (RAISED, 2025),
    "reminder.retirement.step_months": (RAISED, 4),
    "reminder.retirement.most_months": (RAISED, 36),
    "reminder.same_post.county_years": (APPOINTMENT, 10),
    "reminder.member_probation.months": (CONSTITUTION, 12),
}
"""Parameter -> first day and the value in force in 2025, as the rule set states them."""

ALWAYS: dict[str, Amount] = {
    "assessment.weights_sum.total": 1,
    "register.career_gap.months": 0,
    "register.assessment_gap.years_back": 3,
    "register.assessment_gap.settled_months": 6,
    "register.dossier_settled.months": 6,
    "register.family_spouse.persons": 1,
    "reminder.same_post.section_years": 10,
    **{
        f"register.{name}.duty": True
        for name in (
            "id_number_check", "id_number_birth", "id_number_sex", "id_number_unique", "name_form", "party_date",
            "career_overlap", "career_within", "career_start", "career_open", "tenure_in_career", "tenure_after_work",
            "tenure_organization", "principal_once", "post_without_quota", "current_post", "education_agrees",
            "family_births",
        )
    },
}  # fmt: skip
"""Parameters that hold on every day: what the system itself asks for."""

READINGS = {
    "register.assessment_gap.years_back",
    "register.assessment_gap.settled_months",
    "register.dossier_settled.months",
    "reminder.same_post.section_years",
    "life_meeting.yearly.deferral_months",
    "training.county_level_five_years.days",
    "appointment.notice.length.count_start_day",
}

OFF = {
    "training.online_yearly.hours",
    "training.theory_share.theory_and_party_spirit",
    "training.theory_share.party_spirit",
    "appointment.qualification.section_years.deputy_months",
    "appointment.qualification.section_years.principal_months",
    "assessment.sanction_effect.unfit_removal",
}


@pytest.mark.parametrize("key", NUMBERS)
def test_every_number_of_the_rule_set_from_its_first_day_on(law: Law, key: str) -> None:
    first, expected = NUMBERS[key]
    parameter = law.parameter(key)
    assert parameter.on(first - timedelta(days=1)) is None
    for day in (first, date(2025, 12, 31)):
        found = parameter.on(day)
        assert found is not None
        assert (found.value, type(found.value) is bool) == (expected, type(expected) is bool)


def test_annual_assessment_looks_back_three_years_until_the_revision_and_one_since(law: Law) -> None:
    years = law.parameter("appointment.bars.annual_assessment.years")
    days = (date(2014, 1, 13), APPOINTMENT, REVISED - timedelta(days=1), REVISED, date(2025, 12, 31))
    assert [one and one.value for one in map(years.on, days)] == [None, 3, 3, 1, 1]


@pytest.mark.parametrize("key", ALWAYS)
def test_what_the_system_asks_for_holds_always(law: Law, key: str) -> None:
    assert [(one.since, one.until, one.value) for one in law.parameter(key).values] == [(None, None, ALWAYS[key])]


SANCTION_EFFECTS = {
    "party_warning": "not_excellent",
    "party_serious_warning": "not_graded",
    "party_post_revoked": "incompetent",
    "party_probation": "incompetent",
    "admin_warning": "not_excellent",
    "admin_demerit": "not_graded",
    "admin_major_demerit": "not_graded",
    "admin_demotion": "not_graded",
    "admin_post_revoked": "not_graded",
    "admonition": "not_excellent",
    "reassignment": "not_excellent",
    "ordered_resignation": "not_graded",
    "removal": "not_graded",
    "demotion": "not_graded",
    "party_probation_one_year_following_years": 1,
    "party_probation_two_years_following_years": 2,
    "admin_major_demerit_following_years": 1,
    "admin_demotion_following_years": 1,
    "admin_post_revoked_following_years": 1,
}


@pytest.mark.parametrize("name", SANCTION_EFFECTS)
def test_what_a_sanction_does_to_the_appraisal(law: Law, name: str) -> None:
    effect = law.parameter(f"assessment.sanction_effect.{name}")
    assert effect.on(date(2020, 12, 27)) is None
    found = effect.on(date(2020, 12, 28))
    assert found is not None
    assert found.value == SANCTION_EFFECTS[name]


def test_the_tables_of_this_test_name_every_parameter(law: Law) -> None:
    told = {*NUMBERS, *ALWAYS, *OFF, "appointment.bars.annual_assessment.years"}
    assert told | {f"assessment.sanction_effect.{name}" for name in SANCTION_EFFECTS} == law.parameters.keys()


def test_readings_of_ours_and_facts_switched_off_are_marked(law: Law) -> None:
    assert {key for key, parameter in law.parameters.items() if parameter.reading} == READINGS
    assert {key for key, parameter in law.parameters.items() if not parameter.versions()} == OFF
    assert all(value.note for key in OFF for value in law.parameter(key).values)


APPOINTMENT_TEXTS = (
    ("2002-07-09", "appointment-regulations-2002"),
    ("2014-01-14", "appointment-regulations-2014"),
    ("2019-03-03", "appointment-regulations-2019"),
)


def test_appointment_parameters_have_one_value_a_text_and_others_one_in_all(law: Law) -> None:
    for key, parameter in law.parameters.items():
        cited = [(str(one.since), one.cites.partition("#")[0]) for one in parameter.versions()]
        if key.startswith("appointment.vetting.four_checks."):
            assert cited == [("2016-08-29", "promotion-integrity-opinions-2016"), APPOINTMENT_TEXTS[2]]
        elif key.startswith("appointment.vetting.double_signature."):
            assert cited == [APPOINTMENT_TEXTS[2]]
        elif key.startswith("appointment.") and not (
            key.startswith("appointment.bars.sanction.") and key[-4:] != "duty"
        ):
            first = 0 if parameter.versions() and parameter.versions()[0].since == FIRST else 1
            assert key in OFF or cited == list(APPOINTMENT_TEXTS[first:])
        else:
            assert key in OFF or len(cited) == 1


ARTICLES = {
    ("appointment.notice.length.workdays", "2018-01-01"): "appointment-regulations-2014#41",
    ("appointment.notice.length.workdays", "2025-01-01"): "appointment-regulations-2019#42",
    ("appointment.decision.quorum.present_share", "2018-01-01"): "appointment-regulations-2014#37",
    ("appointment.decision.quorum.present_share", "2025-01-01"): "appointment-regulations-2019#38",
    ("appointment.decision.majority.votes_share", "2025-01-01"): "appointment-regulations-2019#39",
    ("appointment.recommendation.valid.months", "2018-01-01"): "appointment-regulations-2014#14",
    ("appointment.recommendation.valid.months", "2025-01-01"): "appointment-regulations-2019#16",
    ("appointment.qualification.work_years.months", "2025-01-01"): "appointment-regulations-2019#8.1",
    ("appointment.qualification.exceptional_consent.duty", "2025-01-01"): "appointment-regulations-2019#35",
    ("appointment.vetting.four_checks.duty", "2025-01-01"): "appointment-regulations-2019#31",
    ("appointment.vetting.team.minimum", "2025-01-01"): "appointment-regulations-2019#33",
    ("appointment.probation.length.months", "2025-01-01"): "appointment-regulations-2019#43",
    ("appointment.instatement.talk.duty", "2025-01-01"): "appointment-regulations-2019#44",
    ("appointment.bars.sanction.party_warning_months", "2025-01-01"): "discipline-regulations-2023#10",
    ("appointment.bars.sanction.admin_warning_months", "2025-01-01"): "administrative-sanctions-law-2020#8",
    ("branch_life.assembly_quarterly.minimum", "2025-01-01"): "branch-work-regulations-2018#11",
    ("branch_life.committee_monthly.minimum", "2025-01-01"): "branch-work-regulations-2018#12",
    ("branch_life.group_monthly.minimum", "2025-01-01"): "branch-work-regulations-2018#13",
    ("branch_life.theme_day_monthly.minimum", "2025-01-01"): "branch-work-regulations-2018#16",
    ("organization.branch_minimum.full_members", "2025-01-01"): "branch-work-regulations-2018#4",
    ("training.county_level_five_years.hours", "2025-01-01"): "education-training-regulations-2023#14",
    ("training.leave_share.share", "2025-01-01"): "education-training-regulations-2023#15",
    ("training.leader_lecture_share.share", "2025-12-31"): "party-school-regulations-2025#8",
}


@pytest.mark.parametrize(("key", "day"), ARTICLES)
def test_articles_that_are_known(law: Law, key: str, day: str) -> None:
    found = law.parameter(key).on(date.fromisoformat(day))
    assert found is not None
    assert found.cites == ARTICLES[key, day]


TIMELINE = {
    "appointment-regulations-2002": ("2002-07-09", "2014-01-14"),
    "appointment-regulations-2014": ("2014-01-14", "2019-03-03"),
    "appointment-regulations-2019": ("2019-03-03", None),
    "cadre-adjustment-provisions-2015": ("2015-07-19", "2022-09-08"),
    "cadre-adjustment-provisions-2022": ("2022-09-08", None),
    "education-training-regulations-2015": ("2015-10-14", "2023-09-19"),
    "education-training-regulations-2023": ("2023-09-19", None),
    "education-training-plan-2023": ("2023-10-16", "2028-01-01"),
    "party-school-regulations-2019": ("2019-10-25", "2025-08-03"),
    "party-school-regulations-2025": ("2025-08-03", None),
    "branch-work-regulations-2018": ("2018-10-28", None),
    "member-education-regulations-2019": ("2019-05-06", None),
    "democratic-life-meeting-provisions-1990": (None, "2016-12-23"),
    "democratic-life-meeting-provisions-2016": ("2016-12-23", None),
    "strict-governance-provisions-2020": ("2020-03-09", None),
    "cadre-assessment-regulations-2019": ("2019-04-07", None),
    "civil-servant-assessment-provisions-2007": ("2007-01-04", "2020-12-28"),
    "civil-servant-assessment-provisions-2020": ("2020-12-28", None),
    "accountability-regulations-2016": ("2016-07-08", "2019-09-01"),
    "accountability-regulations-2019": ("2019-09-01", None),
    "organization-handling-provisions-2021": ("2021-03-19", None),
    "discipline-regulations-2018": ("2018-10-01", "2024-01-01"),
    "discipline-regulations-2023": ("2024-01-01", None),
    "administrative-sanctions-law-2020": ("2020-07-01", None),
    "civil-servant-law-2018": ("2019-06-01", None),
    "personal-matters-provisions-2017": ("2017-02-08", None),
    "personal-matters-verification-measures-2017": ("2017-02-08", None),
    "post-term-provisions-2006": (None, None),
    "rotation-provisions-2006": (None, None),
    "recusal-provisions-2006": (None, None),
    "selection-supervision-measures-2019": ("2019-05-13", None),
    "selection-reporting-measures-2010": (None, None),
    "selection-review-measures-2010": (None, None),
    "grassroots-election-regulations-1990": (None, "2020-07-13"),
    "grassroots-election-regulations-2020": ("2020-07-13", None),
    "organization-work-regulations-2021": ("2021-05-22", None),
    "cybersecurity-law-2016": ("2017-06-01", "2026-01-01"),
    "cybersecurity-law-2025": ("2026-01-01", None),
    "district-responsibility-system": ("2021-01-01", None),
}
"""Version -> first day and first day after; None for a start whose day is not certain, and for a text in force."""


@pytest.mark.parametrize("slug", TIMELINE)
def test_the_version_timeline(law: Law, slug: str) -> None:
    since, until = TIMELINE[slug]
    source = law.sources[slug]
    assert str(source.until) == str(until)
    if since is None:
        assert "待核" in source.note
    else:
        assert str(source.since) == since


def test_document_numbers_only_where_confirmed(law: Law) -> None:
    numbers = {slug: source.document_number for slug, source in law.sources.items() if source.document_number}
    assert numbers == {
        "appointment-regulations-2002": "中发〔2002〕7号",
        "appointment-regulations-2014": "中发〔2014〕3号",
        "civil-servant-assessment-provisions-2007": "中组发〔2007〕2号",
        "post-term-provisions-2006": "中办发〔2006〕19号",
        "rotation-provisions-2006": "中办发〔2006〕19号",
        "recusal-provisions-2006": "中办发〔2006〕19号",
        "selection-reporting-measures-2010": "中组发〔2010〕8号",
    }


def test_nothing_is_called_verified_before_somebody_compared_it_with_the_official_text(law: Law) -> None:
    assert all(value.verified_on is None for parameter in law.parameters.values() for value in parameter.values)
    assert all(source.verified_on is None for source in law.sources.values())


def test_loading_is_quick() -> None:
    """About 20 ms; the bound leaves room for a busy machine, and the C parser is what keeps it there."""

    def seconds() -> float:
        start = time.process_time()
        load_law()
        return time.process_time() - start

    assert yaml.__with_libyaml__
    assert min(seconds() for _ in range(3)) < 0.15
