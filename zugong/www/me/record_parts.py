"""我的档案: everything held about the person, as sections of rows that know their keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, Value

from zugong.audit.recorded import RecordedModel
from zugong.compliance.models import Finding
from zugong.compliance.selectors.runs import number_of_current_run
from zugong.compliance.selectors.sanctions import last_day
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book, live_law
from zugong.objections.models import Objection
from zugong.objections.things import RULE, fields_of, value_of
from zugong.people.models import FormSource, ListEntry, Person, Sanction


@dataclass(slots=True)
class Line:
    """One row: its cells, its key, the column it is (for the basic facts), and what the person said about it.

    `unread` is the number of a sanction the person has not acknowledged yet.
    """

    cells: Sequence[str]
    key: str
    column: str = ""
    unread: int = 0
    said: list[Objection] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """A table of one kind of rows."""

    anchor: str
    title: str
    heads: Sequence[str]
    lines: list[Line]
    note: str = ""


PARTS: Mapping[str, str] = {
    "facts": "基本资料与经历",
    "judged": "考核、处理与核查",
    "seen": "谁看过、谁改过",
    "requests": "我的请求",
}
"""The pages of the record, with their names."""


def facts(person: Person) -> list[Section]:
    """Who the person is and what they did."""
    return [
        _basics(person),
        _section(person.career_entries, "career", "简历", ("since", "until", "text")),
        _section(
            person.tenures.select_related("organization").order_by("-since", "pk"),
            "tenures",
            "任职经历",
            ("post", "level", "organization", "since", "until", "grassroots", "publicity_line"),
        ),
        _section(person.ranks.order_by("-since"), "ranks", "职级", ("rank", "since", "until")),
        _section(
            person.diplomas.order_by("pk"), "diplomas", "学历学位", ("name", "mode", "kind", "school", "graduated_on")
        ),
        _section(person.rewards.order_by("-awarded_on"), "rewards", "奖励", ("name", "awarded_by", "awarded_on")),
        _section(
            person.family_members.order_by("position", "pk"),
            "family",
            "家庭成员",
            ("relation", "name", "born_on", "political_status", "unit_and_post", "post"),
        ),
        _section(
            person.members.select_related("organization").order_by("-since"),
            "members",
            "党员组织关系",
            ("organization", "status", "branch_post", "since", "until"),
        ),
        _form_file(person),
    ]


def judged(person: Person) -> list[Section]:
    """What was decided or found about the person."""
    return [
        _sanctions(person),
        _section(person.annual_assessments.order_by("-year"), "grades", "年度考核", ("year", "grade")),
        _section(
            person.dossier_reviews.order_by("item"),
            "dossier",
            "档案审核",
            ("item", "outcome", "settled_value", "reviewed_on", "document"),
        ),
        _section(
            person.personal_matters_reports.order_by("-year"),
            "matters",
            "个人有关事项报告",
            ("year", "reported_on", "check_kind", "checked_on", "outcome"),
        ),
        _section(
            person.experience_marks.order_by("since"),
            "marks",
            "经历标记",
            ("kind", "status", "since", "until", "line"),
            "由简历提出，经承办人认定后才算数",
        ),
        _section(
            person.training_records.order_by("-ended_on", "pk"),
            "training",
            "培训记录",
            ("class_id", "ended_on", "hours", "days", "mode", "leave_hours", "recognized"),
        ),
        _section(
            person.transfers.select_related("origin", "destination"),
            "transfers",
            "转接",
            ("kind", "origin", "destination", "sent_on", "due_on", "status", "concluded_on", "answer"),
        ),
        _findings(person),
    ]


_RUNNING = frozenset({"tenure", "member", "rankholding"})
"""Rows without an end that still run."""

PART_SECTIONS: Mapping[str, Callable[[Person], list[Section]]] = {"facts": facts, "judged": judged}


def _basics(person: Person) -> Section:
    lines = [Line((label, _shown(person, name)), person.record_key, name) for name, label in fields_of(person).items()]
    return Section("basics", "基本资料", ("项目", "内容"), lines)


def _form_file(person: Person) -> Section:
    """The form file the person came in: which, and when."""
    found = FormSource.objects.filter(person=person).select_related("file")
    lines = [Line((row.file.name, row.read_on.isoformat()), row.record_key) for row in found]
    return Section("form", "任免审批表文件", ("文件", "导入日期"), lines)


def _section(rows: Any, anchor: str, title: str, names: Sequence[str], note: str = "") -> Section:
    found = list(rows.all())
    model: type[RecordedModel] = rows.model
    labels = {each.name: str(each.verbose_name) for each in model._meta.concrete_fields}
    heads = [labels[name] for name in names]
    return Section(anchor, title, heads, [Line(_cells(row, names), row.record_key) for row in found], note)


def _cells(row: Any, names: Iterable[str]) -> list[str]:
    return [_shown(row, name) for name in names]


def _shown(row: Any, name: str) -> str:
    runs_on = name == "until" and row.until is None and row._meta.model_name in _RUNNING
    return "至今" if runs_on else value_of(row, name)


def _sanctions(person: Person) -> Section:
    """Sanctions with what they rest on: the length of the influence and its clause."""
    law = live_law()
    lines = []
    for row in person.sanctions.order_by("-decided_on"):
        until = last_day(row, law)
        cells = (
            row.get_kind_display(),
            row.code,
            row.decided_on.isoformat(),
            until.isoformat() if until else "没有登记",
            _influence_cites(row, law),
            row.acknowledged_on.isoformat() if row.acknowledged_on else "还没有签收",
        )
        lines.append(Line(cells, row.record_key, unread=0 if row.acknowledged_on else row.pk))
    heads = ("种类", "编号", "决定日期", "影响期止", "影响期依据", "本人签收")
    return Section("sanctions", "处分与组织处理", heads, lines, "不服的可以申请复核、提出申诉，期间不停止执行")


def _influence_cites(row: Sanction, law: Any) -> str:
    if row.influence_until:
        return "决定另定"
    parameter = law.parameters.get(f"appointment.bars.sanction.{row.kind}_months")
    value = parameter and parameter.on(row.decided_on)
    return law.short_label(value.cites) if value else "没有规定影响期"


def _findings(person: Person) -> Section:
    """What the rules say now; they advise, people decide."""
    book = live_book()
    rows = Finding.objects.filter(run=number_of_current_run(), subject_kind="person", subject_id=person.code).exclude(
        outcome=Outcome.NOT_APPLICABLE
    )
    law = live_law()
    lines = [
        Line(
            (
                book[row.rule].title,
                row.period,
                row.known.label,
                row.actual or row.reason,
                row.required,
                law.short_label(row.citation) if row.citation else "",
            ),
            f"{RULE}{row.rule}",
        )
        for row in rows.order_by("outcome", "rule", "-period")
        if row.rule in book
    ]
    heads = ("核查项目", "期间", "结论", "实际", "要求", "依据")
    return Section("findings", "核查结果", heads, lines, "由规则自动核对，只作提示，由人作决定")


def keys_of(person: Person) -> list[str]:
    """The record keys of everything held about the person, lists of officers left out; in one query."""
    models: list[Any] = [
        relation.related_model
        for relation in Person._meta.related_objects
        if relation.field.name == "person" and relation.related_model not in {ListEntry}
    ]
    kinds = [model for model in models if model._meta.app_label == "people"]
    rows = [
        model.objects.filter(person=person.pk)
        .order_by()
        .annotate(label=Value(model._meta.label_lower, CharField()))
        .values_list("label", "pk")
        for model in kinds
    ]
    found = rows[0].union(*rows[1:], all=True)
    return [person.record_key, *(f"{label}:{pk}" for label, pk in found)]


def as_plain(sections: Iterable[Section], today: date) -> dict[str, Any]:
    """The sections as plain data, for a file the person takes along."""
    return {
        "取出日期": today.isoformat(),
        **{
            section.title: [dict(zip(section.heads, line.cells, strict=True)) for line in section.lines]
            for section in sections
        },
    }
