"""我的档案: what a person sees about themselves, what others never see, and a request from the link to the answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import add, make_person, make_user
from tests.objections.conftest import as_officer, district
from tests.www.rulebook.conftest import as_user
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.audit.recording import record_event
from zugong.duties.registry import duties_of
from zugong.objections.actions.decide_objection import decide_objection
from zugong.objections.actions.take_up_objection import take_up_objection
from zugong.objections.models import Objection
from zugong.people.actions.open_sealed import note_taken_out, open_sealed
from zugong.people.models import NamedList, Reward
from zugong.www.me.record_parts import PARTS
from zugong.www.me.record_traces import WHOLE


__all__ = ("as_user", "district")
Browser = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-01T12:00:00+08:00", tick=False):
        yield


def page(client: Client, part: str) -> str:
    return client.get(reverse("me:record"), {"part": part}).content.decode()


def test_what_is_held_is_shown_in_full(district: SimpleNamespace, as_user: Browser) -> None:
    client = as_user(district.account)
    facts, judged = page(client, "facts"), page(client, "judged")
    for words in ("519900198001010019", "示例健康", "示例科科长", "示例配偶", "示例学校教师", "示例局党组"):
        assert words in facts
    for words in ("政务警告", "2026-05-06", "2026-11-05", "政务处分法", "基本称职"):
        assert words in judged


def test_an_account_without_a_person_learns_what_to_do(as_user: Browser, district: SimpleNamespace) -> None:
    page = as_user(make_user()).get(reverse("me:record")).content.decode()
    assert "还没有对上人员资料" in page
    assert district.person.name not in page


def test_who_looked_is_told_with_the_reason_and_no_sealed_text(district: SimpleNamespace, as_user: Browser) -> None:
    by = as_officer(district.cadre)
    open_sealed(district.person, "id_number", "form", "填报调任材料", by=by)
    note_taken_out([make_person("示例另一人", district.unit), district.person], {"health"}, "报送市委组织部", by=by)
    seen = page(as_user(district.account), "seen")
    for words in (
        "打开保密字段",
        "干部科 示例干部甲",
        "填报任免审批表：填报调任材料",
        "导出保密字段",
        "报送市委组织部",
    ):
        assert words in seen
    assert "示例另一人" not in seen
    assert "s1:" not in seen


def test_an_export_of_everything_is_told_to_everybody(district: SimpleNamespace, as_user: Browser) -> None:
    by = as_officer(district.cadre)
    record_event(by.actor, WHOLE, "exchange.whole:", reason="迁移到新服务器", details={"second": "x"})
    seen = page(as_user(district.account), "seen")
    for words in ("全量导出", "全部数据", "迁移到新服务器"):
        assert words in seen


def test_lists_of_officers_are_not_shown(district: SimpleNamespace, as_user: Browser) -> None:
    from zugong.people.models import ListEntry

    named = add(NamedList(owner=district.cadre, name="示例机密名单", created_on=date(2026, 1, 1)))
    add(ListEntry(named_list=named, person=district.person, position=1))
    client = as_user(district.account)
    assert all("示例机密名单" not in page(client, part) for part in PARTS)
    assert "名单人员" not in page(client, "seen")


@pytest.mark.parametrize("part", list(PARTS))
def test_the_number_of_queries_does_not_grow(district: SimpleNamespace, as_user: Browser, part: str) -> None:
    client = as_user(district.account)
    page(client, part)
    counts = []
    for number in range(2):
        with CaptureQueriesContext(
            connection,
        ) as few:
            page(client, part)
        counts.append(len(few))
        for each in range(5):
            add(Reward(person=district.person, name=f"示例奖{number}{each}", awarded_on=date(2020, 1, 1)))
        page(client, part)  # the frame asks for its duties anew when the record has grown
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_taking_the_record_leaves_an_entry(district: SimpleNamespace, as_user: Browser) -> None:
    answer = as_user(district.account).post(reverse("me:take"))
    plain = json.loads(answer.content)
    assert plain["处分与组织处理"][0]["种类"] == "政务警告"
    assert {"项目": "身份证号", "内容": "519900198001010019"} in plain["基本资料"]
    assert Entry.objects.latest("seq").verb == "people.record.taken_out"
    assert as_user(district.account).get(reverse("me:take")).status_code == 405


def send(client: Client, **values: Any) -> Any:
    return client.post(reverse("me:ask"), {"kind": "correction", "statement": "与决定书不一致"} | values)


def test_from_the_link_to_the_answer(district: SimpleNamespace, as_user: Browser) -> None:
    client = as_user(district.account)
    facts = page(client, "facts")
    key = district.person.record_key
    assert f"{reverse('me:ask')}?about={key}&amp;field=born_on" in facts.replace("%3A", ":")
    form = client.get(reverse("me:ask"), {"about": key, "field": "born_on"}).content.decode()
    assert "现在记的出生年月是：1980-01-01" in form
    papers = [SimpleUploadedFile("示例户口簿.pdf", b"%PDF-1.7"), SimpleUploadedFile("示例.png", b"\x89PNG\r\n\x1a\n")]
    answer = send(client, about=key, field="born_on", wished="1979-12-01", papers=papers)
    objection = Objection.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('me:request')}?number={objection.pk}"
    own = client.get(answer["Location"]).content.decode()
    assert "等待承办人受理，应在 2026-06-16 以前答复" in own
    assert "系统自定" in own
    assert "示例户口簿.pdf" in own
    assert "更正（待受理）" in page(client, "facts")
    by = as_officer(district.cadre)
    take_up_objection(objection, by=by)
    decide_objection(objection, "declined", "户籍证明不足", "个人信息保护法第46条", by=by)
    own = client.get(answer["Location"]).content.decode()
    assert "户籍证明不足" in own
    assert "不服，申诉" in own
    form = client.get(reverse("me:ask"), {"previous": objection.pk}).content.decode()
    assert "户籍证明不足" in form
    send(client, kind="appeal", previous=objection.pk, statement="证明已补")
    assert Objection.objects.get(kind="appeal").previous == objection


def test_a_form_with_faults_comes_back_filled_in(district: SimpleNamespace, as_user: Browser) -> None:
    answer = send(as_user(district.account), about=district.tenure.record_key, wished="")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "请写希望改成什么" in text
    assert "与决定书不一致" in text


def test_others_reach_none_of_it(district: SimpleNamespace, as_user: Browser) -> None:
    send(
        as_user(district.account),
        about=district.sanction.record_key,
        wished="删除",
        papers=[SimpleUploadedFile("示例决定书.pdf", b"%PDF-1.7")],
    )
    objection = Objection.objects.get()
    other = as_user(add_account(district))
    paper = objection.evidence.get()
    for name, number in (("request", objection.pk), ("paper", paper.pk), ("request", "x"), ("paper", "9" * 30)):
        answer = other.get(reverse(f"me:{name}"), {"number": number})
        assert answer.status_code == 404
        assert Entry.objects.latest("seq").verb == "www.thing.out_of_scope"
    assert other.post(reverse("me:withdraw"), {"number": objection.pk}).status_code == 404
    assert send(other, about=district.sanction.record_key, wished="删除").status_code == 302
    assert other.get(reverse("me:ask"), {"previous": objection.pk}).status_code == 404
    assert Objection.objects.count() == 1
    own = as_user(district.account).get(reverse("me:paper"), {"number": paper.pk})
    assert own.content == b"%PDF-1.7"
    assert own["Content-Disposition"].startswith("attachment")


def add_account(district: SimpleNamespace) -> Any:
    user = make_user(Role.PERSON, district.unit)
    make_person("示例旁人", district.unit, account=user)
    return user


def test_withdrawing(district: SimpleNamespace, as_user: Browser) -> None:
    client = as_user(district.account)
    send(client, about=district.tenure.record_key, wished="删除")
    objection = Objection.objects.get()
    client.post(reverse("me:withdraw"), {"number": objection.pk})
    objection.refresh_from_db()
    assert objection.status == "withdrawn"


@pytest.mark.parametrize(("kind", "begins"), [("docx", b"PK"), ("lrmx", b"<?xml")])
def test_the_form_is_taken_along(district: SimpleNamespace, as_user: Browser, kind: str, begins: bytes) -> None:
    answer = as_user(district.account).post(reverse("me:take"), {"format": kind})
    assert answer.content.removeprefix(b"\xef\xbb\xbf").startswith(begins)
    assert Entry.objects.latest("seq").verb == "people.record.taken_out"


def test_a_sanction_is_acknowledged_by_the_person_alone(district: SimpleNamespace, as_user: Browser) -> None:
    number = {"number": district.sanction.pk}
    assert as_user(add_account(district)).post(reverse("me:acknowledge"), number).status_code == 404
    client = as_user(district.account)
    assert "签收处分告知" in {duty.title for duty in duties_of(district.account, date(2026, 6, 1))}
    assert "签收<span" in page(client, "judged")
    client.post(reverse("me:acknowledge"), number)
    district.sanction.refresh_from_db()
    assert district.sanction.acknowledged_on == date(2026, 6, 1)
    assert "签收<span" not in page(client, "judged")
