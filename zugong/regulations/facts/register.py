"""What the rules on the quality of the register share: whom they judge, and faults counted per person.

A rule names its subjects (only people of whom the values it compares are known) and its faults, one row each with a
note for people to read. A data set that lacks a table or a column gives no subjects, and so no findings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
from ibis import _

from zugong.regulations.contract import Expr, Tables
from zugong.regulations.facts import tenures, texts
from zugong.regulations.facts.law import under_law_of_as_of
from zugong.regulations.judging import Judgement, judge


SHOWN = ("person_id", "name", "sex", "born_on", "work_started_on", "party_joined_on", "education", "current_post")
"""Columns of a person that an explanation may show: none that lies sealed."""


def persons(rows: Expr, t: Tables) -> Expr:
    """The rows, each with a person_id, as subjects under the law of the as-of day."""
    return under_law_of_as_of(rows, t).mutate(subject_id=_.person_id)


def each_person(rows: Expr, t: Tables) -> Expr:
    """The people of whom there is a row, each once, as subjects."""
    return persons(rows.select("person_id").distinct(), t)


def as_of_today(rows: Expr, t: Tables) -> Expr:
    """Rows with the as-of day."""
    return rows.cross_join(t.run.select("as_of"))


def held_now(t: Tables) -> Expr:
    """Tenures that run on the as-of day."""
    return as_of_today(tenures.rows(t), t).filter((_.since_day <= _.as_of) & (_.as_of < _.end_on))


def where_kept(rows: Expr, table: Expr, column: str) -> Expr:
    """The rows, if anybody in the data set has that column filled; none where nobody keeps it."""
    kept = table.agg(kept_=table[column].count()).filter(_.kept_ > 0)
    return rows.cross_join(kept).drop("kept_")


def counted_rows(rows: Expr) -> Expr:
    """Rows with a person_id as an explanation wants them."""
    return rows.mutate(subject_id=_.person_id, period=ibis.literal(""))


def shown_people(t: Tables) -> Expr:
    """People with the columns an explanation may show."""
    return counted_rows(t.people.select(*SHOWN))


def judge_faults(
    subjects: Expr,
    faults: Expr,
    *,
    fine: str,
    required: str | Expr,
    counted: Mapping[str, Expr],
    unknown_if: Expr | bool = False,
    missing: Sequence[tuple[Expr, str | Expr]] = (),
) -> Judgement:
    """Findings of subjects by their faults: rows with `person_id` and `note`. `fine` is said where there is none.

    A fault decides; then the named condition for unknown.
    """
    per = faults.group_by(fault_of=_.person_id).agg(faults=_.count(), first_fault=_.note.min())
    joined = subjects.left_join(per, subjects.person_id == per.fault_of)
    joined = joined.mutate(faults=joined.faults.fill_null(0), unclear=ibis.literal(False) | unknown_if)
    further = ibis.ifelse(_.faults > 1, "，等 " + texts.number(_.faults) + " 处", "")
    return judge(
        joined,
        kind="person",
        fails=_.faults > 0,
        unknown_if=_.unclear,
        holds=True,
        actual=ibis.cases((_.faults > 0, _.first_fault + further), (_.unclear, f"就已填的看，{fine}"), else_=fine),
        required=required,
        missing=missing,
        counted=counted,
    )
