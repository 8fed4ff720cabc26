"""Dates of work and of Party membership are possible ones."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import LawRow, Tables
from zugong.regulations.facts import members, texts
from zugong.regulations.facts.dates import year_month, years_full
from zugong.regulations.facts.register import (
    as_of_today,
    counted_rows,
    each_person,
    judge_faults,
    persons,
    shown_people,
    where_kept,
)
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule


@rule(
    "register.work_age",
    title="参加工作时已满最低年龄",
    subject="person",
    parameters=("years",),
    force=Force.GENERALLY,
)
def work_age(t: Tables, law: LawRow) -> Judgement:
    """禁止用人单位招用未满十六周岁的未成年人，参加工作时间一般不早于满十六周岁的月份。按年月比较。下乡、参军等早于十六周岁的，以档案认定为准。"""
    people = persons(t.people.filter(_.born_on.notnull() & _.work_started_on.notnull()), t)
    early = people.filter(~years_full(_.born_on, law.years, _.work_started_on))
    note = year_month(_.born_on) + " 出生，" + year_month(_.work_started_on) + " 参加工作"
    return judge_faults(
        people,
        early.mutate(note=note),
        fine="已满最低年龄",
        required=texts.at_least(texts.number(law.years), "周岁"),
        counted={"people": shown_people(t)},
    )


@rule("register.party_age", title="入党时已满十八岁", subject="person", parameters=("years",))
def party_age(t: Tables, law: LawRow) -> Judgement:
    """年满十八岁的中国工人、农民、军人、知识分子和其他社会阶层的先进分子，可以申请入党。入党时间早于满十八岁的月份，说明出生或入党时间有误。按年月比较。"""
    people = persons(t.people.filter(_.born_on.notnull() & _.party_joined_on.notnull()), t)
    early = people.filter(~years_full(_.born_on, law.years, _.party_joined_on))
    note = year_month(_.born_on) + " 出生，" + year_month(_.party_joined_on) + " 入党"
    return judge_faults(
        people,
        early.mutate(note=note),
        fine="已满十八岁",
        required=texts.at_least(texts.number(law.years), "周岁"),
        counted={"people": shown_people(t)},
    )


@rule("register.party_date", title="党员填有入党时间", subject="person", parameters=("duty",))
def party_date(t: Tables, law: LawRow) -> Judgement:
    """组织关系在支部的正式党员和预备党员，应当填有入党时间，否则党龄和预备期无从计算。整个数据都没有填入党时间的，视为没有这一栏，不核。"""
    status = as_of_today(members.rows(t), t).filter(_.status.notnull())
    belonging = status.filter((_.since_day <= _.as_of) & (_.as_of < _.end_on))
    people = each_person(where_kept(belonging, t.people, "party_joined_on"), t)
    undated = t.people.filter(_.party_joined_on.isnull())
    return judge_faults(
        people.semi_join(t.people, "person_id"),
        undated.mutate(note=ibis.literal("未填入党时间")),
        fine="已填",
        required="有入党时间",
        counted={"members": counted_rows(belonging)},
    )
