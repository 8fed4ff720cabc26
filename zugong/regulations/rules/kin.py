"""任职回避: close relatives in the unit somebody is to be appointed to."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import cases, tenures, texts
from zugong.regulations.facts.law import unseen
from zugong.regulations.facts.levels import RANKS, SECTION
from zugong.regulations.judging import Judgement, judge
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import LEVELS


LEADING, UNCLEAR, ORDINARY = 0, 1, 2
"""A relative in the target unit: in a leading post, of unknown level, known to hold no leading post."""


def _relatives(subjects: Expr, t: Tables) -> Expr:
    """Family members of each case's person, with the unit and the day they are looked at for."""
    family = t.family_members.select(
        "relation", "name", "relative_person_id", "post", unit_id=_.organization_id, family_of=_.person_id
    )
    of = subjects.select("subject_id", "on_day", "target_organization_id", case_person_id=_.person_id)
    return of.join(family, of.case_person_id == family.family_of)


def _posts_there(relatives: Expr, t: Tables) -> Expr:
    """Per case and relative: number, highest level and unlevelled ones of their tenures in the unit that day."""
    held = tenures.rows(t).filter(_.organization_id.notnull())
    held = held.select("level_rank", "since_day", "end_on", holder=_.person_id, unit=_.organization_id)
    pairs = relatives.select("subject_id", "on_day", "target_organization_id", "relative_person_id").distinct()
    running = pairs.join(
        held,
        [
            pairs.relative_person_id == held.holder,
            pairs.target_organization_id == held.unit,
            held.since_day <= pairs.on_day,
            held.end_on > pairs.on_day,
        ],
    )
    return running.group_by(held_in=_.subject_id, held_by=_.relative_person_id).agg(
        posts=_.count(), rank_there=_.level_rank.max(), unlevelled=ibis.ifelse(_.level_rank.isnull(), 1, 0).sum()
    )


def _in_target_unit(subjects: Expr, t: Tables) -> Expr:
    """Relatives working in the target unit on the reference day, with `standing` and how they are named."""
    relatives = _relatives(subjects, t)
    posts = _posts_there(relatives, t)
    joined = relatives.left_join(
        posts, [relatives.subject_id == posts.held_in, relatives.relative_person_id == posts.held_by]
    )
    works_there = (joined.unit_id == joined.target_organization_id).fill_null(False) | joined.posts.notnull()
    standing = ibis.cases(
        (_.rank_there >= SECTION, LEADING),
        (_.posts.isnull() | (_.unlevelled > 0), UNCLEAR),
        else_=ORDINARY,
    )
    level = ibis.cases(
        *((_.rank_there == place, "，" + LEVELS[level]) for level, place in RANKS.items()), else_="，层次未填"
    )
    named = _.relation + "（" + _.post.fill_null("职务未填") + level + "）"
    return joined.filter(works_there).mutate(standing=standing, named=named)


def _summed_up(relatives: Expr) -> Expr:
    """Per case: the relative that weighs most, and how many are of unknown level."""
    worst = ibis.window(group_by="subject_id", order_by=["standing", "relation", "name"])
    ranked = relatives.mutate(place=ibis.row_number().over(worst))
    return ranked.group_by(kin_of=_.subject_id).agg(
        worst_standing=_.standing.min(),
        worst_named=ibis.ifelse(_.place == 0, _.named, ibis.null("string")).max(),
        unclear=ibis.ifelse(_.standing == UNCLEAR, 1, 0).sum(),
    )


def _to_look_up(subjects: Expr, t: Tables) -> Expr:
    """Per case: relatives known by their own person number, whose posts stand in the tenures."""
    numbered = _relatives(subjects, t).filter(_.relative_person_id.notnull())
    return numbered.group_by(numbered_of=_.subject_id).agg(numbered=_.count())


@rule(
    "appointment.avoidance.kin",
    title="有任职回避关系的不得安排",
    subject="appointment_case",
    parameters=("duty",),
)
def kin(t: Tables, law: LawRow) -> Judgement:
    """领导干部与其近亲属不得在同一机关担任双方直接隶属于同一领导人员的职务或者有直接上下级领导关系的职务。核查填了拟任单位的个案：家庭主要成员中，本案基准日在拟任单位任乡科级副职以上职务的，为不合规；在拟任单位工作而层次不明的，列为待核，由人判断是否直接上下级。
    层次为科员级的和不在拟任单位的，合规；但从事组织人事、纪检监察、审计、财务工作的仍须由人核对。没有填亲属单位、也没有亲属人员编号的，不作推测。"""
    subjects = cases.under_judgement(t).filter(_.target_organization_id.notnull())
    relatives = _in_target_unit(subjects, t)
    subjects = cases.with_totals(subjects, _summed_up(relatives), "kin_of")
    subjects = cases.with_totals(subjects, _to_look_up(subjects, t), "numbered_of")
    standing = _.worst_standing.fill_null(ORDINARY)
    not_seen = ~_.seen_tenures & _.numbered.notnull()
    unlooked = ~_.seen_family_members | not_seen
    columns = [name for name in t.family_members.columns if name in relatives.columns]
    rows = relatives.select("subject_id", *columns, person_id=_.case_person_id, organization_id=_.unit_id)
    return judge(
        subjects,
        kind="appointment_case",
        fails=standing == LEADING,
        unknown_if=unlooked | (standing == UNCLEAR),
        holds=standing == ORDINARY,
        actual=ibis.coalesce(
            _.worst_named, ibis.ifelse(unlooked, "亲属任职情况未知", "家庭主要成员没有在拟任单位任职的")
        ),
        required="家庭主要成员不在拟任单位担任领导职务",
        missing=[
            unseen("family_members", "家庭成员"),
            (not_seen, "数据中没有《任职经历》表，无从查对亲属职务"),
            (
                ~not_seen & (standing == UNCLEAR),
                texts.number(_.unclear) + " 名亲属在拟任单位的职务层次不明，须由人判断是否回避",
            ),
        ],
        counted={"family_members": rows.mutate(period=ibis.literal(""))},
    )
