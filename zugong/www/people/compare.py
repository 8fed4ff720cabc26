"""比较: up to four people side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zugong.people.models import (
    AnnualAssessment,
    Diploma,
    Person,
    RankHolding,
    Reward,
    Sanction,
    Tenure,
    TrainingRecord,
)
from zugong.people.seeing import ADVERSE_ROLES, REGISTER_ROLES
from zugong.people.selectors import training_by_year
from zugong.www.access import page
from zugong.www.people.asking import asked
from zugong.www.people.cells import CELLS
from zugong.www.people.listing import fill


MOST = 4
FACTS = {
    "sex": "性别", "born_on": "出生年月", "age": "年龄", "ethnicity": "民族", "native_place": "籍贯",
    "party_joined_on": "入党时间", "work_started_on": "参加工作时间", "education": "学历",
    "technical_title": "专业技术职务",
    "post": "现任职务", "level": "现任层次", "in_post_since": "任现职时间", "rank": "职级", "home": "管理单位",
}  # fmt: skip
YEARS = 5
"""Years of grades and training shown."""

Lines = dict[int, list[str]]


@page(REGISTER_ROLES)
def show(request: HttpRequest) -> HttpResponse:
    """人员比较: the first four of those chosen."""
    wanted, day = asked(request, REGISTER_ROLES), request.today  # type: ignore[attr-defined]
    found = set(wanted.rows.order_by("pinyin", "id").values_list("pk", flat=True)[: MOST + 1])
    keys = ([pk for pk in wanted.chosen if pk in found] or sorted(found))[:MOST]
    rows = fill(keys, request.user, day)
    context = {
        "asked": wanted,
        "people": [row["person"] for row in rows],
        "lines": list(_lines(request.user, rows, day)),
        "left_out": len(found) > MOST,
    }
    return render(request, "people/compare.html", context)


def _lines(user: Any, rows: list[dict[str, Any]], day: date) -> Iterable[dict[str, Any]]:
    keys = [row["person"].pk for row in rows]
    for name, label in FACTS.items():
        yield _line(label, [[CELLS[name](row)] for row in rows])
    parts: list[tuple[str, Callable[[list[int], date], Lines]]] = [
        ("任职经历", _posts),
        ("职级经历", _ranks),
        ("学历学位", _diplomas),
        ("年度考核", _grades),
        ("培训学时", _training),
        ("奖励", _rewards),
    ]
    for label, part in parts:
        told = part(keys, day)
        yield _line(label, [told.get(pk, []) for pk in keys])
    yield _line("处分与组织处理", _adverse(user, keys))


def _line(label: str, cells: list[list[str]]) -> dict[str, Any]:
    """`differs` unless all say the same."""
    return {"label": label, "cells": cells, "differs": any(cell != cells[0] for cell in cells[1:])}


def _gathered(told: Iterable[tuple[int, str]]) -> Lines:
    found: Lines = defaultdict(list)
    for pk, words in told:
        found[pk].append(words)
    return found


def _span(row: Any) -> str:
    return f"{row.since:%Y-%m}—{row.until:%Y-%m}" if row.until else f"{row.since:%Y-%m}—至今"


def _posts(keys: list[int], day: date) -> Lines:
    rows = Tenure.objects.filter(person__in=keys).order_by("-since", "pk")
    return _gathered((row.person_id, f"{_span(row)} {row.post}") for row in rows)


def _ranks(keys: list[int], day: date) -> Lines:
    rows = RankHolding.objects.filter(person__in=keys).order_by("-since", "pk")
    return _gathered((row.person_id, f"{_span(row)} {row.get_rank_display()}") for row in rows)


def _diplomas(keys: list[int], day: date) -> Lines:
    rows = Diploma.objects.filter(person__in=keys).order_by("mode", "-kind", "pk")
    return _gathered((row.person_id, f"{row.get_mode_display()[:-2]} {row.name} {row.school}".strip()) for row in rows)


def _grades(keys: list[int], day: date) -> Lines:
    rows = AnnualAssessment.objects.filter(person__in=keys, year__gte=day.year - YEARS).order_by("-year")
    return _gathered((row.person_id, f"{row.year} {row.get_grade_display()}") for row in rows)


def _training(keys: list[int], day: date) -> Lines:
    records: dict[int, list[TrainingRecord]] = defaultdict(list)
    for row in TrainingRecord.objects.filter(person__in=keys, ended_on__year__gt=day.year - YEARS):
        records[row.person_id].append(row)
    return {
        pk: [f"{year.year} {year.hours.normalize():f} 学时" for year in training_by_year(rows)]
        for pk, rows in records.items()
    }


def _rewards(keys: list[int], day: date) -> Lines:
    rows = Reward.objects.filter(person__in=keys).order_by("-awarded_on", "pk")
    return _gathered((row.person_id, f"{row.awarded_on:%Y-%m} {row.name}") for row in rows)


def _adverse(user: Any, keys: list[int]) -> list[list[str]]:
    """Only of those whose sanctions the account sees; of the others it is said that they are not shown."""
    seen = set(Person.objects.visible_to(user, ADVERSE_ROLES).filter(pk__in=keys).values_list("pk", flat=True))
    rows = Sanction.objects.filter(person__in=seen).order_by("-decided_on", "pk")
    told = _gathered((row.person_id, f"{row.decided_on:%Y-%m} {row.get_kind_display()}") for row in rows)
    return [told.get(pk, []) if pk in seen else ["不在您的查看范围内"] for pk in keys]
