"""What must hold of a row-like fact beyond what its fields say. Each raises Invalid with a message per field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Q

from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.people.models import Member, RankHolding


EARLIEST = date(1900, 1, 1)
"""An earlier day is a slip of the hand."""


def nothing_more(row: Any) -> None:
    """The fields themselves say enough."""


def over(*names: str) -> Callable[[Any], None]:
    """The days of these fields are past or today."""

    def check(row: Any) -> None:
        problems = {name: problem for name in names if (problem := _past(getattr(row, name)))}
        if problems:
            raise Invalid(fields=problems)

    return check


def spell(row: Any) -> None:
    """It ends after it began; both days are within living memory."""
    if row.since is not None and row.since < EARLIEST:
        raise Invalid(fields={"since": f"{row.since} 太早，请核对年份。"})
    if row.since is not None and row.until is not None and row.until <= row.since:
        raise Invalid(fields={"until": f"止 {row.until} 应晚于起 {row.since}；“止”写不再担任的第一天，仍在任的留空。"})


def one_at_a_time(row: RankHolding) -> None:
    """Of two ranks of a person none runs while the other does."""
    spell(row)
    others = _overlapping(RankHolding.objects.filter(person=row.person), row)
    if others is not None:
        raise Invalid(
            fields={"since": f"与“{others.get_rank_display()}”（{others.since} 起）的时间重叠；请先给前一个职级填止。"}
        )


def membership(row: Member) -> None:
    """A Party member belongs to one branch at a time (党章：党员必须编入一个支部)."""
    spell(row)
    if row.organization.kind not in ("branch", "branch_group"):
        raise Invalid(fields={"organization": f"“{row.organization.name}”不是党支部；组织关系只能落在支部。"})
    other = _overlapping(Member.objects.filter(person=row.person).select_related("organization"), row)
    if other is not None:
        raise Invalid(
            fields={
                "since": f"这段时间组织关系已在“{other.organization.name}”；换支部请用“转接”，或先更正原来那一条。"
            }
        )


def year_is_over(row: Any) -> None:
    """A year is graded once it is over."""
    if row.year >= today().year:
        raise Invalid(fields={"year": f"{row.year} 年度还没有结束；年度考核在年度结束后登记。"})


def sanction(row: Any) -> None:
    """The day is past, the influence ends after it, and months of probation belong to that kind alone."""
    problems = {"decided_on": _past(row.decided_on)}
    if row.influence_until and row.decided_on and row.influence_until < row.decided_on:
        problems["influence_until"] = f"影响期止 {row.influence_until} 早于决定日期 {row.decided_on}；请核对。"
    if row.party_probation_months is not None and row.kind != "party_probation":
        problems["party_probation_months"] = "只有留党察看填察看月数；请清空或改种类。"
    _tell(problems)


def dossier_review(row: Any) -> None:
    """What is settled says what as; a review is past."""
    problems = {"reviewed_on": _past(row.reviewed_on)}
    if row.outcome == "settled" and not row.settled_value:
        problems["settled_value"] = "结论是“已认定”的，请写认定内容，如 1972-04-15。"
    _tell(problems)


def matters_report(row: Any) -> None:
    """A check has its day and its result, or there was none."""
    problems = {"reported_on": _past(row.reported_on), "checked_on": _past(row.checked_on)}
    if row.outcome and row.check_kind in ("", "none"):
        problems["check_kind"] = "填了查核结果的，请选随机抽查或重点抽查。"
    if row.year > today().year:
        problems["year"] = f"{row.year} 年还没有到。"
    _tell(problems)


def _past(day: date | None) -> str:
    if day is None:
        return ""
    if day > today():
        return f"{day} 还没有到；到当天再登记。"
    return f"{day} 太早，请核对年份。" if day < EARLIEST else ""


def _tell(problems: dict[str, str]) -> None:
    found = {name: problem for name, problem in problems.items() if problem}
    if found:
        raise Invalid(fields=found)


def _overlapping(rows: Any, row: Any) -> Any:
    """Another row whose spell shares a day with this one's."""
    begins = Q() if row.until is None else Q(since__lt=row.until) | Q(since__isnull=True)
    ends = Q() if row.since is None else Q(until__gt=row.since) | Q(until__isnull=True)
    return rows.exclude(pk=row.pk).filter(begins, ends).order_by("pk").first()
