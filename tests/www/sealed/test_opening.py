"""Opening a sealed field on a page: asked why, shown once, never stored by the browser, out of scope not found."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from tests.objections.conftest import district
from tests.www.rulebook.conftest import as_user
from zugong.audit.models import Entry


__all__ = ("as_user", "district")
Browser = Callable[[Any], Client]
NUMBER = "519900198001010019"
WHY = {"choice": "form", "words": "填报调任材料"}


def at(district: SimpleNamespace, field: str = "id_number") -> str:
    return reverse("sealed:open", args=[district.person.pk, field])


def test_asking_shows_nothing_and_leaves_no_entry(district: SimpleNamespace, as_user: Browser) -> None:
    client = as_user(district.cadre)
    before = Entry.objects.count()
    assert NUMBER not in client.get(at(district)).content.decode()
    for why in ({}, WHY | {"words": "看看"}, WHY | {"choice": "curious"}):
        answer = client.post(at(district), why)
        assert answer.status_code == 422
        assert NUMBER not in answer.content.decode()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "true"}])
def test_with_a_reason_it_is_shown_once(district: SimpleNamespace, as_user: Browser, headers: dict[str, str]) -> None:
    client = as_user(district.cadre)
    answer = client.post(at(district), WHY, **headers)  # type: ignore[arg-type]
    assert NUMBER in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert ("<html" in answer.content.decode()) is not bool(headers)
    assert Entry.objects.latest("seq").verb == "people.sealed.opened"
    assert NUMBER not in client.get(at(district)).content.decode()


def test_relatives_and_what_does_not_exist(district: SimpleNamespace, as_user: Browser) -> None:
    client = as_user(district.cadre)
    assert "示例配偶" in client.post(at(district, "family"), WHY).content.decode()
    assert client.get(at(district, "password")).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("stranger", 404), ("organizer", 403), ("head", 403), ("account", 403)])
def test_others_are_refused(district: SimpleNamespace, as_user: Browser, name: str, status: int) -> None:
    answer = as_user(getattr(district, name)).post(at(district), WHY)
    assert answer.status_code == status
    assert NUMBER not in answer.content.decode()


def test_the_part_masks_and_offers(district: SimpleNamespace) -> None:
    source = "{% sealed person 'id_number' may_open=True %}|{% sealed person 'health' %}|{{ '秘密'|masked:'post' }}"
    shown = engines["django"].from_string(source).render({"person": district.person}).split("|")
    assert shown[0].startswith("51**************19 <a ")
    assert shown[1:] == ["已登记（4 字，未打开）", "已登记（2 字，未打开）"]


def test_the_page_of_a_person_masks_and_its_forms_open_nothing(district: SimpleNamespace, as_user: Browser) -> None:
    client, person = as_user(district.cadre), district.person
    pages = [
        client.get(reverse("people:person", args=[person.pk]), {"tab": tab}).content.decode()
        for tab in ("overview", "household", "record")
    ]
    forms = [
        client.get(reverse(name, args=[pk])).content.decode()
        for name, pk in (("people:correct", person.pk), ("people:correct_family_member", district.relative.pk))
    ]
    for text in (NUMBER, "示例健康", "示例配偶", "示例学校教师"):
        assert not [page for page in (*pages, *forms) if text in page]
    assert "51**************19" in pages[0]
    assert "示***" in pages[1]
    assert at(district, "family") in pages[1]


def test_a_relative_is_corrected_without_being_opened(district: SimpleNamespace, as_user: Browser) -> None:
    address = reverse("people:correct_family_member", args=[district.relative.pk])
    values = {"relation": "配偶", "name": "", "unit_and_post": "", "version": district.relative.version}
    assert as_user(district.cadre).post(address, values).status_code == 302
    district.relative.refresh_from_db()
    kept = (district.relative.relation, district.relative.name, district.relative.unit_and_post)
    assert kept == ("配偶", "示例配偶", "示例学校教师")
