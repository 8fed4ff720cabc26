"""The working calendar in pages."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.test import Client

from tests.factories import make_organization, make_user
from tests.organizations.test_notices import NOTICE_2025
from zugong.accounts.enums import Administration, Role
from zugong.organizations.calendar import is_loaded, is_workday
from zugong.organizations.models import Workday
from zugong.regulations.inputs import shipped_workdays
from zugong.www.calendar.duties import publish_calendars
from zugong.www.calendar.months import months_of, special_days


pytestmark = pytest.mark.django_db

FAR = max(shipped_workdays()).year + 1
NOTICE = "一、元旦：1月1日放假，共1天。"


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, make_organization()))
    return client


def text(response: object) -> str:
    body = response.content.decode()  # type: ignore[attr-defined]
    assert "模板变量不存在" not in body
    return body


def test_a_year_counts_its_working_days_and_lists_what_differs(keeper: Client) -> None:
    body = text(keeper.get("/calendar/2025/"))
    assert "全年 248 个工作日" in body
    assert "10月11日 星期六" in body


def test_months_begin_on_monday_and_hold_every_day() -> None:
    months = months_of(2025)
    assert [month.number for month in months] == list(range(1, 13))
    assert {len(week) for month in months for week in month.weeks} == {7}
    assert sum(day is not None for month in months for week in month.weeks for day in week) == 365
    assert months[0].weeks[0][2].date == date(2025, 1, 1)  # type: ignore[union-attr]
    assert date(2025, 10, 1) in {day.date for day in special_days(months)}


def test_a_year_nobody_loaded_says_so_and_counts_nothing(keeper: Client) -> None:
    body = text(keeper.get(f"/calendar/{FAR}/"))
    assert "未载入" in body
    assert "个工作日" not in body


@time_machine.travel(date(2025, 6, 1))
def test_today_s_year_opens_first_for_everybody() -> None:
    root = make_organization()
    for role in (Role.BRANCH_SECRETARY, Role.PERSON, Administration.AUDIT):
        client = Client()
        client.force_login(make_user(role, root))
        body = text(client.get("/calendar/"))
        assert "2025 年工作日历" in body
        assert "/calendar/days/" not in body
        assert "公布全年" not in body


def test_a_notice_is_read_back_before_it_is_published(keeper: Client) -> None:
    fields = {"notice": NOTICE, "document": "示例〔2026〕1号", "once": "t"}
    read = keeper.post(f"/calendar/{FAR}/publish/", fields)
    assert read.status_code == 200
    assert "读到的安排" in text(read)
    assert not is_loaded(FAR)
    response = keeper.post(f"/calendar/{FAR}/publish/", fields | {"confirmed": "1"}, follow=True)
    assert f"已公布 {FAR} 年工作日历" in text(response)
    assert is_loaded(FAR)
    assert not is_workday(date(FAR, 1, 1))


def test_a_notice_that_is_not_understood_is_told_and_kept(keeper: Client) -> None:
    response = keeper.post("/calendar/2025/publish/", {"notice": "元旦：1月1日（周五）放假", "document": "示例1号"})
    assert response.status_code == 422
    body = text(response)
    assert "2025-01-01 是周三，写的是周五" in body
    assert "元旦：1月1日（周五）放假</textarea>" in body
    assert not Workday.objects.exists()


def test_confirming_what_is_not_understood_publishes_nothing(keeper: Client) -> None:
    fields = {"notice": "1月1日", "document": "示例1号", "confirmed": "1"}
    assert keeper.post("/calendar/2025/publish/", fields).status_code == 422
    assert not Workday.objects.exists()


def test_a_day_is_changed_with_a_note_and_taken_back(keeper: Client) -> None:
    address = "/calendar/days/2025-10-13/"
    assert "现在是工作日" in text(keeper.get(address))
    assert keeper.post(address, {"worked": "no", "note": "区运动会"}).status_code == 302
    assert not is_workday(date(2025, 10, 13))
    body = text(keeper.get("/calendar/2025/"))
    assert "区运动会" in body
    assert "本单位公布" in body
    assert keeper.post(f"{address}clear/").status_code == 302
    assert is_workday(date(2025, 10, 13))


def test_a_day_changed_meanwhile_is_stale(keeper: Client) -> None:
    address = "/calendar/days/2025-10-13/"
    keeper.post(address, {"worked": "no"})
    keeper.post(address, {"worked": "no", "note": "区运动会", "version": "0"})
    late = keeper.post(address, {"worked": "yes", "version": "0"})
    assert late.status_code == 422
    assert "已被别人改过" in text(late)


@pytest.mark.parametrize("address", ["/calendar/1800/", "/calendar/days/2025-02-30/", "/calendar/days/abc/"])
def test_days_that_are_none_are_not_found(keeper: Client, address: str) -> None:
    assert keeper.get(address).status_code == 404


def test_an_officer_of_a_part_changes_nothing() -> None:
    client = Client()
    client.force_login(make_user(Role.ORGANIZATION_OFFICER, make_organization(parent=make_organization())))
    assert client.get("/calendar/2025/publish/").status_code == 403
    assert client.post("/calendar/days/2025-10-13/", {"worked": "no"}).status_code == 403
    assert client.post("/calendar/days/2025-10-13/clear/").status_code == 403
    assert not Workday.objects.exists()


def test_the_next_calendar_is_due_from_november() -> None:
    root = make_organization()
    keeper = make_user(Role.ORGANIZATION_OFFICER, root)
    last = max(shipped_workdays())
    assert list(publish_calendars(keeper, last.replace(month=10))) == []
    (duty,) = publish_calendars(keeper, last.replace(month=11, day=1))
    assert (duty.title, duty.due_on) == (f"公布 {FAR} 年工作日历", last)
    assert list(publish_calendars(make_user(Role.CADRE_OFFICER, root), last)) == []


def test_a_published_notice_equals_the_shipped_year(keeper: Client) -> None:
    before = [is_workday(date(2025, month, 1)) for month in range(1, 13)]
    fields = {"notice": NOTICE_2025, "document": "示例1号", "confirmed": "1"}
    assert keeper.post("/calendar/2025/publish/", fields).status_code == 302
    assert [is_workday(date(2025, month, 1)) for month in range(1, 13)] == before
