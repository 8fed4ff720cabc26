"""Erasure: refused while anything keeps the person, decided by two, gone everywhere, and the record still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db import connection

from tests.factories import add, make_member, make_person, make_user
from tests.objections.conftest import as_officer
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.appointments.models import AppointmentCase
from zugong.approvals.actions.approve import approve
from zugong.audit.actors import Actor
from zugong.audit.checkpoints import make_checkpoint
from zugong.audit.models import Entry, Payload
from zugong.audit.recording import recording
from zugong.audit.verifying.whole import verify
from zugong.core.errors import Invalid, NotAllowed
from zugong.core.paths import data_folder
from zugong.evidence.keeping import keep
from zugong.evidence.models import StoredFile
from zugong.objections.actions.file_objection import Wanted, file_objection
from zugong.objections.actions.propose_erasure import propose_erasure
from zugong.objections.actions.withdraw_objection import withdraw_objection
from zugong.people.actions.erase_person import erase_person
from zugong.people.erasing import ERASED_NAME, holds_on
from zugong.people.models import FamilyMember, Person, Tenure


LEFT = date(2015, 7, 1)
SECRETS = ("示例离开人", "示例离开人之妻", "示例旧科长", "示例陈述一段")
PNG = b"\x89PNG\r\n\x1a\n example"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-06-01T12:00:00+08:00", tick=False):
        yield


@pytest.fixture
def gone(district: SimpleNamespace) -> Person:
    """Somebody who left in 2015, with everything that can hang on a person."""
    account = make_user(name="示例旧账号")
    person = make_person("示例离开人", district.unit, account=account, id_number="519900195001010011")
    add(Tenure(person=person, post="示例旧科长", organization=district.unit, since=date(2000, 1, 1), until=LEFT))
    add(FamilyMember(person=person, relation="妻子", name="示例离开人之妻"))
    make_member(person, district.unit, since=date(2000, 1, 1), until=LEFT)
    add(FamilyMember(person=district.person, relation="舅舅", name="示例舅舅", relative=person))
    add(AppointmentCase(code="A1", person=person, effective_on=date(2001, 1, 1)))
    papers = [("示例.pdf", b"%PDF-1.7 statement")]
    wanted = Wanted("correction", person.record_key, "示例陈述一段", wished="改名", papers=papers)
    withdraw_objection(file_objection(person, wanted, by=Acting(account)), by=Acting(account))
    with recording(as_officer(district.cadre).actor, "tests.row.changed", person) as change:
        person.photo = keep(change, "示例照片.png", PNG)
        change.save(person)
        account.is_active = False
        change.save(account)
    return Person.objects.get(pk=person.pk)


def everything() -> str:
    """All text of the database."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def erased(gone: Person, district: SimpleNamespace) -> Person:
    approval = propose_erasure(gone, reason="离开已满十年", by=as_officer(district.cadre))
    approve(approval, seen=approval.digest, by=Acting(district.head, Role.DEPARTMENT_HEAD))
    return Person.objects.get(code=gone.code)


def test_the_record_holds_before_and_after_and_against_an_older_checkpoint(
    gone: Person, district: SimpleNamespace
) -> None:
    older = make_checkpoint("示例").note
    assert verify([older]).ok
    erased(gone, district)
    report = verify([older, make_checkpoint("示例").note])
    assert report.ok, report
    assert Payload.objects.filter(key=gone.record_key, content__isnull=False).count() == 0


def test_nothing_of_the_person_is_left_but_the_number(
    gone: Person, district: SimpleNamespace, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    files = list(StoredFile.objects.values_list("sha256", flat=True))
    places = [Path(data_folder(), "files", digest[:2], digest) for digest in files]
    assert len(places) == 2
    assert all(place.exists() for place in places)
    assert SECRETS[0] in everything()
    with django_capture_on_commit_callbacks(execute=True):
        tombstone = erased(gone, district)
    assert (tombstone.name, tombstone.home, tombstone.id_number, tombstone.account) == (ERASED_NAME, None, "", None)
    left = everything()
    assert [secret for secret in SECRETS if secret in left] == []
    assert not any(place.exists() for place in places)
    assert AppointmentCase.objects.get().person == tombstone
    assert FamilyMember.objects.get(relation="舅舅").relative == tombstone
    entry = Entry.objects.filter(verb="people.person.erased").get()
    assert '"personal-information-law-2021#47"' in entry.body


def test_others_lose_nothing(gone: Person, district: SimpleNamespace) -> None:
    erased(gone, district)
    assert Person.objects.get(pk=district.person.pk).id_number == "519900198001010019"
    assert district.person.family_members.count() == 2
    assert district.person.sanctions.count() == 1


def test_what_keeps_somebody(district: SimpleNamespace, gone: Person) -> None:
    assert holds_on(gone, date(2026, 6, 1)) == []
    assert holds_on(gone, date(2025, 6, 30)) == ["保存期限到 2025-07-01（本人请求时限（系统自定）“离开后的保存年限”）"]
    file_objection(district.person, Wanted("review", district.sanction.record_key, "过重"), by=district.own)
    add(AppointmentCase(code="A2", person=district.person))
    assert holds_on(district.person, date(2026, 6, 1)) == [
        "有 1 件本人请求还没有办结",
        "本人账号还在使用，请先由系统管理员停用",
        "还在任职或组织关系还没有转出",
        "有 1 件选任还没有办结",
        "处分影响期到 2026-11-05",
    ]
    assert holds_on(make_person(), date(2026, 6, 1)) == ["没有登记任职和组织关系的起止，算不出保存期限"]
    with pytest.raises(Invalid, match="还不能清除"):
        propose_erasure(district.person, reason="离开", by=as_officer(district.cadre))


def test_one_person_alone_erases_nobody(gone: Person, district: SimpleNamespace) -> None:
    with pytest.raises(NotAllowed, match="两个不同的人"):
        erase_person(
            gone,
            second=Actor(district.cadre.username),
            reason="离开",
            article="personal-information-law-2021#47",
            by=as_officer(district.cadre),
        )
    with pytest.raises(NotAllowed):
        propose_erasure(gone, reason="离开", by=as_officer(district.stranger))
    assert Person.objects.get(pk=gone.pk).name == "示例离开人"


def test_who_comes_back_in_between_is_kept(gone: Person, district: SimpleNamespace) -> None:
    approval = propose_erasure(gone, reason="离开已满十年", by=as_officer(district.cadre))
    make_member(gone, district.unit, since=date(2026, 5, 1))
    with pytest.raises(Invalid, match="还不能清除：还在任职"):
        approve(approval, seen=approval.digest, by=Acting(district.head, Role.DEPARTMENT_HEAD))
    assert Person.objects.get(pk=gone.pk).name == "示例离开人"
