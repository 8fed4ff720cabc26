"""The first day of every text, and a case that every rule on cases selects."""

from __future__ import annotations

from tests.oracle.by_hand.example import case


SINGLE_TEXTS = {
    "branch_life.assembly_*": "2018-10-28",
    "branch_life.committee_*": "2018-10-28",
    "branch_life.*_monthly": "2018-10-28",
    "branch_life.*_yearly": "2018-10-28",
    "branch_life.must_learn_quarterly": "2021-01-01",
    "organization.branch_*": "2018-10-28",
    "organization.term_renewal": "2018-10-28",
    "organization.post_quota": "2014-01-14",
    "life_meeting.*": "2016-12-23",
    "training.*_level_*": "2023-09-19",
    "training.member_yearly": "2019-05-06",
    "training.secretary_yearly": "2019-05-06",
    "training.party_spirit_share": "2021-01-01",
    "training.leader_lecture_share": "2025-08-03",
    "training.leave_share": "2023-09-19",
    "assessment.ideology_*": "2021-01-01",
}
"""Rules with one text, by pattern."""

SINCE_2002 = ("recommendation.valid", "decision.quorum", "decision.majority", "order")
SINCE_2014 = (
    "qualification.work_years",
    "qualification.grassroots_years",
    "qualification.lower_posts",
    "qualification.deputy_years",
    "qualification.lower_principal_years",
    "qualification.education",
    "qualification.exceptional_consent",
    "bars.annual_assessment",
    "bars.sanction",
    "recommendation.both_forms",
    "vetting.team",
    "vetting.notice",
    "notice.length",
    "notice.order",
    "instatement.talk",
    "probation.length",
    "probation.concluded",
)

IN_FORCE = [
    *[(rule, "2002-07-08", None) for rule in SINCE_2002],
    *[(rule, "2002-07-09", "2002-07-09") for rule in SINCE_2002],
    *[(rule, "2014-01-13", "2002-07-09") for rule in SINCE_2002],
    *[(rule, "2014-01-13", None) for rule in SINCE_2014],
    *[(rule, "2014-01-14", "2014-01-14") for rule in (*SINCE_2002, *SINCE_2014)],
    *[(rule, "2019-03-02", "2014-01-14") for rule in (*SINCE_2002, *SINCE_2014)],
    *[(rule, "2019-03-03", "2019-03-03") for rule in (*SINCE_2002, *SINCE_2014)],
    ("vetting.four_checks", "2016-08-28", None),
    ("vetting.four_checks", "2016-08-29", "2016-08-29"),
    ("vetting.four_checks", "2019-03-02", "2016-08-29"),
    ("vetting.four_checks", "2019-03-03", "2019-03-03"),
    ("vetting.double_signature", "2019-03-02", None),
    ("vetting.double_signature", "2019-03-03", "2019-03-03"),
]
"""(rule on cases, day of decision, first day of the text in force or None)."""

SELECTED_BY_ALL = case(
    exceptional=True,
    vetting_on="2002-01-01",
    notice_on="2002-01-01",
    letter_on="2002-01-01",
    probation_required=True,
    probation_until="2002-01-01",
)
