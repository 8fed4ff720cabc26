"""The numbers of the law in force in 2025 and the first days of the texts, written down from `RULES.md` by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any


_BRANCH = date(2018, 10, 28)
_LOCAL = date(2021, 1, 1)
_LIFE_MEETING = date(2016, 12, 23)
_TRAINING = date(2023, 9, 19)
_MEMBER_TRAINING = date(2019, 5, 6)
_2002 = date(2002, 7, 9)
_2014 = date(2014, 1, 14)
_2019 = date(2019, 3, 3)

TEXTS: dict[str, tuple[date, ...]] = {
    "branch_life.assembly_quarterly": (_BRANCH,),
    "branch_life.committee_monthly": (_BRANCH,),
    "branch_life.group_monthly": (_BRANCH,),
    "branch_life.theme_day_monthly": (_BRANCH,),
    "branch_life.life_meeting_yearly": (_BRANCH,),
    "branch_life.member_appraisal_yearly": (_BRANCH,),
    "branch_life.secretary_lecture_yearly": (_BRANCH,),
    "branch_life.must_learn_quarterly": (_LOCAL,),
    "branch_life.assembly_quorum": (_BRANCH,),
    "branch_life.assembly_majority": (_BRANCH,),
    "branch_life.committee_quorum": (_BRANCH,),
    "organization.branch_minimum": (_BRANCH,),
    "organization.branch_maximum": (_BRANCH,),
    "organization.term_renewal": (_BRANCH,),
    "organization.post_quota": (_2014,),
    "life_meeting.yearly": (_LIFE_MEETING,),
    "life_meeting.attendance": (_LIFE_MEETING,),
    "training.county_level_five_years": (_TRAINING,),
    "training.section_level_yearly": (_TRAINING,),
    "training.member_yearly": (_MEMBER_TRAINING,),
    "training.secretary_yearly": (_MEMBER_TRAINING,),
    "training.party_spirit_share": (_LOCAL,),
    "training.leader_lecture_share": (date(2025, 8, 3),),
    "training.leave_share": (_TRAINING,),
    "appointment.qualification.work_years": (_2014, _2019),
    "appointment.qualification.grassroots_years": (_2014, _2019),
    "appointment.qualification.lower_posts": (_2014, _2019),
    "appointment.qualification.deputy_years": (_2014, _2019),
    "appointment.qualification.lower_principal_years": (_2014, _2019),
    "appointment.qualification.education": (_2014, _2019),
    "appointment.qualification.exceptional_consent": (_2014, _2019),
    "appointment.bars.annual_assessment": (_2014, _2019),
    "appointment.bars.sanction": (_2014, _2019),
    "appointment.recommendation.both_forms": (_2014, _2019),
    "appointment.recommendation.valid": (_2002, _2014, _2019),
    "appointment.vetting.team": (_2014, _2019),
    "appointment.vetting.notice": (_2014, _2019),
    "appointment.vetting.four_checks": (date(2016, 8, 29), _2019),
    "appointment.vetting.double_signature": (_2019,),
    "appointment.decision.quorum": (_2002, _2014, _2019),
    "appointment.decision.majority": (_2002, _2014, _2019),
    "appointment.notice.length": (_2014, _2019),
    "appointment.notice.order": (_2014, _2019),
    "appointment.order": (_2002, _2014, _2019),
    "appointment.instatement.talk": (_2014, _2019),
    "appointment.probation.length": (_2014, _2019),
    "appointment.probation.concluded": (_2014, _2019),
    "assessment.weights_sum": (),
    "assessment.ideology_share_objective": (_LOCAL,),
    "assessment.ideology_share_party_building": (_LOCAL,),
}
"""First day of each text of a rule; none means in force always."""

NUMBERS: dict[str, dict[str, Any]] = {
    "branch_life.assembly_quarterly": {"least": 1},
    "branch_life.committee_monthly": {"least": 1, "members": 7},
    "branch_life.group_monthly": {"least": 1},
    "branch_life.theme_day_monthly": {"least": 1},
    "branch_life.life_meeting_yearly": {"least": 1},
    "branch_life.member_appraisal_yearly": {"least": 1},
    "branch_life.secretary_lecture_yearly": {"least": 1},
    "branch_life.must_learn_quarterly": {"least": 1},
    "branch_life.assembly_quorum": {"part": 1, "whole": 2},
    "branch_life.assembly_majority": {"part": 1, "whole": 2},
    "branch_life.committee_quorum": {"part": 1, "whole": 2},
    "organization.branch_minimum": {"members": 3},
    "organization.branch_maximum": {"members": 50},
    "organization.term_renewal": {"months": 36, "long_months": 60, "extension": 12},
    "life_meeting.yearly": {"last_month": 3},
    "life_meeting.attendance": {"part": 2, "whole": 3},
    "training.county_level_five_years": {"months": 60, "hours": 550, "days": 90, "in_post": 12},
    "training.section_level_yearly": {"hours": 90, "days": 12},
    "training.member_yearly": {"hours": 32},
    "training.secretary_yearly": {"hours": 56, "concentrated": 1},
    "training.party_spirit_share": {"share": Decimal("0.50")},
    "training.leader_lecture_share": {"share": Decimal("0.20")},
    "training.leave_share": {"part": 1, "whole": 7},
    "appointment.qualification.work_years": {"months": 60},
    "appointment.qualification.grassroots_years": {"months": 24},
    "appointment.qualification.lower_posts": {"posts": 2},
    "appointment.qualification.deputy_years": {"months": 24},
    "appointment.qualification.lower_principal_years": {"months": 36},
    "appointment.bars.annual_assessment": {"years": {_2014: 3, _2019: 1}},
    "appointment.bars.sanction": {
        "months": {
            "party_warning": 12,
            "party_serious_warning": 18,
            "party_post_revoked": 24,
            "party_probation": 24,  # after the months of the probation itself
            "admin_warning": 6,
            "admin_demerit": 12,
            "admin_major_demerit": 18,
            "admin_demotion": 24,
            "admin_post_revoked": 24,
            "admonition": 6,
            "reassignment": 12,
            "ordered_resignation": 12,
            "removal": 12,
            "unfit_removal": 12,
            "demotion": 24,
        },
        "to_a_higher_level": {"ordered_resignation": 24, "removal": 24},
    },
    "appointment.recommendation.valid": {"months": 12},
    "appointment.vetting.team": {"size": 2},
    "appointment.decision.quorum": {"part": 2, "whole": 3},
    "appointment.decision.majority": {"part": 1, "whole": 2},
    "appointment.notice.length": {"days": 5},
    "appointment.probation.length": {"months": 12},
    "assessment.weights_sum": {"sum": Decimal(1)},
    "assessment.ideology_share_objective": {"share": Decimal("0.10")},
    "assessment.ideology_share_party_building": {"share": Decimal("0.25")},
}
"""The numbers of each rule by name; a dict keyed by first days is a dated value."""
