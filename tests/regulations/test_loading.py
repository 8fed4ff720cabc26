"""Packs are refused with file and line, and local packs lie over the shipped one day by day."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from zugong.regulations.loading import BadPack, load_law


TODAY = date(2026, 6, 1)

CITY = """\
slug: city-notice-2024
title: 市委组织部关于任前公示的通知
short: 市公示通知（2024）
kind: local
issued_on: 2024-01-01
since: 2024-01-01
until: 2026-01-01
document_number: 示例组发〔2024〕1号
confidence: A
verified_on: 2024-02-01
note: ""
headings:
  length: 公示期限
"""
SOURCE = "sources/city-notice-2024.yaml"
NEW = "parameters/appointment/notice/printing/copies.yaml"
DAYS = "parameters/appointment/notice/length/workdays.yaml"
KEY = "appointment.notice.length.workdays"


def write_pack(root: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in {SOURCE: CITY, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def parameter(*values: str, unit: str = "count", head: str = "") -> str:
    lines = ["title: 公示份数", f"unit: {unit}", *([head] if head else []), "values:"]
    return "\n".join([*lines, *(f"  - {{{value}}}" for value in values)]) + "\n"


def value(since: str = "2024-01-01", amount: str = "3", rest: str = "until: 2026-01-01") -> str:
    core = f"since: {since}, value: {amount}, cites: city-notice-2024#4, confidence: A, verified_on: null"
    return f"{core}, {rest}" if rest else core


def problems(root: Path) -> list[tuple[str, int | None, str]]:
    with pytest.raises(BadPack) as caught:
        load_law([root], today=TODAY)
    return [
        (problem.file.removeprefix(f"{root}/"), problem.line, f"{problem.what} {problem.remedy}")
        for problem in caught.value.problems
    ]


def test_the_sample_pack_of_these_tests_is_good(tmp_path: Path) -> None:
    law = load_law([write_pack(tmp_path, {NEW: parameter(value())})], today=TODAY)
    found = law.parameter("appointment.notice.printing.copies").on(date(2025, 1, 1))
    assert found is not None
    assert (found.value, found.cites, found.line) == (3, "city-notice-2024#4", 4)
    assert found.file.endswith(NEW)


VALUE_REFUSALS = {
    "no citation": ("since: 2024-01-01, value: 3, confidence: A, until: 2026-01-01", "缺少 cites"),
    "unknown source": (value().replace("city-notice-2024#4", "county-notice#4"), "county-notice 不存在"),
    "malformed citation": (value().replace("city-notice-2024#4", "city-notice-2024"), "写法不对"),
    "article zero": (value().replace("#4", "#0"), "既不是条号"),
    "unknown clause": (value().replace("#4", "#colour"), "既不是条号，也不在 city-notice-2024 的 headings 中"),
    "five levels": (value().replace("#4", "#1.2.3.4.5"), "既不是条号"),
    "no value": (value().replace("value: 3", "value: null"), "缺少 value"),
    "no start": (value().replace("since: 2024-01-01, ", ""), "缺少 since"),
    "no such day": (value("2024-02-30"), "不是日期"),
    "day with slashes": (value("2024/03/01"), "不是日期"),
    "wrong unit": (value(amount="three"), "不合单位“个数”"),
    "decimal count": (value(amount="3.0"), "不合单位“个数”"),
    "octal count": (value(amount="010"), "不合单位“个数”"),
    "negative count": (value(amount="-1"), "不合单位“个数”"),
    "true is no count": (value(amount="true"), "不合单位“个数”"),
    "unknown key": (value(rest="until: 2026-01-01, colour: red"), "不认识的键 colour"),
    "unknown confidence": (value().replace("confidence: A", "confidence: D"), "不在可用值之列"),
    "future verification": (value().replace("verified_on: null", "verified_on: 2026-06-02"), "还没有到"),
    "before its source": (value("2023-12-31"), "早于 city-notice-2024 的施行日 2024-01-01"),
    "after its source": (value("2026-01-01", rest=""), "已失效（2026-01-01）"),
    "outlives its source": (value(rest=""), "自 2026-01-01 起失效，此值却仍适用"),
    "until past its source": (value(rest="until: 2026-01-02"), "自 2026-01-01 起失效，此值却仍适用"),
    "ends before it begins": (value(rest="until: 2024-01-01"), "截止日不在起始日之后"),
    "early without note": (value("2023-01-01", rest="until: 2026-01-01, applied_before_source: true"), "没有说明"),
    "nested value": (value(amount="[3]"), "这里只能写一个值"),
    "duplicate key": (value(rest="until: 2026-01-01, value: 4"), "键 value 重复"),
}


@pytest.mark.parametrize("name", VALUE_REFUSALS)
def test_a_bad_value_is_refused_with_its_line(tmp_path: Path, name: str) -> None:
    bad, expected = VALUE_REFUSALS[name]
    found = problems(write_pack(tmp_path, {NEW: parameter(bad)}))
    assert [(file, line) for file, line, _ in found] == [(NEW, 4)]
    assert expected in found[0][2]


SEQUENCES = {
    "overlap": ([value(rest="until: 2024-07-01"), value("2024-06-01")], 4, "重叠"),
    "unsorted": ([value("2024-06-01", rest=""), value("2024-01-01")], 5, "没有按起始日从早到晚排列"),
    "same start": ([value(rest=""), value()], 5, "起始日相同"),
    "always comes first": ([value(rest=""), value("always")], 5, "没有按起始日从早到晚排列"),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_values_must_follow_one_another(tmp_path: Path, name: str) -> None:
    values, line, expected = SEQUENCES[name]
    found = problems(write_pack(tmp_path, {NEW: parameter(*values)}))
    assert found[0][:2] == (NEW, line)
    assert expected in found[0][2]


def test_a_value_runs_to_the_next_one_and_a_gap_needs_an_end_in_writing(tmp_path: Path) -> None:
    values = (value(rest=""), value("2024-03-01", "4", "until: 2024-04-01"), value("2024-05-01", "5"))
    law = load_law([write_pack(tmp_path, {NEW: parameter(*values)})], today=TODAY)
    copies = law.parameter("appointment.notice.printing.copies")
    days = ["2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01", "2024-04-30"]
    days += ["2024-05-01", "2025-12-31", "2026-01-01"]
    found = [copies.on(date.fromisoformat(day)) for day in days]
    assert [one and one.value for one in found] == [None, 3, 3, 4, 4, None, None, 5, 5, None]


UNITS = {
    "count": [("0", 0), ("12", 12)],
    "month": [("18", 18)],
    "credit_hour": [("550", Decimal(550)), ("1.5", Decimal("1.5")), ("0.000001", Decimal("0.000001"))],
    "training_day": [("12", Decimal(12))],
    "share": [('"2/3"', Fraction(2, 3)), ("1/7", Fraction(1, 7)), ("0.50", Fraction(1, 2)), ("1", Fraction(1))],
    "flag": [("true", True), ("false", False)],
    "duty": [("true", True)],
    "code": [("associate", "associate"), ("not_graded", "not_graded"), ("county_deputy", "county_deputy")],
}


@pytest.mark.parametrize(
    ("unit", "text", "expected"), [(unit, *pair) for unit, pairs in UNITS.items() for pair in pairs]
)
def test_values_are_exact(tmp_path: Path, unit: str, text: str, expected: object) -> None:
    law = load_law([write_pack(tmp_path, {NEW: parameter(value(amount=text), unit=unit)})], today=TODAY)
    found = law.parameter("appointment.notice.printing.copies").values[0].value
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("credit_hour", "1.0000001"),
        ("credit_hour", "1e3"),
        ("share", "1.01"),
        ("share", "3/2"),
        ("share", "1/0"),
        ("share", "50%"),
        ("flag", "yes"),
        ("duty", "false"),
        ("code", "bachlor"),
    ],
)
def test_values_out_of_their_unit_are_refused(tmp_path: Path, unit: str, text: str) -> None:
    found = problems(write_pack(tmp_path, {NEW: parameter(value(amount=text), unit=unit)}))
    assert [(file, line) for file, line, _ in found] == [(NEW, 4)]


FILES: dict[str, tuple[dict[str, str | bytes], str, int | None, str]] = {
    "unknown unit": ({NEW: parameter(value(), unit="hour")}, NEW, 2, "hour"),
    "no unit": ({NEW: parameter(value()).replace("unit: count\n", "")}, NEW, 1, "缺少 unit"),
    "unknown key": ({NEW: parameter(value(), head="colour: red")}, NEW, 3, "不认识的键 colour"),
    "reading without note": ({NEW: parameter(value(), head="reading: true")}, NEW, 3, "没有 note"),
    "no values": ({NEW: "title: 份数\nunit: count\n"}, NEW, 1, "缺少 values"),
    "values not a list": ({NEW: "title: 份数\nunit: count\nvalues: 3\n"}, NEW, 3, "缺少 values"),
    "empty": ({NEW: ""}, NEW, 1, "空的"),
    "no mapping": ({NEW: "- 3\n"}, NEW, 1, "键: 值"),
    "broken yaml": ({NEW: 'title: 份数\nunit: "count\n'}, NEW, 3, "YAML"),
    "tab indent": ({NEW: "title: 份数\nvalues:\n\t- {a: 1}\n"}, NEW, 3, "YAML"),
    "two documents": ({NEW: parameter(value()) + "---\n" + parameter(value())}, NEW, 5, "两份文档"),
    "gb18030": ({NEW: "title: x\nunit: 份\n".encode("gb18030")}, NEW, 2, "UTF-8"),
    "bracket bomb": ({NEW: "[" * 60_000}, NEW, 1, "键: 值"),
    "too large": ({NEW: "#" * 70_000}, NEW, None, "超过"),
    "file name": (
        {"parameters/appointment/份数.yaml": parameter(value())},
        "parameters/appointment/份数.yaml",
        None,
        "文件名",
    ),
    "wrong ending": (
        {"parameters/appointment/copies.yml": "a: 1"},
        "parameters/appointment/copies.yml",
        None,
        "不认识的文件",
    ),
    "wrong folder": ({"parameter/a/b.yaml": "a: 1"}, "parameter/a/b.yaml", None, "不认识的文件"),
    "slug differs": ({"sources/other.yaml": CITY}, "sources/other.yaml", 1, "与文件名"),
    "slug taken": (
        {"sources/civil-servant-law-2018.yaml": CITY.replace("city-notice-2024", "civil-servant-law-2018")},
        "sources/civil-servant-law-2018.yaml",
        1,
        "已被占用",
    ),
    "source ends first": ({SOURCE: CITY.replace("until: 2026", "until: 2023")}, SOURCE, 7, "截止日不在起始日之后"),
    "source kind": ({SOURCE: CITY.replace("kind: local", "kind: rumour")}, SOURCE, 4, "rumour"),
    "source verified in future": ({SOURCE: CITY.replace("2024-02-01", "2027-02-01")}, SOURCE, 10, "还没有到"),
    "source without title": (
        {SOURCE: CITY.replace("title: 市委组织部关于任前公示的通知", "title:")},
        SOURCE,
        2,
        "缺少 title",
    ),
    "heading name": ({SOURCE: CITY.replace("length:", "Length:")}, SOURCE, 13, "条款名"),
    "unit of the shipped one": ({DAYS: parameter(value(), unit="day")}, DAYS, 2, "workday"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused(tmp_path: Path, name: str) -> None:
    files, file, line, expected = FILES[name]
    found = problems(write_pack(tmp_path, files))
    assert [one[:2] for one in found] == [(file, line)]
    assert expected in found[0][2]


def test_all_problems_are_told_at_once_and_a_bad_source_blames_nobody_else(tmp_path: Path) -> None:
    files = {
        SOURCE: CITY.replace("kind: local", "kind: rumour"),
        NEW: parameter(value(amount="x").replace("confidence: A", "confidence: D"), value("2024-02-30")),
    }
    found = problems(write_pack(tmp_path, files))
    assert [one[:2] for one in found] == [(NEW, 4), (NEW, 4), (NEW, 5), (SOURCE, 4)]


def test_messages_name_place_and_remedy(tmp_path: Path) -> None:
    root = write_pack(tmp_path, {NEW: parameter(value(amount="x"))})
    with pytest.raises(BadPack) as caught:
        load_law([root], today=TODAY)
    assert str(caught.value) == f"{root}/{NEW} 第 4 行：值 x 不合单位“个数”。应为不带单位的整数，如 5。"


def test_a_missing_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "不存在" in problems(tmp_path / "nowhere")[0][2]
    assert "没有 sources" in problems(tmp_path / "empty")[0][2]


def test_a_dangling_link_is_told(tmp_path: Path) -> None:
    root = write_pack(tmp_path, {NEW: parameter(value())})
    (root / "sources" / "gone.yaml").symlink_to(root / "nowhere.yaml")
    assert [one[:2] for one in problems(root)] == [("sources/gone.yaml", None)]


def test_files_without_read_permission_are_told(tmp_path: Path) -> None:
    """Root reads everything, so the reading is done by a child that has given root up."""
    root = write_pack(tmp_path, {NEW: parameter(value())})
    (root / NEW).chmod(0)
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.getuid() and folder.stat().st_mode & 0o055 != 0o055:
            folder.chmod(folder.stat().st_mode | 0o055)
    program = (
        "import os, sys, pathlib\n"
        "from zugong.regulations.loading import BadPack, load_law\n"
        "load_law()  # imports everything while it may\n"
        "os.getuid() == 0 and os.setuid(65534)\n"
        "try:\n    load_law([pathlib.Path(sys.argv[1])])\n"
        "except BadPack as error:\n    sys.exit(str(error))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{root}/{NEW}：无法读取（没有读取权限）" in done.stderr


def on(packs: list[Path], day: str, key: str = KEY) -> tuple[object, str] | None:
    found = load_law(packs, today=TODAY).parameter(key).on(date.fromisoformat(day))
    return (found.value, found.cites) if found else None


def test_a_local_value_cuts_the_shipped_one_and_hands_back(tmp_path: Path) -> None:
    local = write_pack(tmp_path, {DAYS: parameter(value(amount="7"), unit="workday")})
    shipped = (5, "appointment-regulations-2019#42")
    assert on([local], "2018-12-31") == (5, "appointment-regulations-2014#41")
    assert on([local], "2023-12-31") == shipped
    assert on([local], "2024-01-01") == (7, "city-notice-2024#4")
    assert on([local], "2025-12-31") == (7, "city-notice-2024#4")
    assert on([local], "2026-01-01") == shipped
    versions = load_law([local], today=TODAY).parameter(KEY).versions()
    assert [(one.since, one.until) for one in versions] == [
        (date(2014, 1, 14), date(2019, 3, 3)),
        (date(2019, 3, 3), date(2024, 1, 1)),
        (date(2024, 1, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), None),
    ]


def test_an_open_local_value_replaces_from_its_day_on_and_over_several_versions(tmp_path: Path) -> None:
    endless = CITY.replace("until: 2026-01-01", "until: null").replace("since: 2024-01-01", "since: 2010-01-01")
    local = write_pack(tmp_path, {SOURCE: endless, DAYS: parameter(value("2016-01-01", "9", ""), unit="workday")})
    assert on([local], "2015-12-31") == (5, "appointment-regulations-2014#41")
    assert [on([local], day) for day in ("2016-01-01", "2019-03-03", "2030-01-01")] == [(9, "city-notice-2024#4")] * 3
    assert len(load_law([local], today=TODAY).parameter(KEY).values) == 2


def test_title_and_unit_may_be_left_out_when_overriding(tmp_path: Path) -> None:
    bare = "values:\n  - {" + value(amount="7") + "}\n"
    law = load_law([write_pack(tmp_path, {DAYS: bare})], today=TODAY)
    assert (law.parameter(KEY).title, law.parameter(KEY).unit) == ("任前公示最少工作日", "workday")


def test_a_later_pack_lies_over_an_earlier_one(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "first", {DAYS: parameter(value(amount="7"), unit="workday")})
    second = tmp_path / "second" / DAYS
    second.parent.mkdir(parents=True)
    second.write_text(parameter(value("2025-01-01", amount="9"), unit="workday"))
    packs = [first, tmp_path / "second"]
    found = [on(packs, day) for day in ("2024-12-31", "2025-01-01", "2026-01-01")]
    assert [one and one[0] for one in found] == [7, 9, 5]


ONLINE = "training.online_yearly.hours"
ONLINE_FILE = "parameters/training/online_yearly/hours.yaml"


def test_confidence_c_is_kept_but_off_until_a_local_pack_restates_it(tmp_path: Path) -> None:
    assert on([], "2025-01-01", ONLINE) is None
    shipped = load_law(today=TODAY).parameter(ONLINE)
    assert [one.value for one in shipped.values] == [50]
    assert shipped.versions() == ()
    local = write_pack(tmp_path, {ONLINE_FILE: parameter(value(amount="50"), unit="credit_hour")})
    assert on([local], "2025-01-01", ONLINE) == (50, "city-notice-2024#4")
    assert on([local], "2026-01-01", ONLINE) is None


def test_a_local_value_of_confidence_c_cuts_nothing(tmp_path: Path) -> None:
    doubtful = value(amount="7").replace("confidence: A", "confidence: C")
    local = write_pack(tmp_path, {DAYS: parameter(doubtful, unit="workday")})
    assert on([local], "2025-01-01") == (5, "appointment-regulations-2019#42")
    assert 7 in [one.value for one in load_law([local], today=TODAY).parameter(KEY).values]


def test_packs_of_the_setting_come_before_those_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_pack(tmp_path / "first", {DAYS: parameter(value(amount="7"), unit="workday")})
    other = CITY.replace("city-notice-2024", "county-notice-2024")
    county = parameter(value("2025-01-01", amount="9").replace("city", "county"), unit="workday")
    second = tmp_path / "second"
    write_pack(second, {"sources/county-notice-2024.yaml": other, DAYS: county})
    (second / SOURCE).unlink()
    monkeypatch.setenv("ZUGONG_PACKS", os.pathsep.join([str(first), ""]))
    assert on([], "2025-06-01") == (7, "city-notice-2024#4")
    assert on([second], "2025-06-01") == (9, "county-notice-2024#4")


def test_the_digest_follows_the_content_not_the_place(tmp_path: Path) -> None:
    one = write_pack(tmp_path / "one", {NEW: parameter(value())})
    same = write_pack(tmp_path / "same", {NEW: parameter(value())})
    other = write_pack(tmp_path / "other", {NEW: parameter(value(amount="4"))})
    digests = [load_law(packs, today=TODAY).digest for packs in ([], [one], [same], [other])]
    assert digests[1] == digests[2]
    assert len(set(digests)) == 3


def test_citations_are_told_in_chinese_and_marked_until_somebody_checked(tmp_path: Path) -> None:
    checked = value(amount="7").replace("verified_on: null", "verified_on: 2024-02-01").replace("#4", "#8.1")
    law = load_law([write_pack(tmp_path, {DAYS: parameter(checked, unit="workday")})], today=TODAY)
    assert (
        law.cite_label("appointment-regulations-2019#42") == "《党政领导干部选拔任用工作条例》（2019年3月3日起）第42条"
    )
    assert law.cite_label("city-notice-2024#8.1") == "《市委组织部关于任前公示的通知》（2024年1月1日起）第8条第1项"
    assert law.cite_label("city-notice-2024#8.1.3").endswith("第8条第1款第3项")
    assert law.short_label("city-notice-2024#length") == "市公示通知（2024）“公示期限”"
    assert law.cite_label("system-arithmetic#weights") == "《指标体系算术要求（系统自身）》“权重之和”"
    assert law.unconfirmed("appointment-regulations-2019#42")
    assert not law.unconfirmed("city-notice-2024#8.1")
    assert not law.unconfirmed("city-notice-2024#5"), "nothing cites it; the source itself has been checked"
    assert not law.unconfirmed("system-arithmetic#weights"), "there is no official text to check"


def test_loading_imports_no_engine() -> None:
    heavy = {"ibis", "pandas", "duckdb", "pyarrow", "django", "rich"}
    program = "import sys; from zugong.regulations.loading import load_law; load_law(); "
    program += f"print(*({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
