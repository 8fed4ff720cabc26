"""The four answers of `zugong law`, each as data and as blocks for people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from zugong.cli.law.blocks import Answer, Block, Grid, Heading, Line
from zugong.cli.law.finding import Selection
from zugong.cli.law.plain_data import change_data, parameter_data, rule_data, value_data
from zugong.cli.law.rows import (
    CHANGE_COLUMNS,
    RULE_COLUMNS,
    STALE_COLUMNS,
    UNCONFIRMED,
    UNUSED_COLUMNS,
    VERSION_COLUMNS,
    change_row,
    rule_row,
    stale_row,
    unused_row,
    version_row,
)
from zugong.regulations.law.model import Law, Parameter
from zugong.regulations.law.questions import (
    Change,
    RuleText,
    Staleness,
    applied_since,
    begun_and_ended,
    changes,
    in_force,
    stale_values,
)
from zugong.regulations.law.units import UNITS


CONFIDENCE = "把握：A 有可靠出处；B 出处不全；C 未证实，不启用。“待核实”指还没有人与官方文本核对。"


def listing(law: Law, rules: Sequence[RuleText], day: date) -> Answer:
    """Every rule with its force, start, values on the day and citation; then the parameters no rule uses."""
    used = {key for rule in rules for key in rule.parameters}
    unused = [parameter for key, parameter in sorted(law.parameters.items()) if key not in used]
    head = f"共 {len(rules)} 条规则，{len(law.parameters)} 个参数，{len(law.sources)} 部法规；以下为 {day} 的情形。"
    rows = [rule_row(law, rule, day) for rule in rules]
    blocks: list[Block] = [Line(head), Line(""), Grid(RULE_COLUMNS, rows, keyed=True)]
    if unused:
        rest = [unused_row(law, parameter, day) for parameter in unused]
        blocks += [Heading("尚无规则使用的参数"), Grid(UNUSED_COLUMNS, rest, keyed=True)]
    data = {
        "on": day.isoformat(),
        "rules": [rule_data(law, rule, day) for rule in rules],
        "unused_parameters": [parameter.key for parameter in unused],
    }
    return Answer(data, blocks)


def showing(law: Law, selection: Selection, day: date) -> Answer:
    """Title, explanation and every dated value of the chosen rules and parameters; the ones of the day marked."""
    blocks: list[Block] = []
    for rule in selection.rules:
        blocks += _rule_blocks(law, rule, day)
    for parameter in selection.parameters:
        blocks += _parameter_blocks(law, parameter, day)
    shown = [law.parameters[key] for rule in selection.rules for key in rule.parameters if key in law.parameters]
    blocks += _open_questions(law, [*shown, *selection.parameters])
    data = {
        "on": day.isoformat(),
        "rules": [
            rule_data(law, rule, day)
            | {"explanation": rule.explanation}
            | {"parameters": [parameter_data(law, law.parameters[key], day) for key in rule.parameters]}
            for rule in selection.rules
        ],
        "parameters": [parameter_data(law, parameter, day) for parameter in selection.parameters],
    }
    return Answer(data, blocks)


def stale(law: Law, today: date, days: int) -> Answer:
    """Values nobody has compared with the official text, or not for `days` days, and those that are off."""
    found = stale_values(law, today, days)
    counts = {state: sum(one.state is state for one in found) for state in Staleness}
    total = sum(len(parameter.values) for parameter in law.parameters.values())
    head = f"{total} 个值中：" + "，".join(f"{state.label} {count}" for state, count in counts.items())
    grid = Grid(STALE_COLUMNS, [stale_row(law, one) for one in found], keyed=True)
    data = {
        "today": today.isoformat(),
        "days": days,
        "values": [
            {"parameter": one.parameter.key, "state": one.state.value} | value_data(law, one.parameter, one.value)
            for one in found
        ],
    }
    blocks: list[Block] = [Line(f"{head}（超过 {days} 天算已久）。"), Line(""), grid] if found else [Line(f"{head}。")]
    return Answer(data, blocks)


def differences(law: Law, rules: Sequence[RuleText], first: date, second: date) -> Answer:
    """Parameters whose value, citation or existence differs between two days; rules that begin or end."""
    begun, ended = begun_and_ended(law, rules, first, second)
    found = changes(law, first, second)
    blocks: list[Block] = [Line(f"{first} 与 {second} 相比：")]
    blocks += _rules_named("开始适用的规则", begun) + _rules_named("不再适用的规则", ended)
    blocks += _change_grid("值有变化的参数", law, [change for change in found if not change.renumbered])
    blocks += _change_grid("值不变、依据变化的参数", law, [change for change in found if change.renumbered])
    if len(blocks) == 1:
        blocks.append(Line("没有变化。"))
    data = {
        "first": first.isoformat(),
        "second": second.isoformat(),
        "begun": [rule.key for rule in begun],
        "ended": [rule.key for rule in ended],
        "parameters": [change_data(law, change) for change in found],
    }
    return Answer(data, blocks)


def _rule_blocks(law: Law, rule: RuleText, day: date) -> list[Block]:
    state = f"{day} 未施行"
    if in_force(law, rule, day):
        since = applied_since(law, rule, day)
        state = f"{day} 适用的文本自 {since} 起" if since else "一直适用"
    blocks: list[Block] = [Heading(f"{rule.title}（{rule.force.label}）", rule.key), Line(state)]
    if rule.explanation:
        blocks.append(Line(rule.explanation))
    for key in rule.parameters:
        blocks += _parameter_blocks(law, law.parameters[key], day)
    return blocks


def _parameter_blocks(law: Law, parameter: Parameter, day: date) -> list[Block]:
    unit = UNITS[parameter.unit].label
    blocks: list[Block] = [Heading(parameter.title, f"{parameter.key}（{unit}）")]
    if parameter.reading:
        blocks.append(Line("法规没有写明，这是本系统的理解，可用本地法规包改定。"))
    if parameter.note:
        blocks.append(Line(f"说明：{parameter.note}"))
    rows = [version_row(law, parameter, value, day) for value in parameter.values]
    return [*blocks, Grid(VERSION_COLUMNS, rows)]


def _open_questions(law: Law, parameters: Sequence[Parameter]) -> list[Block]:
    values = [value for parameter in parameters for value in parameter.versions()]
    waiting = [value for value in values if law.unconfirmed_value(value)]
    if not waiting:
        return []
    sources = dict.fromkeys(law.sources[value.cites.split("#")[0]].short for value in waiting)
    text = f"{UNCONFIRMED}：共{len(waiting)}个值，涉及{'、'.join(sources)}。"
    return [
        Line(CONFIDENCE),
        Heading(text),
        Line("核对后在本地法规包中重述该值并写明 verified_on，见 docs/packs.md。"),
    ]


def _rules_named(title: str, rules: Sequence[RuleText]) -> list[Block]:
    if not rules:
        return []
    rows = [[rule.key, rule.title, rule.force.label] for rule in rules]
    return [Heading(title), Grid(("代号", "规则", "约束力"), rows, keyed=True)]


def _change_grid(title: str, law: Law, found: Sequence[Change]) -> list[Block]:
    if not found:
        return []
    return [Heading(title), Grid(CHANGE_COLUMNS, [change_row(law, change) for change in found], keyed=True)]
