"""The rulebook on screen: every rule with values, citations and how sure, on any day."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests.factories import make_user
from tests.gates.drafting import WORKDAYS
from zugong.accounts.enums import Administration, Role
from zugong.audit.models import Entry
from zugong.gates.law import live_book, live_law
from zugong.gates.models import LocalValue
from zugong.regulations.law.clauses import open_clauses


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]

NOTICE = "appointment.notice.length"
READING = ["list", "export", "sources", "open", "changes", "local_values", "pack"]


@pytest.fixture
def _today() -> Any:
    with time_machine.travel("2026-11-23T12:00:00+08:00", tick=False):
        yield


def text(client: Client, name: str, *args: Any, status: int = 200, **query: str) -> str:
    response = client.get(reverse(f"rulebook:{name}", args=args), query)
    assert response.status_code == status
    return str(response.content, "utf-8", "replace")


@pytest.mark.parametrize("role", [None, *Administration, Role.BRANCH_SECRETARY, Role.PERSON, Role.DEPARTMENT_HEAD])
def test_whoever_is_signed_in_may_read(
    desk: SimpleNamespace, adopted: LocalValue, as_user: Callable[[Any], Client], role: Any
) -> None:
    client = as_user(make_user(role, desk.below))
    for name in READING:
        text(client, name)
    text(client, "rule", NOTICE)
    text(client, "source", "appointment-regulations-2019")
    text(client, "local_value", adopted.pk, status=200 if role else 403)


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client, db: None) -> None:
    for name in READING:
        assert client.get(reverse(f"rulebook:{name}")).status_code == 302


def test_reading_writes_nothing(adopted: LocalValue, reader: Client) -> None:
    before = Entry.objects.count()
    for name in READING:
        text(reader, name)
    text(reader, "rule", NOTICE)
    assert Entry.objects.count() == before


def test_the_list_holds_every_rule_with_its_value_and_place(reader: Client) -> None:
    page = text(reader, "list")
    assert all(reverse("rulebook:rule", args=[key]) in page for key in live_book())
    assert "5 个工作日" in page
    assert "选拔任用条例（2019）第42条" in page
    assert "待核实" in page
    assert "未启用" in page


@pytest.mark.parametrize(
    ("query", "holds", "lacks"),
    [
        ({"topic": "training"}, "training.member_yearly", NOTICE),
        ({"text": "公示"}, NOTICE, "training.member_yearly"),
        ({"text": "NOTICE.LENGTH"}, NOTICE, "appointment.notice.order"),
        ({"source": "branch-work-regulations-2018"}, "branch_life.assembly_quarterly", NOTICE),
        ({"source": "education-training-plan-2023"}, "training.online_yearly", "training.member_yearly"),
        ({"state": "off"}, "training.online_yearly", NOTICE),
        ({"state": "unconfirmed"}, NOTICE, "training.online_yearly"),
        ({"state": "not_then", "on": "2015-01-01"}, "branch_life.assembly_quarterly", NOTICE),
    ],
)
def test_the_query_area(reader: Client, query: dict[str, str], holds: str, lacks: str) -> None:
    page = text(reader, "list", **query)
    assert reverse("rulebook:rule", args=[holds]) in page
    assert reverse("rulebook:rule", args=[lacks]) not in page


def test_rules_with_local_values_are_found(adopted: LocalValue, reader: Client) -> None:
    page = text(reader, "list", state="local")
    assert reverse("rulebook:rule", args=[NOTICE]) in page
    assert "7 个工作日" in page
    assert f"规则 1 / {len(live_book())}" in page


def test_another_day_shows_the_law_of_that_day(adopted: LocalValue, reader: Client) -> None:
    page = text(reader, "list", on="2023-12-31", text="公示不少于")
    assert ("5 个工作日" in page, "7 个工作日" in page) == (True, False)


def test_a_day_that_is_none_is_told_and_the_list_still_shown(reader: Client) -> None:
    page = text(reader, "list", on="2026-13-01")
    assert "输入一个有效的日期" in page
    assert reverse("rulebook:rule", args=[NOTICE]) in page


def test_nothing_found_says_what_to_do(reader: Client) -> None:
    assert "没有符合条件的规则" in text(reader, "list", text="没有这样的话")


def test_a_fragment_is_the_table_alone(reader: Client) -> None:
    response = reader.get(reverse("rulebook:list"), {"topic": "training"}, headers={"HX-Request": "true"})
    page = response.content.decode()
    assert page.startswith('<section class="zg-panel" id="rules"')
    assert "<html" not in page
    assert reverse("rulebook:export") + "?topic=training" in page


def test_one_rule_explains_itself(adopted: LocalValue, reader: Client) -> None:
    page = text(reader, "rule", NOTICE)
    for words in (
        live_book()[NOTICE].explanation,
        "7 个工作日",
        "2014-01-14",
        "《党政领导干部选拔任用工作条例》（2019年3月3日起）第42条",
        "《示例区委组织部关于规范任前公示的通知》（2023年12月20日起）第3条",
        "第五个工作日截止",
        "3月3日是星期一",
        reverse("rulebook:local_value", args=[adopted.pk]),
    ):
        assert words in page
    assert "提出本地值" not in page


def test_a_rule_that_is_off_says_what_is_missing(reader: Client) -> None:
    page = text(reader, "rule", "training.online_yearly")
    assert "缺：干部每年网络培训学时下限" in page
    assert "未经证实，没有启用" in page


@pytest.mark.parametrize("key", list(live_book()))
def test_every_rule_has_a_page(reader: Client, key: str) -> None:
    assert "〔模板变量不存在" not in text(reader, "rule", key)


def test_every_regulation_has_a_page(reader: Client) -> None:
    for slug in live_law().sources:
        assert "〔模板变量不存在" not in text(reader, "source", slug)


@pytest.mark.parametrize(("name", "key"), [("rule", "no.such"), ("source", "no-such"), ("local_value", 99)])
def test_what_is_not_there(reader: Client, name: str, key: Any) -> None:
    text(reader, name, key, status=404)


def test_a_regulation_lists_its_articles_and_rules(reader: Client) -> None:
    page = text(reader, "source", "appointment-regulations-2019")
    assert page.index("第8条第1项") < page.index("第42条")
    assert reverse("rulebook:rule", args=[NOTICE]) in page


def test_the_list_of_regulations_tells_old_from_new(adopted: LocalValue, reader: Client) -> None:
    page = text(reader, "sources")
    assert page.index("示例组发〔2023〕20号") < page.index('<td class="zg-nowrap">已失效</td>')
    assert "党政领导干部选拔任用工作条例" in page


def test_clauses_that_are_no_rules_yet_are_listed(reader: Client) -> None:
    page = text(reader, "open")
    assert all(clause["why"] in page for clause in open_clauses()[:5])


def test_what_changed_between_two_days(reader: Client) -> None:
    page = text(reader, "changes", **{"from": "2019-03-02", "to": "2019-03-03"})
    assert "年度考核基本称职及以下不得列为考察对象的年数" in page
    assert "选拔任用条例（2014）第" in page
    assert "没有变化" in text(reader, "changes", **{"from": "2024-03-02", "to": "2024-03-02"})


def test_a_local_value_is_a_change_too(adopted: LocalValue, reader: Client) -> None:
    page = text(reader, "changes", **{"from": "2023-12-31", "to": "2024-01-01"})
    assert "<b>7 个工作日</b>" in page


def test_a_wrong_day_to_compare_is_told(reader: Client) -> None:
    page = text(reader, "changes", status=422, **{"from": "2019-02-30", "to": "2019-03-03"})
    assert 'value="2019-02-30"' in page


def test_the_export_holds_what_is_shown(adopted: LocalValue, reader: Client) -> None:
    response = reader.get(reverse("rulebook:export"), {"text": "公示不少于"})
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = [[cell.value or "" for cell in row] for row in sheet.rows]
    assert rows[0][:4] == ["规则", "代号", "专题", "约束力"]
    assert {row[1] for row in rows[1:]} == {NOTICE}
    workdays = next(row for row in rows if row[6] == live_law().parameters[WORKDAYS].title)
    assert workdays[7:] == ["7 个工作日", "示例组发〔2023〕20号第3条", "2024-01-01", "A", "2023-12-25", "是"]


def test_the_list_asks_few_queries(
    adopted: LocalValue, reader: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(20):
        text(reader, "list")
    with django_assert_max_num_queries(20):
        text(reader, "rule", NOTICE)
