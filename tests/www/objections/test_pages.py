"""The handlers' pages: the list and its narrowing, one request, taking up, answering."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.objections.conftest import as_officer, district
from tests.www.rulebook.conftest import as_user
from zugong.objections.actions.decide_objection import decide_objection
from zugong.objections.actions.file_objection import Wanted, file_objection
from zugong.objections.actions.take_up_objection import take_up_objection
from zugong.objections.models import Objection


__all__ = ("as_user", "district")
Browser = Callable[[Any], Client]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-01T12:00:00+08:00", tick=False):
        yield


@pytest.fixture
def objection(district: SimpleNamespace) -> Objection:
    wanted = Wanted("review", district.sanction.record_key, "处理过重", papers=[("示例决定书.pdf", b"%PDF-1.7")])
    return file_objection(district.person, wanted, by=district.own)


def at(objection: Objection, name: str = "one") -> str:
    return reverse(f"objections:{name}", args=[objection.pk])


def test_the_list_is_narrowed(district: SimpleNamespace, objection: Objection, as_user: Browser) -> None:
    client = as_user(district.cadre)
    found = {
        query: "政务警告" in client.get(f"{reverse('objections:list')}?{query}").content.decode()
        for query in (
            "",
            "show=open",
            "show=overdue",
            "show=mine",
            "show=closed",
            "kind=appeal",
            "text=无此人",
            "show=x",
        )
    }
    assert found == {
        "": True,
        "show=open": True,
        "show=overdue": False,
        "show=mine": False,
        "show=closed": False,
        "kind=appeal": False,
        "text=无此人": False,
        "show=x": True,
    }
    with time_machine.travel("2026-07-02T12:00:00+08:00", tick=False):
        late = as_user(district.cadre).get(reverse("objections:list"), {"show": "overdue"}).content.decode()
        assert "超期 1 天" in late


def test_taking_up_and_answering(district: SimpleNamespace, objection: Objection, as_user: Browser) -> None:
    client = as_user(district.cadre)
    assert 'name="outcome"' not in client.get(at(objection)).content.decode()
    assert client.post(at(objection, "take_up")).status_code == 302
    empty = client.post(at(objection, "decide"), {})
    assert empty.status_code == 422
    assert "请写理由" in empty.content.decode()
    values = {"outcome": "upheld", "decision": "原处理依据不足", "citation": "公务员法第96条"}
    assert client.post(at(objection, "decide"), values).status_code == 302
    objection.refresh_from_db()
    assert (objection.status, objection.handler) == ("upheld", district.cadre)
    done = client.get(at(objection)).content.decode()
    assert f"{reverse('people:correct_sanction', args=[district.sanction.pk])}?objection={objection.pk}" in done
    assert client.post(at(objection, "decide"), values).status_code == 422


def test_who_is_barred_is_told_why(district: SimpleNamespace, objection: Objection, as_user: Browser) -> None:
    client = as_user(district.writer)
    text = client.get(at(objection)).content.decode()
    assert "所指的记载由示例登记人最后登记" in text
    assert "受理</button>" not in text
    client.post(at(objection, "take_up"))
    objection.refresh_from_db()
    assert objection.handler is None


def test_papers_go_to_handlers_only(district: SimpleNamespace, objection: Objection, as_user: Browser) -> None:
    address = reverse("objections:evidence", args=[objection.evidence.get().pk])
    answer = as_user(district.cadre).get(address)
    assert answer.content == b"%PDF-1.7"
    assert "attachment" in answer["Content-Disposition"]
    assert as_user(district.organizer).get(address).status_code == 404
    assert as_user(district.stranger).get(address).status_code == 404
    assert as_user(district.account).get(address).status_code == 403


def test_the_list_asks_few_queries(district: SimpleNamespace, objection: Objection, as_user: Browser) -> None:
    client = as_user(district.cadre)
    counts = []
    for wished in ("2020-04-01", ""):
        client.get(reverse("objections:list"))
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("objections:list"))
        counts.append(len(few))
        if wished:
            for field in ("post", "since", "until", "level"):
                wanted = Wanted("correction", district.tenure.record_key, "有误", field=field, wished=wished)
                take_up_objection(
                    file_objection(district.person, wanted, by=district.own), by=as_officer(district.second)
                )
    assert counts[0] == counts[1]
    assert counts[0] <= 20


def test_what_was_upheld_is_put_right_with_the_wished_value(district: SimpleNamespace, as_user: Browser) -> None:
    wanted = Wanted("correction", district.person.record_key, "户口簿", field="born_on", wished="1979-12-01")
    objection = file_objection(district.person, wanted, by=district.own)
    client, by = as_user(district.cadre), as_officer(district.cadre)
    edit = reverse("people:correct", args=[district.person.pk])
    assert "1979-12-01" not in client.get(edit, {"objection": objection.pk}).content.decode()
    take_up_objection(objection, by=by)
    decide_objection(objection, "upheld", "户口簿属实", "个人信息保护法第46条", by=by)
    address = f"{edit}?objection={objection.pk}"
    assert address in client.get(at(objection)).content.decode()
    form = client.get(address).content.decode()
    assert "1979-12-01" in form
    assert f"本人请求第 {objection.pk} 号，成立" in form
    assert "1979-12-01" not in client.get(edit, {"objection": objection.pk + 1}).content.decode()


def test_what_the_person_says_stands_beside_the_record(district: SimpleNamespace, as_user: Browser) -> None:
    wanted = Wanted("answer", district.sanction.record_key, "事发时我在外地")
    file_objection(district.person, wanted, by=district.own)
    address = reverse("people:person", args=[district.person.pk])
    for name in ("cadre", "head"):
        assert "事发时我在外地" in as_user(getattr(district, name)).get(address, {"tab": "grades"}).content.decode()
    assert "事发时我在外地" not in as_user(district.organizer).get(address, {"tab": "grades"}).content.decode()


def test_requests_about_relatives_stay_with_the_cadre_officers(district: SimpleNamespace, as_user: Browser) -> None:
    file_objection(district.person, Wanted("objection", district.relative.record_key, "有误"), by=district.own)
    address = reverse("people:person", args=[district.person.pk])
    assert "家庭成员 妻子" in as_user(district.cadre).get(address, {"tab": "objections"}).content.decode()
    assert "家庭成员 妻子" not in as_user(district.head).get(address, {"tab": "objections"}).content.decode()
