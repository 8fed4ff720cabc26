"""Posts held agree with the person, the unit and its quotas."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import LawRow, Tables
from zugong.regulations.facts import tenures, texts
from zugong.regulations.facts.dates import OPEN_END, OPEN_START, months_between, year_month
from zugong.regulations.facts.levels import SECTION
from zugong.regulations.facts.register import (
    as_of_today,
    counted_rows,
    each_person,
    held_now,
    judge_faults,
    where_kept,
)
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule
from zugong.regulations.tables.schema import LEVELS


PRINCIPALS = tuple(level for level in LEVELS if level.endswith("_principal"))


@rule("register.tenure_after_work", title="任职不早于参加工作", subject="person", parameters=("duty",))
def tenure_after_work(t: Tables, law: LawRow) -> Judgement:
    """任职经历的起始年月不早于参加工作的年月。早于的，是参加工作时间或者任职时间有误。没有填参加工作时间的不核。"""
    known = t.people.filter(_.work_started_on.notnull()).select("person_id", "work_started_on")
    held = tenures.rows(t).join(known, "person_id")
    early = held.filter(months_between(_.work_started_on, _.since) < 0)
    note = year_month(_.since) + " 任" + _.post + "，早于参加工作的 " + year_month(_.work_started_on)
    return judge_faults(
        each_person(held, t),
        early.mutate(note=note),
        fine="都不早于参加工作",
        required="不早于参加工作的年月",
        counted={"tenures": counted_rows(tenures.rows(t))},
    )


@rule("register.tenure_organization", title="任职时单位存在", subject="person", parameters=("duty",))
def tenure_organization(t: Tables, law: LawRow) -> Judgement:
    """任职开始时单位应当已经成立、没有撤销；单位撤销后任职应当结束。单位没有填成立和撤销日期的不核。"""
    known = t.organizations.filter(_.founded_on.notnull() | _.dissolved_on.notnull())
    known = known.select("organization_id", "name", "founded_on", "dissolved_on")
    held = as_of_today(tenures.rows(t), t).join(known, "organization_id")
    founded, dissolved = _.founded_on.fill_null(OPEN_START), _.dissolved_on.fill_null(OPEN_END)
    gone = (dissolved <= _.as_of) & (_.end_on > dissolved)
    amiss = held.filter((_.since_day < founded) | (_.since_day >= dissolved) | gone)
    note = texts.iso(_.since) + " 任" + _.post + "，" + _.name + "当时还没有成立或者已经撤销"
    return judge_faults(
        each_person(held, t),
        amiss.mutate(note=note),
        fine="任职时单位都存在",
        required="任职在单位存续期间",
        counted={"tenures": counted_rows(tenures.rows(t))},
    )


@rule(
    "register.principal_once",
    title="同一正职没有两人同时在任",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def principal_once(t: Tables, law: LawRow) -> Judgement:
    """同一单位、同一层次、同一名称的正职，同时只有一人在任。两人同时在任的，多半是前任的任职经历没有填止月，每人各列一条。"""
    held = held_now(t).filter(_.level.isin(PRINCIPALS) & _.organization_id.notnull())
    posts = held.group_by(unit=_.organization_id, at=_.level, named=_.post).agg(holders=_.person_id.nunique())
    shared = posts.filter(_.holders > 1)
    doubled = held.join(
        shared, [held.organization_id == shared.unit, held.level == shared.at, held.post == shared.named]
    )
    return judge_faults(
        each_person(held, t),
        doubled.mutate(note=_.post + "，另有 " + texts.number(_.holders - 1) + " 人同时在任"),
        fine="一人在任",
        required="同一正职一人在任",
        counted={"tenures": counted_rows(tenures.rows(t))},
    )


@rule(
    "register.post_without_quota",
    title="任职的层次核有职数",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def post_without_quota(t: Tables, law: LawRow) -> Judgement:
    """单位核定了领导职数，而任职的层次一个职数也没有的，可能是层次填错，也可能是没有职数配备。没有核定任何职数的单位和科员级职务不核。"""
    spans = as_of_today(t.post_quotas, t)
    running = spans.filter((_.since.fill_null(OPEN_START) <= _.as_of) & (_.as_of < _.until.fill_null(OPEN_END)))
    held = held_now(t).filter((_.level_rank >= SECTION) & _.organization_id.notnull())
    held = held.semi_join(running, "organization_id")
    return judge_faults(
        each_person(held, t),
        held.anti_join(running, ["organization_id", "level"]).mutate(
            note=_.post + "（" + texts.label_of(_.level, LEVELS) + "）没有核定职数"
        ),
        fine="核有职数",
        required="单位核有该层次的职数",
        counted={"tenures": counted_rows(tenures.rows(t))},
    )


@rule(
    "register.current_post",
    title="任职中的填有现任职务",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def current_post(t: Tables, law: LawRow) -> Judgement:
    """有正在任的任职经历的，应当填有现任职务的规范表述，任免审批表和名册用它。整个数据都没有填现任职务的，视为没有这一栏，不核。"""
    held = where_kept(held_now(t), t.people, "current_post").semi_join(t.people, "person_id")
    empty = t.people.filter(_.current_post.isnull())
    return judge_faults(
        each_person(held, t),
        empty.mutate(note=ibis.literal("未填现任职务")),
        fine="已填",
        required="有现任职务",
        counted={"tenures": counted_rows(tenures.rows(t))},
    )
