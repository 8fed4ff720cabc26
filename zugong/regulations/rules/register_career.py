"""The career joins month to month and agrees with the posts held."""

from __future__ import annotations

import ibis
from ibis import _

from zugong.core.outcomes import Force
from zugong.regulations.contract import Expr, LawRow, Tables
from zugong.regulations.facts import careers, tenures, texts
from zugong.regulations.facts.dates import months_between, year_month
from zugong.regulations.facts.register import (
    as_of_today,
    counted_rows,
    each_person,
    held_now,
    judge_faults,
    persons,
)
from zugong.regulations.judging import Judgement
from zugong.regulations.registry import rule


UNDATED = [(_.undated > 0, texts.number(_.undated) + " 行简历没有填起止")]


def _lines(t: Tables) -> dict[str, Expr]:
    """What an explanation shows."""
    return {"career_entries": counted_rows(t.career_entries)}


@rule(
    "register.career_gap",
    title="简历前后年月衔接",
    subject="person",
    parameters=("months",),
    force=Force.GENERALLY,
)
def career_gap(t: Tables, law: LawRow) -> Judgement:
    """简历应当连续，前一行的止月与后一行的起月衔接，没有空当。“其间”的行不参加衔接。有空当的补填经历或者写明待业、参加学习等情况；有行没有填起止的，列为待核。"""
    people = persons(careers.undated(t), t)
    lines = persons(careers.in_order(t), t).filter(_.gap > law.months)
    note = year_month(_.reached_on) + " 至 " + year_month(_.since) + " 没有经历"
    return judge_faults(
        people,
        lines.mutate(note=note),
        fine="前后衔接",
        required="空当 ≤ " + texts.number(law.months) + " 个月",
        unknown_if=_.undated > 0,
        missing=UNDATED,
        counted=_lines(t),
    )


@rule(
    "register.career_overlap",
    title="简历各行不重叠",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def career_overlap(t: Tables, law: LawRow) -> Judgement:
    """同一时间只写一行主要经历，兼职、脱产学习、挂职等写在“其间”。后一行的起月早于前面各行最晚的止月，即为重叠；前面有行没有填起止的，列为待核。"""
    people = persons(careers.undated(t), t)
    note = year_month(_.since) + " 起的一行早于前一行的止月"
    return judge_faults(
        people,
        careers.in_order(t).filter(_.gap < 0).mutate(note=note),
        fine="不重叠",
        required="后一行的起月不早于前一行的止月",
        unknown_if=_.undated > 0,
        missing=UNDATED,
        counted=_lines(t),
    )


@rule("register.career_within", title="“其间”在所属经历之内", subject="person", parameters=("duty",))
def career_within(t: Tables, law: LawRow) -> Judgement:
    """“其间”的起止应当在所属那一行的起止之内。所属的行不存在，或者起月早于所属行、止月晚于所属行的，为不合规；一方没有填的不比。"""
    parts = t.career_entries.filter(_.within.notnull())
    whole = t.career_entries.select(
        of_person="person_id", of_position="position", whole_since="since", whole_until="until"
    )
    joined = parts.left_join(whole, [parts.person_id == whole.of_person, parts.within == whole.of_position])
    outside = (
        joined.of_person.isnull()
        | (months_between(joined.whole_since, joined.since) < 0).fill_null(False)
        | (months_between(joined.whole_until, joined.until) > 0).fill_null(False)
    )
    return judge_faults(
        each_person(parts, t),
        joined.filter(outside).mutate(note="第 " + texts.number(_.position) + " 行不在所属经历之内"),
        fine="都在所属经历之内",
        required="起止在所属经历之内",
        counted=_lines(t),
    )


@rule(
    "register.career_start",
    title="简历从参加工作时或之前写起",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def career_start(t: Tables, law: LawRow) -> Judgement:
    """简历从大中专院校学习或者参加工作时写起，第一行的起月不晚于参加工作的月份。没有填参加工作时间或者简历没有起月的不核。"""
    first = careers.dated(careers.main_lines(t)).group_by(line_of=_.person_id).agg(first_on=_.since.min())
    known = t.people.filter(_.work_started_on.notnull())
    people = persons(known.join(first, known.person_id == first.line_of), t)
    late = people.filter(months_between(_.work_started_on, _.first_on) > 0)
    note = year_month(_.work_started_on) + " 参加工作，简历从 " + year_month(_.first_on) + " 写起"
    return judge_faults(
        people,
        late.mutate(note=note),
        fine="从参加工作时或之前写起",
        required="第一行的起月不晚于参加工作的月份",
        counted=_lines(t),
    )


@rule(
    "register.career_open",
    title="现任职务的经历写到现在",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def career_open(t: Tables, law: LawRow) -> Judgement:
    """有现任职务的，简历应当有一行写到现在（止月空着，或者在核查日之后）。没有写简历的不核。"""
    lines = as_of_today(careers.main_lines(t), t)
    people = each_person(held_now(t).semi_join(lines, "person_id"), t)
    running = lines.filter(_.until.isnull() | (_.until > _.as_of))
    return judge_faults(
        people,
        people.anti_join(running, "person_id").mutate(note=ibis.literal("简历没有写到现在")),
        fine="写到现在",
        required="有一行写到现在",
        counted=_lines(t),
    )


@rule(
    "register.tenure_in_career",
    title="任职经历在简历中都有",
    subject="person",
    parameters=("duty",),
    force=Force.GENERALLY,
)
def tenure_in_career(t: Tables, law: LawRow) -> Judgement:
    """任职经历的起始年月，应当是简历中某一行或者某个“其间”的起始年月。两处不一致的，以任职文件为准改正一处。没有写简历的不核。"""
    lines = t.career_entries.filter(_.since.notnull())
    begun = as_of_today(tenures.rows(t), t).filter(_.since_day <= _.as_of).semi_join(lines, "person_id")
    begun = begun.mutate(month=year_month(_.since))
    starts = lines.select("person_id", month=year_month(_.since)).distinct()
    return judge_faults(
        each_person(begun, t),
        begun.anti_join(starts, ["person_id", "month"]).mutate(note=_.month + " 任" + _.post + "，简历中没有"),
        fine="简历中都有",
        required="起始年月与简历一致",
        counted={"tenures": counted_rows(tenures.rows(t)), "career_entries": counted_rows(t.career_entries)},
    )
