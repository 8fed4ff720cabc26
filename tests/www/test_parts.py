"""The parts pages are built of: paging, sorting, columns, fields, error summary, the page that asks once more."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.test import RequestFactory

from zugong.core.errors import Invalid, Stale
from zugong.www.columns import Column, chosen_columns
from zugong.www.confirming import ask_first, is_confirmed
from zugong.www.forms import tell
from zugong.www.opened import OpenedPage, close_page, kept_pages, remember_pages
from zugong.www.paging import paginate
from zugong.www.sorting import ordering


ORDERS = {"name": ("name", "id"), "newest": ("-founded_on", "id")}
COLUMNS = [Column("code", "编号"), Column("pinyin", "拼音", shown=False)]


class Sheet(forms.Form):
    name = forms.CharField(label="名称", help_text="全称")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲"), ("b", "乙")])
    line = forms.BooleanField(label="宣传思想文化线", required=False)
    days = forms.MultipleChoiceField(label="星期", choices=[("1", "一")], widget=forms.CheckboxSelectMultiple)


def asked(address: str = "/", **posted: Any) -> HttpRequest:
    request = RequestFactory().post(address, posted) if posted else RequestFactory().get(address)
    request.session = SessionStore()
    return request


def written(text: str, request: HttpRequest | None = None, **context: Any) -> str:
    return Template(text).render(RequestContext(request or asked(), context))


@pytest.mark.parametrize(
    ("query", "first", "size", "number"),
    [
        ("", 0, 20, 1),
        ("?page=2", 20, 20, 2),
        ("?page=99", 100, 20, 6),
        ("?size=50&page=2", 50, 50, 2),
        ("?page=x&size=7", 0, 20, 1),
        ("?size=²", 0, 20, 1),
        ("?page=-1", 100, 20, 6),
    ],
)
def test_a_page_of_a_list(query: str, first: int, size: int, number: int) -> None:
    leaf = paginate(asked(f"/{query}"), list(range(101)))
    assert (leaf[0], leaf.size, leaf.number) == (first, size, number)


def test_the_pager_offers_the_pages_around_and_keeps_the_query() -> None:
    request = asked("/?name=春&page=6")
    leaf = paginate(request, list(range(205)))
    assert leaf.near == [1, None, 4, 5, 6, 7, 8, None, 11]
    page = written("{% pager leaf %}", request, leaf=leaf)
    assert "?name=%E6%98%A5&amp;page=7" in page
    assert "?name=%E6%98%A5&amp;size=50" in page
    assert "共 <b>205</b> 条" in page


def test_a_short_list_has_nothing_to_turn() -> None:
    page = written("{% pager leaf %}", leaf=paginate(asked(), [1, 2]))
    assert "翻页" not in page
    assert "每页" not in page


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("", ("name", "id")),
        ("?sort=-name", ("-name", "-id")),
        ("?sort=-newest", ("founded_on", "-id")),
        ("?sort=password", ("name", "id")),
        ("?sort=--name", ("name", "id")),
    ],
)
def test_an_order_is_one_of_those_named(query: str, fields: tuple[str, ...]) -> None:
    assert ordering(asked(f"/{query}"), ORDERS, "name").fields == fields


def test_a_heading_turns_the_order_round_and_goes_to_the_first_page() -> None:
    request = asked("/?page=3&sort=name")
    head = written('{% sort_head order "name" "名称" %}', request, order=ordering(request, ORDERS, "name"))
    assert 'href="?sort=-name"' in head
    assert 'aria-sort="ascending"' in head


def test_columns_come_from_the_address_then_the_cookie_then_the_table() -> None:
    request = asked()
    assert "code" in chosen_columns(request, "organizations", COLUMNS)
    assert "pinyin" not in chosen_columns(request, "organizations", COLUMNS)
    asking = asked("/?columns=&columns=pinyin&columns=password")
    columns = chosen_columns(asking, "organizations", COLUMNS)
    assert columns.chosen == {"pinyin"}
    kept = columns.remember(HttpResponse()).cookies["zugong_columns_organizations"]
    request.COOKIES[kept.key] = kept.value
    assert chosen_columns(request, "organizations", COLUMNS).chosen == {"pinyin"}
    assert 'value="pinyin" checked' in written("{% column_settings columns %}", asking, columns=columns)


def test_a_field_says_its_error_in_the_summary_and_beside_it() -> None:
    form = Sheet({"kind": "a", "days": ["1"]})
    page = written("{% errors form %}{% field form.name %}{% field form.kind %}{% field form.days %}", form=form)
    assert page.count("这个字段是必填项。") == 2
    assert '<a href="#id_name">' in page
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'aria-invalid="true"' in page
    assert "form-select" in page
    assert '<legend class="zg-label">星期 *</legend>' in page


def test_a_form_in_order_has_no_summary() -> None:
    assert written("{% errors form %}", form=Sheet({"name": "春", "kind": "a", "days": ["1"]})).strip() == ""


def test_what_an_action_objects_to_stands_at_its_field_or_above() -> None:
    form = Sheet({"name": "春", "kind": "a", "days": ["1"]})
    tell(form, Invalid(fields={"name": "名称已有人用", "quota": "没有职数"}))
    tell(form, Stale("别人改过"))
    assert form.errors["name"] == ["名称已有人用"]
    assert form.non_field_errors() == ["没有职数", "别人改过"]


@pytest.mark.django_db
def test_before_an_act_the_page_asks_and_the_fields_travel_on() -> None:
    request = asked("/x/", organization="12", confirmed="0")
    assert not is_confirmed(request)
    page = ask_first(request, title="撤销组织", facts=[("名称", "春晓<社区>")], verb="撤销", back="/o/")
    text = page.content.decode()
    assert '<input type="hidden" name="organization" value="12">' in text
    assert text.count('name="confirmed"') == 1
    assert "春晓&lt;社区&gt;" in text
    assert is_confirmed(asked("/x/", confirmed="1"))


def opened(request: HttpRequest, address: str, title: str, status: int = 200) -> None:
    def view(asking: HttpRequest) -> HttpResponse:
        asking.opened_page = OpenedPage(address, title)
        return HttpResponse(status=status)

    remember_pages(view)(request)


def test_the_last_six_pages_are_kept_each_once() -> None:
    request = asked()
    for number in range(8):
        opened(request, f"/people/{number}/", f"人员 {number}")
    opened(request, "/people/5/?tab=training", "人员 5")
    opened(request, "/broken/", "没有找到", status=404)
    assert [page.address for page in kept_pages(request)] == [
        f"/people/{number}/{'?tab=training' if number == 5 else ''}" for number in range(2, 8)
    ]
    request.session.modified = False
    opened(request, "/people/5/?tab=training", "人员 5")
    assert not request.session.modified
    close_page(request, "/people/3/")
    assert "/people/3/" not in [page.path for page in kept_pages(request)]
