"""`zugong law`: what people and programs are told of the law."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from zugong.cli import law
from zugong.cli.law.answers import listing
from zugong.cli.law.blocks import layout
from zugong.core.outcomes import Force
from zugong.regulations.loading import load_law
from zugong.regulations.reports.terminal import to_text


@dataclass(frozen=True)
class Rule:
    key: str
    title: str
    force: Force
    parameters: tuple[str, ...]
    explanation: str


def rule(key: str, title: str, *names: str, force: Force = Force.MUST) -> Rule:
    return Rule(key, title, force, tuple(f"{key}.{name}" for name in names), f"{title}的说明。")


RULES = (
    rule("appointment.bars.annual_assessment", "近年考核", "years"),
    rule("appointment.notice.length", "公示期限", "workdays", "count_start_day"),
    rule("appointment.notice.order", "公示次序", "duty"),
    rule("appointment.vetting.double_signature", "双签字", "duty"),
    rule("assessment.weights_sum", "权重之和", "total"),
    rule("training.county_level_five_years", "五年培训", "hours", "days", "window_months", "settling_months"),
    rule("training.party_spirit_share", "党性教育课程比例", "share", force=Force.LOCAL),
)


def ask(*arguments: str) -> int:
    parser = ArgumentParser()
    law.configure(parser)
    return law.run(parser.parse_args(arguments), RULES)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert ask(*arguments) == 0
    return capsys.readouterr().out


def data(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(told(capsys, *arguments, "--json"))


def lines(text: str, part: str) -> list[list[str]]:
    return [line.split() for line in text.splitlines() if part in line]


def test_list_tells_every_rule_with_its_value_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "list", "--on", "2025-12-31")
    assert lines(text, "appointment.bars.annual_assessment") == [
        [
            "appointment.bars.annual_assessment",
            "近年考核",
            "应当",
            "2019-03-03",
            "1",
            "年",
            "选拔任用条例（2019）第24条第3项",
            "待核实",
        ]
    ]
    assert lines(text, "assessment.weights_sum")[0][3:] == ["始终", "1", "指标体系算术要求“权重之和”", "不需核实"]
    assert "550 学时；90 天；60 个月 等 4 项" in text
    assert lines(text, "training.party_spirit_share")[0][2] == "本地"


def test_list_of_an_earlier_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "list", "--on", "2018-12-31")
    assert lines(text, "appointment.bars.annual_assessment")[0][3:6] == ["2014-01-14", "3", "年"]
    assert lines(text, "appointment.vetting.double_signature")[0][3:] == ["当日未施行"]


def test_list_names_parameters_no_rule_uses_and_those_switched_off(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "list", "--on", "2025-12-31")
    assert "50 学时（未启用）" in text.split("尚无规则使用的参数")[1]
    unused = data(capsys, "list")["unused_parameters"]
    assert "training.online_yearly.hours" in unused
    assert "appointment.notice.length.workdays" not in unused


def test_list_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "list", "--on", "2025-12-31")
    assert found["on"] == "2025-12-31"
    assert [one["rule"] for one in found["rules"]] == [one.key for one in RULES]
    last = found["rules"][-1]
    assert (last["force"], last["in_force"], last["since"]) == ("local", True, "2021-01-01")
    assert [(one["parameter"], one["value"], one["text"]) for one in last["parameters"]] == [
        ("training.party_spirit_share.share", "1/2", "1/2")
    ]


def test_show_a_rule_marks_the_version_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "show", "appointment.notice.length", "--on", "2018-05-01")
    assert "公示期限的说明。" in text
    assert "2018-05-01 适用的文本自 2014-01-14 起" in text
    assert lines(text, "→")[0][:6] == ["→", "2014-01-14", "2019-03-02", "5", "个工作日", "选拔任用条例（2014）第41条"]
    assert ["2019-03-03", "现行", "5", "个工作日", "选拔任用条例（2019）第42条", "A", "待核实"] in [
        line.split() for line in text.splitlines()
    ]
    assert "法规没有写明，这是本系统的理解" in text
    assert "待核实：共4个值，涉及选拔任用条例（2014）、选拔任用条例（2019）。" in text


def test_show_as_data_marks_the_version_of_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "show", "appointment.notice.length", "--on", "2019-03-03")["rules"][0]
    workdays = found["parameters"][0]
    assert [(one["since"], one["until"], one["in_force"]) for one in workdays["values"]] == [
        ("2014-01-14", "2019-03-03", False),
        ("2019-03-03", None, True),
    ]
    assert workdays["values"][1]["citation_label"] == "《党政领导干部选拔任用工作条例》（2019年3月3日起）第42条"


@pytest.mark.parametrize(
    ("query", "rules", "parameters"),
    [
        ("appointment.notice.*", ["appointment.notice.length", "appointment.notice.order"], []),
        ("appointment.notice", ["appointment.notice.length", "appointment.notice.order"], []),
        ("appointment.notice.length.workdays", [], ["appointment.notice.length.workdays"]),
        ("training.online_yearly", [], ["training.online_yearly.hours"]),
        ("*.double_signature", ["appointment.vetting.double_signature"], []),
        ("organization.committee_size.m*", [], [f"organization.committee_size.{end}imum" for end in ("max", "min")]),
    ],
)
def test_show_takes_rules_parameters_and_globs(
    capsys: pytest.CaptureFixture[str], query: str, rules: list[str], parameters: list[str]
) -> None:
    found = data(capsys, "show", query)
    assert [one["rule"] for one in found["rules"]] == rules
    assert [one["parameter"] for one in found["parameters"]] == parameters


@pytest.mark.parametrize("query", ["appointment.notice.lenght", "公示期限", "notice.length"])
def test_show_of_an_unknown_rule_names_the_nearest(capsys: pytest.CaptureFixture[str], query: str) -> None:
    assert ask("show", query) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert f"没有名为“{query}”的规则或参数" in output.err
    assert "appointment.notice.length（公示期限）" in output.err


def test_show_of_nonsense_says_where_to_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("show", "qqqq") == 2
    assert capsys.readouterr().err == "没有名为“qqqq”的规则或参数。用 zugong law list 查看全部。\n"


def test_diff_of_the_2019_revision(capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "diff", "2019-03-02", "2019-03-03")
    assert (found["begun"], found["ended"]) == (["appointment.vetting.double_signature"], [])
    by_key = {one["parameter"]: one for one in found["parameters"]}
    years = by_key["appointment.bars.annual_assessment.years"]
    assert [(one["value"], one["citation"]) for one in (years["old"], years["new"])] == [
        (3, "appointment-regulations-2014#24"),
        (1, "appointment-regulations-2019#24.3"),
    ]
    signature = by_key["appointment.vetting.double_signature.duty"]
    assert (signature["old"], signature["new"]["value"]) == (None, True)
    moved = by_key["appointment.notice.length.workdays"]
    assert (moved["old"]["citation"], moved["new"]["citation"]) == (
        "appointment-regulations-2014#41",
        "appointment-regulations-2019#42",
    )
    assert not any(key.startswith(("branch_life.", "training.", "assessment.")) for key in by_key)
    assert "appointment.bars.sanction.party_warning_months" not in by_key


def test_diff_tells_changed_values_before_new_places(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "diff", "2019-03-02", "2019-03-03")
    begun, changed, moved = (
        text.index(part) for part in ("开始适用的规则", "值有变化的参数", "值不变、依据变化的参数")
    )
    assert begun < changed < moved
    assert changed < text.index("appointment.bars.annual_assessment.years") < moved
    assert moved < text.index("appointment.notice.length.workdays")
    assert lines(text, "appointment.bars.annual_assessment.years")[0][2:] == [
        "3", "年", "1", "年", "选拔任用条例（2014）第24条", "选拔任用条例（2019）第24条第3项",
    ]  # fmt: skip


def test_diff_backwards_ends_the_rule_and_of_one_day_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert data(capsys, "diff", "2019-03-03", "2019-03-02")["ended"] == ["appointment.vetting.double_signature"]
    assert "没有变化。" in told(capsys, "diff", "2020-01-01", "2020-01-02")


def test_stale_tells_what_is_off_never_checked_and_checked_long_ago(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pack = str(local_pack(tmp_path))
    values = data(capsys, "stale", "--pack", pack, "--days", "30")["values"]
    states = {(one["parameter"], one["since"]): one["state"] for one in values}
    assert states["training.online_yearly.hours", "2023-10-16"] == "off"
    assert states["appointment.notice.length.workdays", "2019-03-03"] == "never"
    assert states["appointment.notice.length.workdays", "2024-01-01"] == "long_ago"
    assert ("assessment.weights_sum.total", None) not in states
    fresh = data(capsys, "stale", "--pack", pack, "--days", "99999")["values"]
    assert "long_ago" not in {one["state"] for one in fresh}
    assert "未启用 6，从未核实 " in told(capsys, "stale")


def test_a_local_pack_is_shown_with_its_place(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pack = local_pack(tmp_path)
    text = told(capsys, "show", "appointment.notice.length.workdays", "--pack", str(pack), "--on", "2025-06-01")
    assert lines(text, "→")[0][1:5] == ["2024-01-01", "现行", "7", "个工作日"]
    assert f"{pack}/parameters/appointment/notice/length/workdays.yaml 第 2 行" in text


def test_a_bad_pack_ends_with_two_and_every_problem(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pack = local_pack(tmp_path)
    (pack / "parameters/appointment/notice/length/workdays.yaml").write_text("unit: hour\n")
    assert ask("list", "--pack", str(pack)) == 2
    error = capsys.readouterr().err
    assert error.startswith("法规包有 2 处问题：\n")
    assert "workdays.yaml 第 1 行" in error


@pytest.mark.parametrize(
    "arguments", [("diff", "2019-02-30", "2019-03-03"), ("stale", "--days", "-1"), ("list", "--on", "x")]
)
def test_days_that_are_none_are_usage_errors(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as caught:
        ask(*arguments)
    assert caught.value.code == 2
    assert "写作" in capsys.readouterr().err


def local_pack(root: Path) -> Path:
    source = root / "sources" / "city-notice-2024.yaml"
    source.parent.mkdir(parents=True)
    source.write_text(
        "slug: city-notice-2024\ntitle: 市委组织部关于任前公示的通知\nshort: 市公示通知（2024）\nkind: local\n"
        "since: 2024-01-01\nconfidence: A\nverified_on: 2024-02-01\n"
    )
    parameter = root / "parameters/appointment/notice/length/workdays.yaml"
    parameter.parent.mkdir(parents=True)
    parameter.write_text(
        "values:\n"
        "  - {since: 2024-01-01, value: 7, cites: city-notice-2024#2, confidence: A, verified_on: 2024-02-01}\n"
    )
    return root


def test_on_a_narrow_terminal_no_key_is_folded() -> None:
    rules = load_law()
    answer = listing(rules, RULES, date(2025, 12, 31))
    text = re.sub(r"\x1b\[[\d;]*m", "", to_text(layout(answer, narrow=True), 80))
    assert all(rule.key in text for rule in RULES)
    assert all(key in text for key in answer.data["unused_parameters"])
    assert "    约束力：应当　起：2019-03-03　值：1 年　" in text
