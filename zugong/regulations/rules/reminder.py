"""What has come due for a person: retirement, time in one post, the end of a Party member's probation."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import members, tenures, texts
from zugong.regulations.facts.dates import MONTHS_A_YEAR, reached, year_month
from zugong.regulations.facts.levels import COUNTY, SECTION
from zugong.regulations.facts.register import as_of_today, counted_rows, each_person, held_now, judge_faults, persons
from zugong.regulations.facts.stretches import stretches
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule


SEXES = ("男", "女")


def _past_retirement(years: Expr, law: LawRow) -> Expr:
    """Whether the month of retirement is over: original age, then a month later per step, up to the most.

    Without division: base + floor(m / step) + 1 months is over after a months when m < (a - 1) * step.
    """
    base_year = _.born_on.year() + years
    waited = (base_year - law.raise_year) * MONTHS_A_YEAR + _.born_on.month() - 1
    over = (_.as_of.year() - base_year) * MONTHS_A_YEAR + _.as_of.month() - _.born_on.month() - 1
    return (over >= 0) & ((waited < 0) | (over >= law.most_months) | (waited < over * law.step_months))


@rule(
    "reminder.retirement",
    title="到法定退休年龄的不再任职",
    subject="person",
    parameters=("men_years", "women_years", "women_county_years", "raise_year", "step_months", "most_months"),
    force=Force.GENERALLY,
)
def retirement(t: Tables, law: LawRow) -> Judgement:
    """法定退休年龄自二〇二五年一月起逐步延迟：男干部原六十周岁、女干部原五十五周岁的，每四个月延迟一个月，最多延迟三十六个月；县处级以上女干部按原六十周岁算。到龄的次月起仍有现任职务的列出，供办理免职、退休手续；弹性提前或者延迟退休的以批准文件为准。层次没有填、两种年龄结论不同的女干部列为待核。"""
    held = held_now(t)
    ranks = held.group_by(rank_of=_.person_id).agg(
        top=_.level_rank.max(), unlevelled=ibis.ifelse(_.level.isnull(), 1, 0).sum()
    )
    known = t.people.filter(_.born_on.notnull() & _.sex.isin(SEXES))
    people = persons(known.join(ranks, known.person_id == ranks.rank_of), t)
    people = people.mutate(
        as_man=_past_retirement(law.men_years, law),
        as_woman=_past_retirement(law.women_years, law),
        as_county=_past_retirement(law.women_county_years, law),
        county=(_.top >= COUNTY).fill_null(False),
    )
    unclear = (_.sex == "女") & ~_.county & (_.unlevelled > 0) & (_.as_woman != _.as_county)
    over = ibis.cases((_.sex == "男", _.as_man), (_.county, _.as_county), else_=_.as_woman)
    return judge_faults(
        people,
        people.filter(over & ~unclear).mutate(note=year_month(_.born_on) + " 出生，已到法定退休年龄仍有现任职务"),
        fine="未到法定退休年龄",
        required="到龄办理免职、退休手续",
        unknown_if=unclear,
        missing=[(_.unlevelled > 0, "现任职务没有填层次")],
        counted={"tenures": counted_rows(held)},
    )


@rule(
    "reminder.same_post",
    title="同一职位任职满年限的交流",
    subject="person",
    parameters=("county_years", "section_years"),
    force=Force.GENERALLY,
)
def same_post(t: Tables, law: LawRow) -> Judgement:
    """县处级以上领导干部在同一职位上任职满十年的，必须交流；乡科级领导干部没有全国统一的年限，按本地的要求提醒。同一单位、同一职务前后相接的任职合并计算。没有填层次的不核。"""
    held = held_now(t).filter((_.level_rank >= SECTION) & _.organization_id.notnull())
    posts = held.group_by(holder=_.person_id, named=_.post, unit=_.organization_id).agg(top=_.level_rank.max())
    unbroken = stretches(tenures.rows(t), by=["person_id", "post", "organization_id"])
    joined = persons(unbroken, t).filter((_.since_day <= _.as_of) & (_.as_of < _.end_on))
    running = joined.join(
        posts, [joined.person_id == posts.holder, joined.post == posts.named, joined.organization_id == posts.unit]
    )
    months = ibis.ifelse(_.top >= COUNTY, law.county_years, law.section_years) * MONTHS_A_YEAR
    due = running.filter(reached(_.since_day, months, _.as_of))
    years = "县处级以上 " + texts.number(law.county_years) + " 年，乡科级 " + texts.number(law.section_years) + " 年"
    return judge_faults(
        each_person(held, t),
        due.mutate(note=texts.iso(_.since_day) + " 起任" + _.post),
        fine="未满年限",
        required="同一职位不满年限：" + years,
        counted={"tenures": counted_rows(tenures.rows(t))},
    )


@rule(
    "reminder.member_probation",
    title="预备期满及时讨论转正",
    subject="person",
    parameters=("months",),
    force=Force.GENERALLY,
)
def member_probation(t: Tables, law: LawRow) -> Judgement:
    """预备党员的预备期为一年，从支部大会通过其为预备党员之日算起；期满支部应当及时讨论能否转为正式党员。期满仍登记为预备党员的列出，批准延长预备期的以批准文件为准。没有填入党时间的列为待核。"""
    status = as_of_today(members.rows(t), t)
    running = status.filter((_.since_day <= _.as_of) & (_.as_of < _.end_on) & (_.status == "probationary"))
    people = each_person(running, t)
    joined = t.people.select("party_joined_on", joiner="person_id")
    people = people.left_join(joined, people.person_id == joined.joiner)
    over = people.filter(reached(_.party_joined_on, law.months, _.as_of))
    return judge_faults(
        people,
        over.mutate(note=texts.iso(_.party_joined_on) + " 入党，预备期已满"),
        fine="预备期未满",
        required="预备期满 " + texts.number(law.months) + " 个月的已讨论转正",
        unknown_if=_.party_joined_on.isnull(),
        missing=[(_.party_joined_on.isnull(), "未填入党时间")],
        counted={"members": counted_rows(running)},
    )
