"""The two matters of the room below: a local value comes into force, and one ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from zugong.accounts.acting import Acting
from zugong.approvals.matters import Content, Line, Matter, Shown, register_matter
from zugong.approvals.models import Approval
from zugong.core.clock import today
from zugong.gates.actions.adopt_local_value import adopt_local_value
from zugong.gates.actions.end_local_value import end_local_value
from zugong.gates.checking import weaker_words
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.law import live_book, live_law, packed_law
from zugong.gates.local_law import full_label, state_of
from zugong.gates.models import LocalValue
from zugong.gates.policy import DECIDERS
from zugong.gates.strictness import direction, weaker_than
from zugong.regulations.law.units import UNITS


ADOPT = "gates.local_value.adopted"
END = "gates.local_value.ended"


def register() -> None:
    """Called once the apps are ready."""
    register_matter(Matter(ADOPT, "采用本地值", "法", DECIDERS, _show_adopted, _rests_on, _adopt))
    register_matter(Matter(END, "终止本地值", "法", DECIDERS, _show_ended, _rests_on, _end))


def _rests_on(content: Content) -> Any:
    parameter = live_law().parameters.get(content["parameter"])
    return parameter and state_of(parameter)


def _adopt(approval: Approval, by: Acting) -> None:
    draft = LocalValueDraft.from_content(approval.proposed)
    adopt_local_value(draft, proposed_by=approval.proposed_by, reason=approval.reason, by=by)


def _end(approval: Approval, by: Acting) -> None:
    content = approval.proposed
    until = date.fromisoformat(content["until"])
    end_local_value(content["number"], until, proposed_by=approval.proposed_by, reason=approval.reason, by=by)


def _show_adopted(content: Content) -> Shown:
    draft, law = LocalValueDraft.from_content(content), live_law()
    parameter = law.parameters[draft.parameter]
    was = parameter.on(draft.since)
    lines = [
        Line("参数", "", parameter.title),
        Line("值", parameter.show(was) if was else "未启用", _shown_value(parameter.unit, draft.value)),
        Line("依据", law.cite_label(was.cites) if was else "", full_label(draft)),
        Line("印发日期", "", draft.issued_on.isoformat()),
        Line("起", _day(was.since, "一直") if was else "", draft.since.isoformat()),
        Line("止（不再适用的第一天）", _day(was.until, "一直适用") if was else "", _day(draft.until, "一直适用")),
        Line("核对原文", "", draft.verified_on.isoformat() if draft.verified_on else "待核实"),
        Line("说明", "", draft.note or "无"),
    ]
    return Shown(lines, [*_past(draft.since), *_warnings(draft), *_rules(draft.parameter)])


def _show_ended(content: Content) -> Shown:
    value = LocalValue.objects.get(pk=content["number"])
    until = date.fromisoformat(content["until"])
    law = live_law()
    parameter = law.parameters[value.parameter]
    lines = [
        Line("参数", "", parameter.title),
        Line(
            "本地值",
            "",
            f"{_shown_value(parameter.unit, value.value)}（{value.document_number or value.document_title}）",
        ),
        Line("起", "", value.since.isoformat()),
        Line("止（不再适用的第一天）", _day(value.until, "一直适用"), until.isoformat()),
    ]
    revoked = ["终止日与起始日相同：这个值从头撤销，一天也不适用。"] if until == value.since else []
    return Shown(lines, [*revoked, *_past(until), *_rules(value.parameter)])


def _past(since: date) -> list[str]:
    if since >= today():
        return []
    return [f"自 {since} 起的日子会改判：此前已有的核查结果，凡以这些日子为准的都要重新核查。"]


def _warnings(draft: LocalValueDraft) -> list[str]:
    law = packed_law()
    parameter = law.parameters[draft.parameter]
    weaker = [f"比系统所载国家规定宽：{weaker_words(law, parameter, value)}。" for value in weaker_than(law, draft)]
    national = any(law.sources[value.cites.split("#")[0]].kind != "local" for value in parameter.versions())
    unsure = direction(draft.parameter) is None and national
    return weaker + (["这个参数比不出宽严，请对照国家规定自行判断。"] if unsure else [])


def _rules(key: str) -> list[str]:
    titles = [rule.title for rule in live_book().values() if key in rule.parameters]
    return [f"涉及规则：{'、'.join(titles)}。"] if titles else ["目前没有规则使用这个参数。"]


def _shown_value(unit: str, text: str) -> str:
    return UNITS[unit].show(UNITS[unit].read(text))


def _day(day: date | None, otherwise: str) -> str:
    return day.isoformat() if day else otherwise
