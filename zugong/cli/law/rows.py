"""Rows of the tables that people read: days, values and places as they are spoken of."""

from __future__ import annotations

from datetime import date, timedelta

from zugong.regulations.law.model import SHIPPED_PACK, Law, Parameter, Value
from zugong.regulations.law.questions import Change, RuleText, Stale, applied_since, in_force, values_on


UNCONFIRMED = "待核实"

RULE_COLUMNS = ("代号", "规则", "约束力", "起", "值", "依据", "核实")
UNUSED_COLUMNS = ("代号", "参数", "值", "依据", "核实")
VERSION_COLUMNS = ("当日", "起", "止", "值", "依据", "把握", "核实", "说明", "本地法规包")
CHANGE_COLUMNS = ("代号", "参数", "原值", "新值", "原依据", "新依据")
STALE_COLUMNS = ("代号", "参数", "状态", "起", "值", "依据", "核实", "说明")
_SHOWN_VALUES = 3


def rule_row(law: Law, rule: RuleText, day: date) -> list[str]:
    """A rule with its first values and the place of the one that is its citation."""
    found = values_on(law, rule, day)
    if not in_force(law, rule, day):
        return [rule.key, rule.title, rule.force.label, "", "当日未施行", "", ""]
    texts = [parameter.show(value) for parameter, value in found]
    shown = "；".join(texts[:_SHOWN_VALUES]) + (f" 等 {len(texts)} 项" if len(texts) > _SHOWN_VALUES else "")
    since = applied_since(law, rule, day)
    waiting = any(law.unconfirmed_value(value) for _, value in found)
    place, verified = _place(law, found[0][1])
    cells = [rule.key, rule.title, rule.force.label, _start(since), shown, place]
    return [*cells, UNCONFIRMED if waiting else verified]


def unused_row(law: Law, parameter: Parameter, day: date) -> list[str]:
    """A parameter alone; one that is off says so."""
    value = parameter.on(day)
    if value is not None:
        return [parameter.key, parameter.title, parameter.show(value), *_place(law, value)]
    off = next((value for value in parameter.values if not value.enabled and value.covers(day)), None)
    if off is None:
        return [parameter.key, parameter.title, "当日未施行", "", ""]
    return [parameter.key, parameter.title, f"{parameter.show(off)}（未启用）", *_place(law, off)]


def version_row(law: Law, parameter: Parameter, value: Value, day: date) -> list[str]:
    """A dated value; the one in force on the day is marked, one from a local pack names its file and line."""
    mark = "→" if parameter.on(day) is value else ""
    cells = [mark, _start(value.since), _end(value.until), parameter.show(value), law.short_label(value.cites)]
    local = "" if value.pack == SHIPPED_PACK else f"{value.file} 第 {value.line} 行"
    return [*cells, value.confidence, _verified(law, value), value.note, local]


def stale_row(law: Law, one: Stale) -> list[str]:
    """A value with the reason why it needs a look."""
    parameter, value = one.parameter, one.value
    start = [parameter.key, parameter.title, one.state.label, _start(value.since)]
    return [*start, parameter.show(value), *_place(law, value), value.note]


def change_row(law: Law, change: Change) -> list[str]:
    """What a parameter was and is, each with its place."""
    parameter, sides = change.parameter, (change.old, change.new)
    shown = [parameter.show(value) if value else "无" for value in sides]
    places = [law.short_label(value.cites) if value else "" for value in sides]
    return [parameter.key, parameter.title, *shown, *places]


def _place(law: Law, value: Value) -> list[str]:
    return [law.short_label(value.cites), _verified(law, value)]


def _verified(law: Law, value: Value) -> str:
    if value.verified_on:
        return value.verified_on.isoformat()
    return UNCONFIRMED if law.unconfirmed_value(value) else "不需核实"


def _start(day: date | None) -> str:
    return day.isoformat() if day else "始终"


def _end(until: date | None) -> str:
    """Last day for people; packs and JSON hold the first day after."""
    return (until - timedelta(days=1)).isoformat() if until else "现行"
