"""Relatives on the form are possible ones. No name of a relative appears in a finding."""

from __future__ import annotations

from ibis import _

from zugong.regulations.contract import LawRow, Tables
from zugong.regulations.facts import texts
from zugong.regulations.facts.dates import months_between
from zugong.regulations.facts.kinship import CHILDREN, PARENTS, is_spouse
from zugong.regulations.facts.register import counted_rows, each_person, judge_faults
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule


SHOWN = ("person_id", "relation", "born_on", "position")


@rule("register.family_spouse", title="配偶至多登记一人", subject="person", parameters=("persons",))
def family_spouse(t: Tables, law: LawRow) -> Judgement:
    """家庭主要成员中的配偶至多一人。离异、去世的，在工作单位及职务中写明，或者称谓写为前妻、前夫，不算在内。"""
    spouses = t.family_members.filter(is_spouse(_.relation, _.unit_and_post))
    people = each_person(spouses, t)
    many = spouses.group_by("person_id").agg(spouses=_.count())
    several = people.join(many, "person_id").filter(_.spouses > law.persons)
    return judge_faults(
        people,
        several.mutate(note="登记配偶 " + texts.number(_.spouses) + " 人"),
        fine="登记一人",
        required=texts.at_most(texts.number(law.persons), "人"),
        counted={"family_members": counted_rows(t.family_members.select(*SHOWN))},
    )


@rule("register.family_births", title="亲属出生先后合理", subject="person", parameters=("duty",))
def family_births(t: Tables, law: LawRow) -> Judgement:
    """子女的出生年月应当晚于本人，父母的应当早于本人。本人或者亲属没有填出生年月的不比。"""
    own = t.people.filter(_.born_on.notnull()).select("person_id", own_born_on="born_on")
    near = t.family_members.filter(_.born_on.notnull() & _.relation.isin([*CHILDREN, *PARENTS]))
    known = near.join(own, "person_id").mutate(later=months_between(_.own_born_on, _.born_on))
    older = _.relation.isin(CHILDREN) & (_.later <= 0)
    younger = _.relation.isin(PARENTS) & (_.later >= 0)
    return judge_faults(
        each_person(known, t),
        known.filter(older | younger).mutate(note=_.relation + "的出生年月与本人先后颠倒"),
        fine="先后合理",
        required="子女晚于本人，父母早于本人",
        counted={"family_members": counted_rows(t.family_members.select(*SHOWN))},
    )
