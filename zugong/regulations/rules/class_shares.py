"""What the hours of a 主体班 are made of, as the 2015 opinions put it. Unconfirmed: a local pack switches it on."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Share, Tables
from zugong.regulations.facts import texts, training
from zugong.regulations.facts.meetings import tally
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.rules.training import COURSES_UNSEEN, NO_COURSES, NO_HOURS, hours_text


@rule(
    "training.theory_share",
    title="主体班次理论教育和党性教育不低于百分之七十，其中党性教育不低于百分之二十",
    subject="training_class",
    parameters=("theory_and_party_spirit", "party_spirit"),
)
def theory_share(t: Tables, law: LawRow) -> Judgement:
    """党校（行政学院）主体班次，理论教育和党性教育课时不低于总课时的百分之七十，其中党性教育不低于总课时的百分之二十。此数出自2015年意见，现行条例和规划是否保留未核实，须由本地法规包写明依据后启用。
    没有课程或者总学时为零的，列为待核。"""
    both, spirit = law.share("theory_and_party_spirit"), law.share("party_spirit")
    courses = t.training_courses.mutate(subject_id=_.class_id)
    subjects = tally(
        training.main_classes(t),
        courses,
        seen="training_courses",
        courses=_.count(),
        hours=_.hours.sum(),
        both=ibis.ifelse(_.category.isin(["theory", "party_spirit"]), _.hours, 0).sum(),
        spirit=ibis.ifelse(_.category == "party_spirit", _.hours, 0).sum(),
    )
    return judge(
        subjects,
        kind="training_class",
        unknown_if=(_.courses == 0) | (_.hours == 0),
        holds=both.reached(_.both, _.hours) & spirit.reached(_.spirit, _.hours),
        actual="理论和党性教育 "
        + hours_text(_.both)
        + "，其中党性教育 "
        + hours_text(_.spirit)
        + " / 共 "
        + hours_text(_.hours),
        required=_required(both, spirit),
        missing=[COURSES_UNSEEN, NO_COURSES, NO_HOURS],
        counted={"training_courses": courses.mutate(period=ibis.literal(""))},
    )


def _required(both: Share, spirit: Share) -> Expr:
    return "理论和党性教育 " + texts.share_of("总学时", both) + "，党性教育 " + texts.share_of("总学时", spirit)
