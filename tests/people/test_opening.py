"""Sealed fields: masked until opened, opened only by who may and for a reason, and the person reads it."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest

from tests.objections.conftest import as_officer, district
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry, Payload
from zugong.core.errors import Invalid, NotAllowed
from zugong.people.actions.open_sealed import note_taken_out, open_sealed
from zugong.people.opening import masked


__all__ = ("district",)


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("id_number", "51990019800101001X", "51**************1X"),
        ("id_number", "5199", "已登记（4 字，未打开）"),
        ("id_number", "", "未填"),
        ("health", "健康", "已登记（2 字，未打开）"),
    ],
)
def test_what_stands_in_place_of_it(name: str, text: str, shown: str) -> None:
    assert masked(name, text) == shown


def test_opening_leaves_who_and_why(district: SimpleNamespace) -> None:
    opened = open_sealed(district.person, "id_number", "form", "填报调任材料", by=as_officer(district.cadre))
    assert [(one.label, one.value) for one in opened] == [("身份证号", "519900198001010019")]
    entry = Entry.objects.latest("seq")
    assert (entry.verb, entry.object) == ("people.sealed.opened", district.person.record_key)
    told = json.loads((Payload.objects.get(entry=entry).content or "").split("\n")[1])
    assert told == {"field": "身份证号", "reason": "填报任免审批表：填报调任材料"}


def test_relatives_are_opened_together(district: SimpleNamespace) -> None:
    opened = open_sealed(district.person, "family", "kin", "核对任职回避", by=as_officer(district.cadre))
    assert [(one.label, one.value) for one in opened] == [("妻子", "示例配偶　示例学校教师")]


@pytest.mark.parametrize("name", ["stranger", "organizer", "head", "account"])
def test_others_do_not_open(district: SimpleNamespace, name: str) -> None:
    before = Entry.objects.count()
    with pytest.raises(NotAllowed):
        open_sealed(district.person, "id_number", "form", "填报材料", by=Acting(getattr(district, name)))
    assert Entry.objects.count() == before


@pytest.mark.parametrize(
    ("choice", "words", "field"), [("", "填报材料", "choice"), ("form", "看", "words"), ("form", "字" * 201, "words")]
)
def test_a_reason_that_says_nothing_opens_nothing(
    district: SimpleNamespace, choice: str, words: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        open_sealed(district.person, "health", choice, words, by=as_officer(district.cadre))
    assert list(refused.value.fields) == [field]


def test_what_leaves_in_a_file_names_each_person(district: SimpleNamespace) -> None:
    by = as_officer(district.cadre)
    note_taken_out([district.person], {"id_number"}, "报送市委组织部", by=by)
    entry = Entry.objects.latest("seq")
    keys = set(Payload.objects.filter(entry=entry).values_list("key", flat=True))
    assert keys == {"details", f"named:{district.person.record_key}"}
    with pytest.raises(Invalid, match="写明用途"):
        note_taken_out([district.person], {"id_number"}, " ", by=by)
    with pytest.raises(NotAllowed, match="名单里有您不管的人"):
        note_taken_out([district.person], {"id_number"}, "报送市委组织部", by=as_officer(district.stranger))


def test_role_alone_is_not_enough(district: SimpleNamespace) -> None:
    acting: Any = Acting(district.stranger, Role.CADRE_OFFICER)
    with pytest.raises(NotAllowed):
        open_sealed(district.person, "health", "check", "核对档案", by=acting)
