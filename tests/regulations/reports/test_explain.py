from __future__ import annotations

import io
from decimal import Decimal

import pytest

from zugong.core.outcomes import Force
from zugong.regulations.findings import RuleCard
from zugong.regulations.reports.explain import (
    AppliedParameter,
    CountedRows,
    Explanation,
    period_text,
    render_explanation,
    write_explanation,
)


@pytest.fixture
def explanation(make_finding):
    return Explanation(
        card=RuleCard("training.member_yearly", "党员每年学习不少于32学时", Force.MUST, "当年结束的学时合计。"),
        finding=make_finding(
            rule="training.member_yearly",
            subject_kind="person",
            subject_id="p1",
            period="2025",
            actual="30.5 学时",
            required="≥ 32 学时",
        ),
        parameters=[AppliedParameter("年度学时", "32 学时", "2019-05-06", "党员教育管理工作条例第17条", "A", False)],
        counted=[
            CountedRows(
                "培训记录",
                ["结束日期", "班次", "学时"],
                [["2025-03-01", "2024", Decimal("20.5")], ["2025-05-01", "", Decimal("10")]],
            )
        ],
        arithmetic=["20.5 + 10 = 30.5", "30.5 < 32"],
        law=["党员每年集中学习培训时间一般不少于32学时。"],
        subject_name="王明远",
    )


def changed(explanation: Explanation, **values) -> Explanation:
    fields = {name: getattr(explanation, name) for name in explanation.__dataclass_fields__}
    return Explanation(**{**fields, **values})


def test_says_all_a_person_needs_to_repeat_it(explanation):
    text = render_explanation(explanation)

    for part in (
        "党员每年学习不少于32学时  training.member_yearly",
        "对象：人员 王明远 p1",
        "期间：2025年（2025-01-01 至 2025-12-31）",
        "当年结束的学时合计。",
        "年度学时：32 学时",
        "依据：党员教育管理工作条例第17条（待核实），自 2019-05-06 起，把握程度 A",
        "党员每年集中学习培训时间一般不少于32学时。",
        "培训记录：2 行",
        "30.5 < 32",
        "实际  30.5 学时",
        "要求  ≥ 32 学时",
        "✕ 不合规（约束力：应当）",
        "只提示，不作决定",
    ):
        assert part in text


def test_numbers_are_added_up_and_numbers_written_as_text_are_not(explanation):
    last = next(line for line in render_explanation(explanation).splitlines() if line.strip().startswith("合计"))

    assert last.split() == ["合计", "30.5"]


def test_no_rows_is_said_too(explanation):
    text = render_explanation(changed(explanation, counted=[("培训记录", ["学时"], [])]))

    assert "培训记录：0 行" in text
    assert "合计" not in text.replace("学时合计", "")


def test_unknown_names_what_is_missing_and_where_to_enter_it(explanation):
    unknown = {**explanation.finding, "outcome": "unknown", "reason": "缺学时"}
    told = render_explanation(changed(explanation, finding=unknown, remedies=["training_records 培训记录 的 学时 列"]))
    plain = render_explanation(changed(explanation, finding=unknown))

    assert "缺什么  缺学时" in told
    assert "到哪里补：training_records 培训记录 的 学时 列" in told
    assert "到哪里补：把缺的内容填进数据集里对应的表" in plain
    assert "到哪里补" not in render_explanation(explanation)


def test_a_rule_in_force_always_has_no_start(explanation):
    always = AppliedParameter("权重之和", "1", "", "指标体系算术要求第1条", "A", True)
    text = render_explanation(changed(explanation, parameters=[always]))

    assert "依据：指标体系算术要求第1条，一直适用，把握程度 A" in text


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2025", "2025年（2025-01-01 至 2025-12-31）"),
        ("2025-Q4", "2025年第4季度（2025-10-01 至 2025-12-31）"),
        ("2024-02", "2024年02月（2024-02-01 至 2024-02-29）"),
        ("本届", "本届"),
    ],
)
def test_a_period_names_its_days(period, expected):
    assert period_text(period) == expected


def test_writes_to_a_pipe_without_colours(explanation):
    stream = io.StringIO()

    write_explanation(explanation, stream)

    assert stream.getvalue() == render_explanation(explanation)
    assert "\x1b" not in stream.getvalue()
