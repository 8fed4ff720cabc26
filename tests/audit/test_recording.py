"""Changes and the entries that speak of them."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.db import connection

from tests.factories import make_organization
from zugong.accounts.models import User
from zugong.audit.actors import Actor
from zugong.audit.appending import ROWS_PER_ENTRY
from zugong.audit.models import Entry, Head, Payload
from zugong.audit.recorded import WrittenAroundTheRecord, keyed_digest, state_text
from zugong.audit.recording import changed, record_event, recording
from zugong.core.errors import Stale
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db
OFFICER = Actor("zhang", "cadre_officer", "R1")


def last() -> Entry:
    return Entry.objects.order_by("seq").last()


def said(entry: Entry) -> list[tuple[str, dict | None, dict | None]]:
    """Key, before and after of each line of an entry."""
    found = []
    for payload in entry.payloads.all():
        before, after = map(json.loads, payload.content.split("\n"))
        found.append((payload.key, before, after))
    return found


def test_an_added_row_leaves_an_entry_with_who_when_what_and_why() -> None:
    organization = Organization(code="X1", name="示例党委", kind="committee", path="x.")
    with recording(OFFICER, "tests.row.added", organization, reason="新设", article="somewhere#1") as change:
        change.add(organization)
    entry = last()
    body = json.loads(entry.body)
    assert (body["actor"], body["role"], body["request"]) == ("zhang", "cadre_officer", "R1")
    assert (body["verb"], body["object"]) == ("tests.row.added", f"organizations.organization:{organization.pk}")
    assert (body["reason"], body["article"], body["rows"]["count"]) == ("新设", "somewhere#1", 1)
    ((key, before, after),) = said(entry)
    assert key == body["object"]
    assert before is None
    assert after["name"] == "示例党委"
    assert "示例党委" not in entry.body


def test_a_saved_row_tells_what_it_was_and_became() -> None:
    organization = make_organization("示例甲党委")
    organization.name = "示例乙党委"
    with recording(OFFICER, "tests.row.changed", organization) as change:
        change.save(organization, seen=organization.version)
    ((_, before, after),) = said(last())
    assert (before["name"], after["name"]) == ("示例甲党委", "示例乙党委")
    assert after["version"] == before["version"] + 1


def test_a_removed_row_is_still_named() -> None:
    organization = make_organization()
    key = organization.record_key
    with recording(OFFICER, "tests.row.removed", organization) as change:
        change.remove(organization)
    assert last().object == key
    assert said(last())[0][2] is None


def test_saving_what_did_not_change_leaves_nothing() -> None:
    organization = make_organization()
    size = Head.objects.get().size
    with recording(OFFICER, "tests.row.changed", organization) as change:
        change.save(organization)
    assert Head.objects.get().size == size


def test_a_stale_row_is_not_written() -> None:
    organization = make_organization("示例甲党委")
    seen = organization.version
    organization.name = "示例乙党委"
    with recording(OFFICER, "tests.row.changed", organization) as change:
        change.save(organization, seen=seen)
    organization.name = "示例丙党委"
    with pytest.raises(Stale, match="没有保存"), recording(OFFICER, "tests.row.changed", organization) as change:
        change.save(organization, seen=seen)
    organization.refresh_from_db()
    assert organization.name == "示例乙党委"


def test_a_block_that_fails_leaves_neither_row_nor_entry() -> None:
    make_organization()
    size, rows = Head.objects.get().size, Organization.objects.count()

    def fail() -> None:
        with recording(OFFICER, "tests.row.added", "tests:1") as change:
            change.add(Organization(code="X2", name="示例", kind="committee", path="y."))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (Head.objects.get().size, Entry.objects.count(), Organization.objects.count()) == (size, size, rows)


def test_a_password_hash_never_stands_in_the_record() -> None:
    user = User(username="li", name="示例", password="argon2$secret")
    with recording(OFFICER, "tests.row.added", user) as change:
        change.add(user)
    content = last().payloads.get().content
    assert "argon2$secret" not in content
    assert sha256(b"argon2$secret").hexdigest() not in content
    assert keyed_digest("argon2$secret") in content


def test_a_large_change_is_told_in_parts() -> None:
    rows = [
        Organization(code=f"B{i}", name="示例", kind="branch", path=f"b{i}.") for i in range(2 * ROWS_PER_ENTRY + 1)
    ]
    size = Head.objects.get().size if Head.objects.exists() else 0
    with recording(OFFICER, "tests.rows.added", "tests:1") as change:
        change.add_many(rows)
    bodies = [json.loads(entry.body) for entry in Entry.objects.filter(seq__gte=size)]
    assert [(body["part"], body["parts"], body["rows"]["count"]) for body in bodies] == [
        (1, 3, ROWS_PER_ENTRY),
        (2, 3, ROWS_PER_ENTRY),
        (3, 3, 1),
    ]
    assert Payload.objects.filter(entry_id__gte=size).count() == len(rows)


def test_listeners_hear_which_rows_changed_once_committed(django_capture_on_commit_callbacks) -> None:
    heard: list[frozenset[str]] = []

    def listen(sender: object, keys: frozenset[str], **rest: object) -> None:
        heard.append(keys)

    changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            organization = make_organization()
    finally:
        changed.disconnect(listen)
    assert heard == [frozenset({organization.record_key})]


def test_an_event_without_rows() -> None:
    number = record_event(OFFICER, "tests.page.refused", "page:x\0y", details={"times": 3})
    entry = Entry.objects.get(pk=number)
    assert entry.object == "page:x␀y"
    assert said(entry) == [("details", None, {"times": 3})]


def test_the_state_of_an_unsaved_row_is_that_of_the_stored_one() -> None:
    organization = Organization(code=7, name="示例", kind="branch", path="z.", founded_on="2020-02-29", position="3")
    with recording(OFFICER, "tests.row.added", organization) as change:
        change.add(organization)
    assert state_text(organization) == state_text(Organization.objects.get(pk=organization.pk))


@pytest.mark.parametrize(
    "write",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: Organization.objects.update(name="x"),
        lambda row: Organization.objects.filter(pk=row.pk).update(name="x"),
        lambda row: Organization.objects.all().delete(),
        lambda row: Organization.objects.create(code="n", name="x", path="n"),
        lambda row: Organization.objects.bulk_create([Organization(code="n", name="x", path="n")]),
        lambda row: Organization.objects.bulk_update([row], ["name"]),
        lambda row: Organization.objects.get_or_create(code="n", defaults={"name": "x", "path": "n"}),
        lambda row: Organization._base_manager.update(name="x"),
        lambda row: row.children.update(name="x"),
    ],
)
def test_every_way_around_is_refused(write) -> None:
    row = make_organization()
    with pytest.raises(WrittenAroundTheRecord):
        write(row)


def test_appending_takes_few_round_trips(django_assert_num_queries) -> None:
    record_event(OFFICER, "tests.first", "tests:1")
    savepoint = 2
    with django_assert_num_queries(savepoint + (2 if connection.vendor == "postgresql" else 4)):
        record_event(OFFICER, "tests.second", "tests:1", details={"n": 1})
