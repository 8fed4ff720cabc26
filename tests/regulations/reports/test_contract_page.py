"""The page of input tables says all that the contract says."""

from __future__ import annotations

import re

import pytest

from zugong.regulations.reports.contract_page import contract_markdown
from zugong.regulations.tables.schema import TABLES, Table


@pytest.fixture(scope="module")
def page() -> str:
    return contract_markdown()


def section(page: str, table: Table) -> str:
    return page.split(f"## {table.label} `{table.name}`")[1].split("<a id=")[0]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_each_column_has_its_row(page: str, table: Table) -> None:
    rows = re.findall(r"^\| (\S+) \| `(\w+)` \| (必填)? ?\|", section(page, table), re.MULTILINE)
    assert rows == [(c.label, c.name, "必填" if c.required else "") for c in table.columns]


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_each_code_stands_beside_its_label(page: str, table: Table) -> None:
    text = section(page, table)
    for column in table.columns:
        for code, label in column.codes.items():
            assert f"{label} `{code}`" in text


def test_keys_references_and_limits(page: str) -> None:
    assert "* 编号：人员编号 + 支部编号 + 转入日期" in section(page, TABLES["members"])
    assert "| 上级指标 | `parent_id` |  | 文本；指向《考核指标》的编号，且考核体系相同 |" in page
    assert "| 得分 | `score` | 必填 | 数，至多六位小数，0–100 |" in page
    assert "| 应到 | `expected` |  | 整数，不小于 1 |" in page
    assert "也可以写本地的名称" in section(page, TABLES["indicators"])


def test_inclusive_last_days_are_told_from_half_open_intervals(page: str) -> None:
    assert "转入日期当日起、转出日期前一日止" in section(page, TABLES["members"])
    assert "开班至结班，当日算在内" in section(page, TABLES["training_classes"])
    assert "| 公示截止 | `notice_until` |  | 日期（当日仍算在内） |" in page


def test_every_link_inside_the_page_has_its_target(page: str) -> None:
    assert set(re.findall(r"\]\(#(\w+)\)", page)) == set(re.findall(r'<a id="(\w+)">', page)) == set(TABLES)
