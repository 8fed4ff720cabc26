"""Identity number, birth, sex and name of a person agree with one another."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import identity, texts
from zugong.regulations.facts.dates import year_month
from zugong.regulations.facts.register import judge_faults, persons, shown_people
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule


SEXES = ("男", "女")
DIGIT_OR_BLANK = "[0-9０-９ \t　]"


def _numbered(t: Tables) -> Expr:
    """People with an identity number, tidied."""
    return t.people.filter(_.id_number.notnull()).mutate(number=identity.tidy(_.id_number))


def _well_numbered(t: Tables) -> Expr:
    return _numbered(t).filter(identity.is_well_formed(_.number))


@rule("register.id_number_check", title="身份号码位数和校验码正确", subject="person", parameters=("duty",))
def id_number_check(t: Tables, law: LawRow) -> Judgement:
    """公民身份号码为十八位，末位是由前十七位算出的校验码；位数或者校验码不对，说明录入有误。没有填身份号码的不核。结论中不出现号码。"""
    people = persons(_numbered(t), t)
    well = identity.is_well_formed(_.number)
    note = ibis.ifelse(well, "末位校验码不对", "不是十八位号码")
    return judge_faults(
        people,
        people.filter(~(well & identity.has_right_check(_.number).fill_null(False))).mutate(note=note),
        fine="校验码正确",
        required="十八位，校验码正确",
        counted={"people": shown_people(t)},
    )


@rule("register.id_number_birth", title="出生年月与身份号码一致", subject="person", parameters=("duty",))
def id_number_birth(t: Tables, law: LawRow) -> Judgement:
    """登记的出生年月与身份号码中的出生年月应当一致。不一致的先核对录入，仍不一致的按干部人事档案认定。号码位数不对或者没有填出生年月的不核。"""
    people = persons(_well_numbered(t).filter(_.born_on.notnull()), t)
    differing = people.filter(year_month(_.born_on) != identity.birth_month(_.number))
    note = "登记 " + year_month(_.born_on) + "，身份号码为 " + identity.birth_month(_.number)
    return judge_faults(
        people,
        differing.mutate(note=note),
        fine="一致",
        required="与身份号码中的出生年月一致",
        counted={"people": shown_people(t)},
    )


@rule("register.id_number_sex", title="性别与身份号码一致", subject="person", parameters=("duty",))
def id_number_sex(t: Tables, law: LawRow) -> Judgement:
    """身份号码第十七位单数为男、双数为女，应当与登记的性别一致。号码位数不对、性别没有填或者不是男、女两字的不核。"""
    people = persons(_well_numbered(t).filter(_.sex.isin(SEXES)), t)
    differing = people.filter((_.sex == "男") != identity.is_male(_.number))
    return judge_faults(
        people,
        differing.mutate(note="登记为" + _.sex + "，与身份号码不符"),
        fine="一致",
        required="与身份号码第十七位一致",
        counted={"people": shown_people(t)},
    )


@rule("register.id_number_unique", title="身份号码不重复", subject="person", parameters=("duty",))
def id_number_unique(t: Tables, law: LawRow) -> Judgement:
    """一个身份号码只属于一个人。同一号码登记在两人名下的，是同一人重复建档或者号码录错，每人各列一条。结论中不出现号码。"""
    people = persons(_numbered(t), t)
    shared = _numbered(t).group_by(shared=_.number).agg(holders=_.count()).filter(_.holders > 1)
    doubled = people.join(shared, people.number == shared.shared)
    note = "另有 " + texts.number(_.holders - 1) + " 人登记同一号码"
    return judge_faults(
        people,
        doubled.mutate(note=note),
        fine="不重复",
        required="一个号码只登记一人",
        counted={"people": shown_people(t)},
    )


@rule(
    "register.name_form",
    title="姓名中没有数字和空格",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def name_form(t: Tables, law: LawRow) -> Judgement:
    """姓名按身份证填写，中间不加空格，不带数字和编号；重名的用编号区分，不在姓名里区分。外文姓名确有空格的，可以不改。"""
    people = persons(t.people.filter(_.name.notnull()), t)
    return judge_faults(
        people,
        people.filter(_.name.re_search(DIGIT_OR_BLANK)).mutate(note="姓名“" + _.name + "”中有数字或空格"),
        fine="没有数字和空格",
        required="没有数字和空格",
        counted={"people": shown_people(t)},
    )
