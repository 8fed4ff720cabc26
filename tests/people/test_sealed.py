"""Sealed text: not in the database, not in the record, found by its value, and never a stumbling block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from tests.factories import PROGRAM, make_person
from zugong.audit.models import Payload
from zugong.audit.recording import recording
from zugong.people.models import FamilyMember, Person
from zugong.people.sealed import MARK, Unreadable


NUMBER = "990101198605120028"

pytestmark = pytest.mark.django_db


def stored(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [value for (value,) in cursor.fetchall()]


def keep(number: str = NUMBER) -> Person:
    person = make_person("高以宁")
    with recording(PROGRAM.actor, "tests.rows.added", person) as change:
        person.id_number = number
        change.save(person)
    return person


def test_neither_database_nor_record_holds_the_text() -> None:
    keep()
    (cell,) = stored("people_person", "id_number")
    assert cell.startswith(MARK)
    assert NUMBER not in cell
    contents = [content or "" for content in Payload.objects.values_list("content", flat=True)]
    assert not any(NUMBER in content for content in contents)
    assert any(cell in content for content in contents)


def test_it_is_read_again_and_found_by_its_value() -> None:
    person = keep()
    assert Person.objects.get(id_number=NUMBER).pk == person.pk
    assert Person.objects.get().id_number == NUMBER
    assert not Person.objects.filter(id_number="990101198605120036").exists()


def test_the_same_text_in_two_fields_has_two_seals() -> None:
    person = keep("高以宁")
    with recording(PROGRAM.actor, "tests.rows.added", person) as change:
        change.add(FamilyMember(person=person, relation="丈夫", name="高以宁"))
    assert stored("people_person", "id_number") != stored("people_familymember", "name")


def test_the_empty_text_stays_empty() -> None:
    keep("")
    assert stored("people_person", "id_number") == [""]


@pytest.mark.parametrize("change", [lambda seal: seal + "x", lambda seal: seal[len(MARK) :], lambda seal: f"{seal}\n"])
def test_another_spelling_of_the_same_seal_is_no_seal(change: Callable[[str], str]) -> None:
    keep()
    (cell,) = stored("people_person", "id_number")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET id_number = %s", [change(cell)])
    assert isinstance(Person.objects.get().id_number, Unreadable)


@pytest.mark.parametrize("planted", ["s1:AAAA", "no seal", "s1:不是密文"])
def test_a_planted_text_is_told_and_stays_as_it_was(planted: str) -> None:
    person = keep()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_person SET id_number = %s", [planted])
    person = Person.objects.get()
    assert isinstance(person.id_number, Unreadable)
    assert person.id_number == "（密文解不开）"
    with recording(PROGRAM.actor, "tests.rows.added", person) as change:
        person.name = "高宁"
        change.save(person)
    assert stored("people_person", "id_number") == [planted]
