"""The audit room: what the audit administrator reads, and what stays hidden from him."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qsl

import openpyxl
import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import add, make_member, make_organization, make_person, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Administration, Role
from zugong.audit.models import Entry, Payload
from zugong.audit.recording import record_event, recording
from zugong.organizations.models import PostQuota


pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client: Client) -> Client:
    client.force_login(make_user(Administration.AUDIT, username="auditor"), "zugong.accounts.backends.AccountBackend")
    return client


def change(row: Any, verb: str = "organizations.organization.changed", who: str = "officer", **values: Any) -> Entry:
    """Change a row in the name of an officer."""
    actor = Acting(make_user(username=who) if who else None, "cadre_officer", "AB12CD34").actor
    for name, value in values.items():
        setattr(row, name, value)
    with recording(actor, verb, row, reason="更正", article="《条例》第十条") as door:
        door.save(row)
    return Entry.objects.latest("seq")


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_an_entry_says_who_when_why_and_what_an_organization_was_and_became(auditor: Client) -> None:
    with time_machine.travel(datetime(2026, 11, 23, 9, 42, 5, tzinfo=UTC), tick=False):
        entry = change(make_organization("示例一支部"), name="示例二支部", has_committee=True)
    page = text(auditor.get(f"/record/entries/{entry.seq}/"))
    for words in ("2026-11-23 17:42:05", "officer", "干部科", "更正", "《条例》第十条", "AB12CD34"):
        assert words in page
    assert "名称 示例一支部 示例二支部" in page
    assert "设支委会 未填 是" in page
    assert "编号（系统内）" not in page  # a changed row shows only what changed


def test_values_of_cadres_are_withheld_and_the_changed_fields_named(auditor: Client) -> None:
    person = make_person("示例张某")
    entry = change(person, "people.person.changed", name="示例李某", pinyin="shililimou")
    page = text(auditor.get(f"/record/entries/{entry.seq}/"))
    assert "示例张某" not in page
    assert "示例李某" not in page
    assert "shililimou" not in page
    assert "姓名" in page
    assert "值不显示" in page
    payload = Payload.objects.get(entry=entry)
    assert "示例李某" in (payload.content or "")  # it is there, and kept from the page
    for address in ("/record/", f"/record/of/{person.record_key}/"):
        assert "示例李某" not in auditor.get(address).content.decode()


def test_rows_pointing_to_other_things_name_the_open_ones_only(auditor: Client) -> None:
    branch = make_organization("示例三支部")
    add(PostQuota(organization=branch, level="section_principal", quota=2))
    page = text(auditor.get(f"/record/entries/{Entry.objects.latest('seq').seq}/"))
    assert "组织 示例三支部" in page
    make_member(make_person("示例王某"), branch)
    page = text(auditor.get(f"/record/entries/{Entry.objects.latest('seq').seq}/"))
    assert "示例王某" not in page


def test_details_of_an_act_on_cadres_are_withheld(auditor: Client) -> None:
    actor = Acting(make_user()).actor
    shut = record_event(actor, "people.person.opened", "people.person:1", details={"项": "示例密"})
    opened = record_event(actor, "accounts.user.warned", "accounts.user:1", details={"次数": 3})
    assert "示例密" not in auditor.get(f"/record/entries/{shut}/").content.decode()
    assert "次数 3" in text(auditor.get(f"/record/entries/{opened}/"))


def test_a_password_never_shows(auditor: Client) -> None:
    user = make_user()
    entry = Entry.objects.filter(object=user.record_key).latest("seq")
    page = text(auditor.get(f"/record/entries/{entry.seq}/"))
    assert "（只存摘要）" in page
    assert user.password not in page


def test_everything_about_one_thing_also_where_it_was_changed_beside_others(auditor: Client) -> None:
    first, second = make_organization("示例四支部"), make_organization("示例五支部")
    with recording(Acting(make_user()).actor, "organizations.organization.merged", first) as door:
        first.name, second.name = "示例四支部（并）", "示例五支部（撤）"
        door.save(first)
        door.save(second)
    together = Entry.objects.latest("seq").seq
    page = auditor.get(f"/record/of/{second.record_key}/").content.decode()
    assert f"/record/entries/{together}/" in page
    assert f"/record/entries/{Entry.objects.filter(object=first.record_key).earliest('seq').seq}/" not in page
    assert auditor.get("/record/of/organizations.organization:999999/").status_code == 200  # erased long ago, perhaps
    assert auditor.get("/record/of/nothing:1/").status_code == 404


def test_the_list_is_filtered_by_day_account_act_and_thing(auditor: Client) -> None:
    branch = make_organization("示例六支部")
    with time_machine.travel(datetime(2026, 3, 1, 15, 59, tzinfo=UTC)):  # 23:59 in China
        early = change(branch, who="early", name="示例甲")
    with time_machine.travel(datetime(2026, 3, 1, 16, 1, tzinfo=UTC)):  # the next day there
        late = change(branch, "organizations.organization.renamed", who="late", name="示例乙")

    def listed(query: str) -> set[int]:
        page = auditor.get(f"/record/?{query}").content.decode()
        return {int(seq) for seq in re.findall(r"/record/entries/(\d+)/", page)} & {early.seq, late.seq}

    assert listed("since=2026-03-01&until=2026-03-01") == {early.seq}
    assert listed("since=2026-03-02&until=2026-03-02") == {late.seq}
    assert listed("until=2026-02-28") == set()
    assert listed("account=early") == {early.seq}
    assert listed(f"kind=organizations.organization&number={branch.pk}") == {early.seq, late.seq}
    assert listed("kind=organizations.organization&number=999999") == set()
    assert "没有符合条件的留痕" in auditor.get("/record/?until=2020-01-01").content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("since=2026-02-30", "“从”不是日历上的一天"),
        ("since=2026-03-02&until=2026-03-01", "请把两个日期对调"),
        ("number=3", "还要选它是哪一类对象"),
        ("kind=people.person", "还要写它的编号"),
        ("verb=nobody.did.this", "请从列表里选"),
    ],
)
def test_a_query_that_cannot_be_says_why(auditor: Client, query: str, words: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        page = auditor.get(f"/record/?{query}", headers=headers)
        assert page.status_code == 422
        assert "zg-errors" in page.content.decode()
        assert words in page.content.decode()
        assert "/record/entries/" not in page.content.decode()  # nothing that could be taken for an answer
    assert auditor.post(f"/record/workbook/?{query}", dict(parse_qsl(query))).status_code == 422


def test_pages_turn_without_gap_or_overlap(auditor: Client) -> None:
    for number in range(45):
        record_event(Acting(None, what="nightly").actor, "www.page.refused", f"page:{number}")
    everything = list(Entry.objects.order_by("-seq").values_list("seq", flat=True))
    seen: list[int] = []
    address = "/record/?size=20"
    while address:
        page = auditor.get(address).content.decode()
        seen += [
            int(seq) for seq in re.findall(r'<th scope="row" class="zg-num"><a href="/record/entries/(\d+)/', page)
        ]
        older = re.search(r'href="(\?[^"]*)" rel="next"', page)
        address = f"/record/{older[1].replace('&amp;', '&')}" if older else ""
    assert seen == everything
    back = auditor.get(f"/record/?size=20&after={everything[30]}").content.decode()
    shown = [int(seq) for seq in re.findall(r'<th scope="row" class="zg-num"><a href="/record/entries/(\d+)/', back)]
    assert shown == everything[10:30]


def test_the_number_of_queries_does_not_grow(
    auditor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def make(rows: int) -> None:
        for number in range(rows):
            make_organization(f"示例{number}支部")
            make_user()

    def asked() -> int:
        auditor.get("/record/?size=100")  # now the session has kept the page, and the menu its counts
        with django_assert_max_num_queries(20) as counted:
            auditor.get("/record/?size=100")
        return len(counted)

    make(2)
    few = asked()
    make(45)
    assert asked() == few


def test_the_workbook_is_the_list_and_leaves_an_entry(auditor: Client) -> None:
    change(make_organization("示例七支部"), name="示例八支部", who="=1+1")
    answer = auditor.post("/record/workbook/", {"account": "=1+1"})
    assert "spreadsheetml" in answer["Content-Type"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert "账号：=1+1" in str(rows[0][0])
    assert len(rows) == 3
    assert rows[2][2] == "=1+1"
    assert sheet.cell(3, 3).data_type == "s"  # text, not a formula
    last = Entry.objects.latest("seq")
    assert (last.verb, last.actor) == ("www.record.listed", "auditor")


def test_the_print_has_no_query_area_and_more_rows(auditor: Client) -> None:
    for number in range(130):
        record_event(Acting(None, what="nightly").actor, "www.page.refused", f"page:{number}")
    page = auditor.get("/record/?paper=1").content.decode()
    assert 'class="zg-query"' not in page
    assert page.count('<th scope="row"') > 130


def test_a_fragment_is_part_of_the_page(auditor: Client) -> None:
    change(make_organization("示例九支部"), name="示例十支部")
    whole = auditor.get("/record/").content.decode()
    part = auditor.get("/record/", headers={"HX-Request": "true"}).content.decode().strip()
    assert part in whole
    assert "<html" not in part


@pytest.mark.parametrize(
    "address", ["/record/", "/record/entries/0/", "/record/verification/", "/record/checkpoints/", "/record/taking/"]
)
def test_nobody_but_the_audit_administrator_comes_in(client: Client, address: str) -> None:
    area = make_organization("示例区委")
    for role in (Administration.SYSTEM, Administration.SECURITY, Role.DEPARTMENT_HEAD, Role.CADRE_OFFICER):
        client.force_login(make_user(role, area), "zugong.accounts.backends.AccountBackend")
        assert client.get(address).status_code == 403


def test_a_number_that_is_not_there(auditor: Client) -> None:
    assert auditor.get("/record/entries/999999/").status_code == 404


def test_an_entry_changed_in_the_database_is_shown_as_such(auditor: Client) -> None:
    from zugong.audit.guards import lifted

    entry = change(make_organization("示例支部"), name="示例新支部")
    with lifted():
        Entry.objects.filter(pk=entry.pk).update(body=entry.body.replace("更正", "改名"))
    assert "与正文不符" in auditor.get(f"/record/entries/{entry.seq}/").content.decode()


def test_days_are_asked_of_the_calendar_in_china() -> None:
    from zugong.www.record.finding import _midnight

    assert _midnight(date(2026, 3, 1)).isoformat() == "2026-03-01T00:00:00+08:00"
