"""Faults between rows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.regulations.tables.making import brief, folder, rows
from zugong.regulations.tables import checks
from zugong.regulations.tables.reading import Reading, read_dataset


def read(tmp_path: Path, files: Mapping[str, str]) -> Reading:
    return read_dataset(folder(tmp_path, files), keep_going=True)


@pytest.fixture(params=[20_000_000, 1], ids=["one pass", "part by part"])
def passes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "KEYS_PER_PASS", request.param)


@pytest.mark.usefixtures("passes")
def test_every_repeated_key_after_the_first(tmp_path: Path) -> None:
    reading = read(tmp_path, {"people": "编号,姓名\nP1,甲\nP2,乙\nP1 ,丙\n\u3000P1,丁\n"})
    assert brief(reading) == [(4, "编号", "P1", "与第 2 行重复"), (5, "编号", "P1", "与第 2 行重复")]
    assert rows(reading, "people", "name") == [("甲",), ("乙",)]


@pytest.mark.usefixtures("passes")
def test_an_empty_part_of_a_key_is_a_value(tmp_path: Path) -> None:
    text = "人员编号,支部编号,转入日期\nP1,A,\nP1,A,2025-01-01\nP1,A,\nP1,B,\n"
    reading = read(tmp_path, {"members": text})
    assert brief(reading) == [(4, "人员编号、支部编号、转入日期", "P1 / A / （空）", "与第 2 行重复")]


def test_rows_with_an_unreadable_key_are_not_compared(tmp_path: Path) -> None:
    text = "人员编号,支部编号,转入日期\nP1,A,昨天\nP1,A,\nP1,A,前天\n"
    reading = read(tmp_path, {"members": text})
    assert [reason for *_, reason in brief(reading)] == ["不是日期", "不是日期"]
    assert rows(reading, "members", "person_id") == [("P1",)]


def test_a_row_faulty_elsewhere_still_counts_for_keys(tmp_path: Path) -> None:
    reading = read(tmp_path, {"people": "编号,姓名,学历\nP1,甲,幼儿园\nP1,乙,大学\n"})
    assert brief(reading) == [(2, "学历", "幼儿园", "不在允许的取值内"), (3, "编号", "P1", "与第 2 行重复")]


def test_codes_in_a_repeated_key_are_shown_by_label(tmp_path: Path) -> None:
    text = "单位编号,层次,核定职数\nA,section_deputy,2\nA,乡科级副职,3\n"
    assert brief(read(tmp_path, {"post_quotas": text}))[0][2] == "A / 乡科级副职 / （空）"


def test_broken_references(tmp_path: Path) -> None:
    files = {
        "organizations": "编号,名称,类别,上级编号\nA,甲,党委,\nB,乙,党支部,X\n",
        "people": "编号,姓名\nP1,甲\n",
        "family_members": "人员编号,称谓,姓名,亲属人员编号,亲属单位编号\nP1,妻,乙,,\nP1,子,丙,P8,C\nP9,妻,丁,P1,A\n",
    }
    assert brief(read(tmp_path, files)) == [
        (3, "上级编号", "X", "“党组织与单位”表中没有这个编号"),
        (3, "亲属人员编号", "P8", "“人员”表中没有这个编号"),
        (3, "亲属单位编号", "C", "“党组织与单位”表中没有这个编号"),
        (4, "人员编号", "P9", "“人员”表中没有这个编号"),
    ]


def test_references_into_an_absent_table_are_not_checked(tmp_path: Path) -> None:
    assert read(tmp_path, {"members": "人员编号,支部编号\nP1,A\n"}).problems == ()


def test_references_to_a_dropped_row_stand(tmp_path: Path) -> None:
    files = {
        "people": "编号,姓名,学历\nP1,甲,幼儿园\n",
        "members": "人员编号,支部编号\nP1,A\n",
    }
    reading = read(tmp_path, files)
    assert brief(reading) == [(2, "学历", "幼儿园", "不在允许的取值内")]
    assert rows(reading, "people") == []
    assert rows(reading, "members", "person_id") == [("P1",)]


def test_references_into_a_table_without_a_sound_header_are_not_checked(tmp_path: Path) -> None:
    reading = read(tmp_path, {"people": "姓名\n甲\n", "members": "人员编号,支部编号\nP1,A\n"})
    assert [reason for *_, reason in brief(reading)] == ["缺少这一列"]


def test_parent_indicators_must_be_of_the_same_scheme(tmp_path: Path) -> None:
    text = (
        "编号,考核体系,名称,上级指标,权重\nI1,目标考核,甲,,1\nI2,党建责任制,乙,I1,1\n"
        "I3,objective,丙,I1,1\nI4,本地办法,丁,I5,1\n"
    )
    assert brief(read(tmp_path, {"indicators": text})) == [
        (3, "上级指标", "I1", "所指的那一行“考核体系”不同（目标考核）"),
        (5, "上级指标", "I5", "“考核指标”表中没有这个编号"),
    ]


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (
            "members",
            "人员编号,支部编号,转入日期,转出日期\nP1,A,2025-03-02,2025-03-01\nP2,A,2025-03-01,2025-03-01\nP3,A,,2025-03-01\n",
            [(2, "转出日期", "2025-03-01", "早于“转入日期”（2025-03-02）")],
        ),
        (
            "organizations",
            "编号,名称,类别,founded_on,dissolved_on\nA,甲,单位,2025-03,20250228\nB,乙,单位,2025-03,\n",
            [(2, "dissolved_on", "2025-02-28", "早于“founded_on”（2025-03-01）")],
        ),
        (
            "sanctions",
            "编号,人员编号,种类,决定日期,影响期止\nS1,P1,诫勉,2025-03-02,2025-03-01\nS2,P1,诫勉,2025-03-02,2025-03-02\n",
            [(2, "影响期止", "2025-03-01", "早于“决定日期”（2025-03-02）")],
        ),
        (
            "training_classes",
            "编号,名称,开班,结班\nK1,甲,2025-03-02,2025-03-01\n",
            [(2, "结班", "2025-03-01", "早于“开班”（2025-03-02）")],
        ),
        (
            "appointment_cases",
            "编号,人员编号,公示日期,公示截止,试用期止\nC1,P1,2025-03-02,2025-03-01,2020-01-01\n",
            [],
        ),
        ("organizations", "编号,名称,类别,本届起,延期至\nA,甲,党委,2025-03-02,2025-03-01\n", []),
    ],
)
def test_order_of_days(tmp_path: Path, table: str, text: str, expected: list[tuple[int, str, str, str]]) -> None:
    assert brief(read(tmp_path, {table: text})) == expected


QUOTA = "单位编号,层次,核定职数,起,止\n"


@pytest.mark.parametrize(
    ("quotas", "overlapping"),
    [
        (["A,科员级,1,2020-01-01,2021-01-01", "A,科员级,2,2021-01-01,"], []),
        (["A,科员级,1,2020-01-01,2021-01-02", "A,科员级,2,2021-01-01,"], [3]),
        (["A,科员级,1,2021-01-01,", "A,科员级,2,2020-01-01,"], [3]),
        (["A,科员级,1,,", "A,科员级,2,2020-01-01,"], [3]),
        (["A,科员级,1,,2020-01-01", "A,科员级,2,2020-01-01,"], []),
        (["A,科员级,1,,", "A,乡科级副职,2,2020-01-01,", "B,科员级,2,2020-01-01,"], []),
        (["A,科员级,1,2020-01-01,2030-01-01", "A,科员级,2,2025-01-01,2025-01-01"], []),
        (["A,科员级,1,2020-01-01,2030-01-01", "A,科员级,2,2021-01-01,2022-01-01", "A,科员级,3,2025-01-01,"], [3, 4]),
        (["A,科员级,1,2020-01-01,昨天", "A,科员级,2,2021-01-01,"], []),
    ],
)
def test_overlapping_quotas(tmp_path: Path, quotas: list[str], overlapping: list[int]) -> None:
    reading = read(tmp_path, {"post_quotas": QUOTA + "\n".join(quotas)})
    assert [problem.row for problem in reading.problems if "重叠" in problem.reason] == overlapping


def test_quotas_of_one_start_are_a_repeated_key_and_no_more(tmp_path: Path) -> None:
    reading = read(tmp_path, {"post_quotas": QUOTA + "A,科员级,1,2020-01-01,\nA,科员级,2,2020-01-01,\n"})
    assert [reason for *_, reason in brief(reading)] == ["与第 2 行重复"]


def test_cycles_of_organizations(tmp_path: Path) -> None:
    parents = {"R": "", "A": "B", "B": "C", "C": "A", "D": "A", "S": "S", "E": "R"}
    text = "编号,名称,类别,上级编号\n" + "".join(f"{key},甲,党委,{parent}\n" for key, parent in parents.items())
    assert brief(read(tmp_path, {"organizations": text})) == [
        (3, "上级编号", "B", "上级关系成环（A → B → C → A）"),
        (4, "上级编号", "C", "上级关系成环（B → C → A → B）"),
        (5, "上级编号", "A", "上级关系成环（C → A → B → C）"),
        (7, "上级编号", "S", "上级关系成环（S → S）"),
    ]


def test_cycles_of_indicators(tmp_path: Path) -> None:
    text = "编号,考核体系,名称,上级指标,权重\nI1,甲,甲,I2,1\nI2,甲,乙,I1,1\n"
    assert [(row, column) for row, column, *_ in brief(read(tmp_path, {"indicators": text}))] == [
        (2, "上级指标"),
        (3, "上级指标"),
    ]


def test_a_chain_deeper_than_is_peeled_is_no_cycle(tmp_path: Path) -> None:
    chain = "".join(f"N{level},甲,党委,N{level - 1}\n" for level in range(1, 100))
    text = f"编号,名称,类别,上级编号\nN0,甲,党委,\n{chain}"
    assert read(tmp_path, {"organizations": text}).problems == ()


def test_problems_come_in_the_order_of_tables_rows_and_columns(tmp_path: Path) -> None:
    files = {
        "people": "编号,姓名,学历\nP2,,大学\nP1,甲,幼儿园\n",
        "members": "人员编号,支部编号,状态\nP9,A,未知\n",
        "meetings": "编号\nM1\n",
    }
    places = [(problem.file, problem.row, problem.column) for problem in read(tmp_path, files).problems]
    assert places == [
        ("meetings.csv", 1, "组织编号"),
        ("meetings.csv", 1, "类型"),
        ("meetings.csv", 1, "日期"),
        ("members.csv", 2, "人员编号"),
        ("members.csv", 2, "状态"),
        ("people.csv", 2, "姓名"),
        ("people.csv", 3, "学历"),
    ]
