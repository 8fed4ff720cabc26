"""How a roster looks: its columns, order and groups, from an address; its rows; its paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from zugong.documents.form_files import WRITERS
from zugong.people.models import ListEntry
from zugong.people.ordering import in_fixed_order
from zugong.regulations.tables.schema import LEVELS
from zugong.www.people.asking import Asked
from zugong.www.people.cells import cells_of
from zugong.www.people.listing import fill


MOST = 2_000
"""People on one roster; more cannot be brought into the fixed order, and nobody reads them on paper."""

COLUMNS = {
    "sex": "性别", "ethnicity": "民族", "born_on": "出生年月", "age": "年龄", "native_place": "籍贯",
    "birthplace": "出生地",
    "education": "学历", "party_joined_on": "入党时间", "work_started_on": "参加工作时间", "post": "现任职务",
    "level": "层次", "in_post_since": "任现职时间", "rank": "职级", "technical_title": "专业技术职务",
    "specialty": "专长", "home": "管理单位", "branch": "所在支部", "code": "编号",
}  # fmt: skip
USUAL = ["sex", "born_on", "education", "party_joined_on", "work_started_on", "post", "level"]
SHORT_LIST = ["sex", "born_on", "ethnicity", "education", "party_joined_on", "work_started_on", "post"]

LEFT = frozenset({"post", "home", "branch", "specialty"})
"""Columns of long texts, which begin at the left."""

GROUPS = {"": "不分组", "home": "按管理单位", "level": "按层次"}
ORDERS = {
    "team": "按班子排序",
    "strokes": "以姓氏笔画为序",
    "name": "按拼音排序",
    "born_on": "按出生年月排序",
    "list": "按名单上的顺序",
}
_FIELDS = {"strokes": ("strokes", "id"), "name": ("pinyin", "id"), "born_on": ("born_on", "id")}


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a roster in groups: rows of `fill` with their cells and number."""

    title: str
    heads: Sequence[str]
    keys: Sequence[str]
    groups: Sequence[tuple[str, list[dict[str, Any]]]]
    order: str
    photos: bool
    left_out: int

    @property
    def count(self) -> int:
        return sum(len(rows) for _, rows in self.groups)


class RosterForm(forms.Form):
    """The design, as it stands in an address."""

    title = forms.CharField(label="标题", required=False, max_length=60)
    col = forms.MultipleChoiceField(label="列", required=False, choices=list(COLUMNS.items()))
    group = forms.ChoiceField(label="分组", required=False, choices=list(GROUPS.items()))
    by = forms.ChoiceField(label="顺序", required=False, choices=list(ORDERS.items()))
    photos = forms.BooleanField(label="导出时带照片", required=False)

    @classmethod
    def filled(cls, told: QueryDict) -> RosterForm:
        """From an address, with what is usual where it says nothing."""
        usual = {"title": "干部花名册", "col": USUAL, "by": "list" if told.get("named_list") else "team"}
        given = {name: told.getlist(name) if name == "col" else told[name] for name in cls.base_fields if name in told}
        return cls({**usual, **given})

    @property
    def values(self) -> dict[str, Any]:
        """The design; what is not offered is left out."""
        self.is_valid()
        return self.cleaned_data


class TakeForm(forms.Form):
    """How it leaves the system, and what for."""

    kind = forms.ChoiceField(label="格式", choices=[("docx", "Word（.docx）"), ("xlsx", "Excel（.xlsx）")])
    purpose = forms.CharField(label="用途", max_length=200, help_text="记入留痕；不要写人名")


class FormsForm(forms.Form):
    """The occasion of appointment forms. Posts are for one person only."""

    kind = forms.ChoiceField(label="格式", choices=[(key, words) for key, (words, _) in WRITERS.items()])
    purpose = forms.CharField(label="用途", max_length=200, help_text="记入留痕；不要写人名")
    submitting_unit = forms.CharField(label="呈报单位", required=False, max_length=252)
    filled_by = forms.CharField(label="填表人", required=False, max_length=18)
    reason = forms.CharField(label="任免理由", required=False, max_length=552)
    proposed_post = forms.CharField(label="拟任职务", required=False, max_length=324, help_text="只出一人时填")
    removed_post = forms.CharField(label="拟免职务", required=False, max_length=324, help_text="只出一人时填")


def roster_of(asked: Asked, design: Mapping[str, Any], user: Any, day: date) -> Roster:
    """The roster of the people asked for."""
    total = asked.rows.count()
    keys = _ordered(asked, design.get("by") or "team", day)
    columns = design.get("col") or USUAL
    rows = fill(keys, user, day)
    for row in rows:
        row["cells"] = cells_of(row, columns)
    return Roster(
        design.get("title") or "干部花名册",
        [COLUMNS[key] for key in columns],
        columns,
        _grouped(rows, design.get("group") or ""),
        ORDERS[design.get("by") or "team"],
        bool(design.get("photos")),
        max(total - len(keys), 0),
    )


def design_query(told: QueryDict) -> str:
    """The address's query marked as a roster's, so that a saved one opens as a roster."""
    kept = told.copy()
    kept["title"] = told.get("title") or "干部花名册"
    return kept.urlencode()


def short_list_query(query: str) -> str:
    """The same people as 名册: its fixed columns, by strokes."""
    told = QueryDict(query, mutable=True)
    told.setlist("col", SHORT_LIST)
    told["title"], told["by"] = "名册", "strokes"
    told.pop("group", None)
    return told.urlencode()


def _ordered(asked: Asked, by: str, day: date) -> list[int]:
    rows = asked.rows.order_by(*_FIELDS.get(by, ("strokes", "id"))).values_list("pk", flat=True)
    keys = list(rows[:MOST])
    if by == "team":
        return in_fixed_order(keys, day)
    named_list = asked.form.cleaned_data.get("named_list")
    if by == "list" and named_list is not None:
        entries = ListEntry.objects.filter(named_list=named_list).order_by("position", "pk")
        wanted = set(keys)
        return [pk for pk in entries.values_list("person_id", flat=True) if pk in wanted]
    return keys


def _grouped(rows: list[dict[str, Any]], group: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Groups in the order in which they are met; levels from the highest."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(cells_of(row, [group])[0] or "未填" if group else "", []).append(row)
    if group == "level":
        order = [*reversed(LEVELS.values()), "未填"]
        found = dict(sorted(found.items(), key=lambda pair: order.index(pair[0])))
    for number, row in enumerate((row for group_rows in found.values() for row in group_rows), start=1):
        row["number"] = number
    return list(found.items())
