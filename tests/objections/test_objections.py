"""From a person's request to the answer of another handler: who may, by when, and what the record says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pytest
import time_machine

from tests.objections.conftest import as_officer
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry, Payload
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.duties.registry import duties_of
from zugong.objections.actions.decide_objection import decide_objection
from zugong.objections.actions.extend_objection import extend_objection, extension_of
from zugong.objections.actions.file_objection import MOST_FILES, Wanted, file_objection
from zugong.objections.actions.take_up_objection import take_up_objection
from zugong.objections.actions.withdraw_objection import withdraw_objection
from zugong.objections.models import Objection, ObjectionEvidence
from zugong.objections.selectors import said_about
from zugong.objections.things import thing_of
from zugong.people.actions.acknowledge_sanction import acknowledge_sanction


PAPER = ("示例证明.pdf", b"%PDF-1.7 example")
WORDS = "档案中的决定书与登记不一致"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-01T12:00:00+08:00", tick=False):
        yield


def wanted(about: str, kind: str = "correction", **more: object) -> Wanted:
    values = {"wished": "1979-12-01", "statement": WORDS} | more
    return Wanted(kind, about, **values)  # type: ignore[arg-type]


def filed(district: SimpleNamespace, kind: str = "correction", about: str = "", **more: object) -> Objection:
    return file_objection(
        district.person, wanted(about or district.sanction.record_key, kind, **more), by=district.own
    )


def declined(objection: Objection, handler: Acting) -> Objection:
    take_up_objection(objection, by=handler)
    return decide_objection(objection, "declined", "查阅决定书，登记无误", "公务员法第96条", by=handler)


@pytest.mark.parametrize(
    ("kind", "due", "cites"),
    [
        ("correction", date(2026, 6, 16), "system-request-limits#correction"),
        ("review", date(2026, 7, 1), "civil-servant-law-2018#96"),
        ("appeal", date(2026, 7, 31), "civil-servant-law-2018#96"),
    ],
)
def test_the_day_of_the_answer_is_that_of_the_kind(
    district: SimpleNamespace, kind: str, due: date, cites: str
) -> None:
    objection = filed(district, kind)
    assert (objection.due_on, objection.due_cites, objection.status) == (due, cites, "filed")
    assert json.loads(Entry.objects.latest("seq").body)["article"] == cites


def test_an_answer_stands_beside_the_record_at_once(district: SimpleNamespace) -> None:
    objection = filed(district, "answer", wished="")
    assert (objection.status, objection.due_on) == ("placed", None)
    assert said_about({district.sanction.record_key}) == {district.sanction.record_key: [objection]}
    withdraw_objection(objection, by=district.own)
    assert said_about({district.sanction.record_key}) == {}


def test_nobody_asks_for_another(district: SimpleNamespace) -> None:
    about = wanted(district.tenure.record_key)
    for by in (as_officer(district.cadre), Acting(district.head), Acting.program("tests")):
        with pytest.raises(NotAllowed, match="只有本人"):
            file_objection(district.person, about, by=by)
    assert not Objection.objects.exists()


def test_what_is_not_held_about_the_person_cannot_be_spoken_of(district: SimpleNamespace) -> None:
    for about in ("people.tenure:99999", "accounts.user:1", district.unit.record_key, "rule:no.such.rule", ""):
        with pytest.raises(Invalid, match="不在您的资料里"):
            filed(district, about=about or "people.person:0")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"statement": "  "}, "statement"),
        ({"statement": "字" * 2_001}, "statement"),
        ({"wished": ""}, "wished"),
        ({"field": "password"}, "field"),
        ({"kind": "objection"}, "kind"),
        ({"papers": [PAPER] * (MOST_FILES + 1)}, "papers"),
        ({"papers": [("示例.exe", b"MZ\x90\x00")]}, "papers"),
        ({"papers": [("示例.pdf", b"%PDF-" + b"0" * (5 * 1024**2))]}, "papers"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(district: SimpleNamespace, more: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        filed(district, **more)  # type: ignore[arg-type]
    assert field in refused.value.fields
    assert not Objection.objects.exists()


def test_the_same_request_is_not_filed_twice(district: SimpleNamespace) -> None:
    first = filed(district)
    with pytest.raises(Invalid, match="还在办理"):
        filed(district)
    withdraw_objection(first, by=district.own)
    assert filed(district).pk != first.pk


def test_papers_are_kept_and_what_was_written_lies_sealed_in_the_record(district: SimpleNamespace) -> None:
    objection = filed(district, papers=[PAPER])
    assert ObjectionEvidence.objects.get().name == PAPER[0]
    kept = Payload.objects.get(key=objection.record_key).content or ""
    assert WORDS not in kept
    assert "1979-12-01" not in kept
    assert Objection.objects.get().statement == WORDS


def test_who_wrote_the_record_does_not_decide(district: SimpleNamespace) -> None:
    acknowledge_sanction(district.sanction, by=district.own)
    objection = filed(district)
    with pytest.raises(NotAllowed, match="示例登记人最后登记"):
        take_up_objection(objection, by=as_officer(district.writer))
    take_up_objection(objection, by=as_officer(district.cadre))
    assert Objection.objects.get().handler == district.cadre


def test_an_appeal_goes_to_another_handler(district: SimpleNamespace) -> None:
    review = declined(filed(district, "review"), as_officer(district.cadre))
    again = wanted(review.about, "appeal", previous=review)
    appeal = file_objection(district.person, again, by=district.own)
    with pytest.raises(NotAllowed, match=r"原答复由示例干部甲办理.*公务员法（2018修订）第95条"):
        take_up_objection(appeal, by=as_officer(district.cadre))
    with pytest.raises(Invalid, match="已经申诉过"):
        file_objection(district.person, again, by=district.own)
    appeal = declined(appeal, as_officer(district.second))
    third = file_objection(district.person, wanted(review.about, "appeal", previous=appeal), by=district.own)
    for earlier in (district.cadre, district.second):
        with pytest.raises(NotAllowed, match=r"原答复由"):
            take_up_objection(third, by=as_officer(earlier))
    take_up_objection(third, by=Acting(district.head, Role.DEPARTMENT_HEAD))


def test_what_was_upheld_cannot_be_appealed(district: SimpleNamespace) -> None:
    objection, by = filed(district), as_officer(district.cadre)
    take_up_objection(objection, by=by)
    decide_objection(objection, "upheld", "决定书为准", "个人信息保护法第46条", by=by)
    objection.refresh_from_db()
    with pytest.raises(Invalid):
        file_objection(district.person, wanted(objection.about, "appeal", previous=objection), by=district.own)


def test_out_of_scope_and_out_of_matter_nobody_handles(district: SimpleNamespace) -> None:
    adverse, family = filed(district), filed(district, about=district.relative.record_key)
    plain = filed(district, about=district.tenure.record_key)
    seen = {
        name: set(Objection.objects.visible_to(getattr(district, name)))
        for name in ("cadre", "organizer", "stranger", "head", "account")
    }
    assert seen == {
        "cadre": {adverse, family, plain},
        "organizer": {plain},
        "stranger": set(),
        "head": {adverse, plain},
        "account": set(),
    }
    with pytest.raises(NotAllowed, match="管辖范围"):
        take_up_objection(adverse, by=as_officer(district.stranger))
    with pytest.raises(NotAllowed, match="管辖范围"):
        take_up_objection(adverse, by=Acting(district.organizer, Role.ORGANIZATION_OFFICER))


def test_only_who_took_it_up_answers_and_only_once(district: SimpleNamespace) -> None:
    objection, by = filed(district), as_officer(district.cadre)
    with pytest.raises(NotAllowed, match="先点“受理”"):
        decide_objection(objection, "upheld", "理由", "依据", by=by)
    take_up_objection(objection, by=by)
    with pytest.raises(Invalid) as refused:
        decide_objection(objection, "withdrawn", "", " ", by=by)
    assert set(refused.value.fields) == {"outcome", "decision", "citation"}
    decide_objection(objection, "partly_upheld", "部分属实", "个人信息保护法第46条", by=by)
    with pytest.raises(Stale):
        decide_objection(objection, "declined", "改主意", "依据", by=by)
    with pytest.raises(Stale):
        withdraw_objection(objection, by=district.own)


def test_an_officer_does_not_decide_about_himself(district: SimpleNamespace) -> None:
    from tests.factories import add
    from zugong.organizations.models import RoleGrant

    objection = filed(district)
    add(RoleGrant(user=district.account, role=Role.CADRE_OFFICER, organization=district.unit, since=date(2020, 1, 1)))
    fresh = type(district.account).objects.get(pk=district.account.pk)
    with pytest.raises(NotAllowed, match="您本人的请求"):
        take_up_objection(objection, by=as_officer(fresh))


def test_an_appeal_is_given_more_time_once(district: SimpleNamespace) -> None:
    objection, by = filed(district, "appeal"), as_officer(district.cadre)
    take_up_objection(objection, by=by)
    extend_objection(objection, "涉及多份决定", by=by)
    objection.refresh_from_db()
    assert objection.due_on == date(2026, 8, 30)
    assert extension_of(objection) is None
    with pytest.raises(Invalid, match="只能延长一次"):
        extend_objection(objection, "还要时间", by=by)


def test_a_sanction_within_the_party_has_the_limit_of_the_system(district: SimpleNamespace) -> None:
    from tests.factories import add
    from zugong.people.models import Sanction

    within = add(Sanction(code="S2", person=district.person, kind="party_warning", decided_on=date(2020, 1, 1)))
    assert filed(district, "appeal", within.record_key).due_cites == "system-request-limits#party"


def test_what_is_late_rises_to_the_head(district: SimpleNamespace) -> None:
    objection = filed(district)
    assert [duty.verb for duty in duties_of(district.cadre, date(2026, 6, 2)) if duty.channel == "责"] == ["受理"]
    assert "督办" not in {duty.verb for duty in duties_of(district.head, date(2026, 6, 16))}
    late = [duty for duty in duties_of(district.head, date(2026, 6, 17)) if duty.verb == "督办"]
    assert [duty.note for duty in late] == ["还没有人受理"]
    declined(objection, as_officer(district.cadre))
    assert not [duty for duty in duties_of(district.head, date(2026, 6, 17)) if duty.verb == "督办"]
    told = [duty for duty in duties_of(district.account, date(2026, 6, 2)) if duty.verb == "看答复"]
    assert [duty.about for duty in told] == [objection.about_label]


def test_a_sealed_value_is_never_part_of_a_label(district: SimpleNamespace) -> None:
    thing = thing_of(district.person, district.relative.record_key)
    assert thing is not None
    assert thing.label == "家庭成员 妻子"
    objection = filed(district, about=district.person.record_key, field="id_number", wished="519900198001010000")
    assert objection.about_label == "基本资料　身份证号"
