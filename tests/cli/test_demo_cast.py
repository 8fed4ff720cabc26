"""The sample has people behind its accounts, and something going on in its register."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from zugong.accounts.models import User
from zugong.cli.demo.accounts import ACCOUNTS
from zugong.cli.main import main
from zugong.evidence.keeping import content_of
from zugong.objections.models import Objection, ObjectionKind
from zugong.people.models import ExperienceMark, Person, Transfer, TransferStatus
from zugong.samples import canonical


pytestmark = pytest.mark.django_db

SINCE = date(2020, 1, 1)
ORGANIZATIONS = [
    {"organization_id": "r", "name": "示例区委", "kind": "committee"},
    {"organization_id": "z", "name": "示例区委组织部", "parent_id": "r", "kind": "unit"},
    {"organization_id": "j", "name": "示例区纪委监委", "parent_id": "r", "kind": "unit"},
    {"organization_id": "u", "name": "示例区教育局", "parent_id": "r", "kind": "unit"},
    {"organization_id": "b", "name": "示例支部", "parent_id": "u", "kind": "branch", "has_committee": True},
    {"organization_id": "c", "name": "另一支部", "parent_id": "u", "kind": "branch", "has_committee": False},
]
POSTS = {
    "p1": ("r", "区委常委、组织部部长", "county_deputy"),
    "p2": ("z", "科员", "clerk"),
    "p3": ("z", "科员", "clerk"),
    "p4": ("z", "科员", "clerk"),
    "p5": ("z", "科员", "clerk"),
    "p6": ("j", "科员", "clerk"),
    "p7": ("u", "党组书记", "section_principal"),
    "p8": ("u", "副局长", "section_deputy"),
}
PLAYED = {"head": "p1", "cadre": "p2", "training": "p3", "organization": "p4", "assessment": "p5", "discipline": "p6",
          "unit": "p7", "person": "p8", "branch": "p9"}  # fmt: skip


def peopled_district(day: date) -> dict[str, pa.Table]:
    def member(person, branch, post):
        return {"person_id": person, "organization_id": branch, "status": "full", "since": SINCE, "branch_post": post}

    rows = {
        "organizations": ORGANIZATIONS,
        "people": [{"person_id": f"p{number}", "name": f"示{number}"} for number in range(1, 11)],
        "tenures": [{"person_id": person, "post": post, "level": level, "organization_id": unit, "since": SINCE,
                     "team_position": None if level == "clerk" else 1}
                    for person, (unit, post, level) in POSTS.items()],
        "career_entries": [{"person_id": "p7", "position": 1, "since": SINCE, "text": "示例区东街街道党工委书记"}],
        "members": [member("p9", "b", "secretary"), member("p10", "c", "member")],
        "sanctions": [{"sanction_id": "x1", "person_id": "p8", "kind": "admin_warning", "decided_on": day}],
        "training_records": [{"person_id": "p8", "ended_on": SINCE, "hours": 8_000_000}],
        "family_members": [{"person_id": "p8", "relation": "父亲", "name": "示例父"}],
    }  # fmt: skip
    return {name: canonical.from_rows(name, own) for name, own in rows.items()}


@pytest.fixture
def demo(monkeypatch):
    monkeypatch.setattr("zugong.cli.demo.founding.living_district", peopled_district)
    monkeypatch.setattr("zugong.cli.upgrade.prepare_desk", lambda: None)
    monkeypatch.setattr("zugong.compliance.refreshing.refresh", lambda: None)
    assert main(["demo"]) == 0


def test_accounts_are_people_who_fit_and_bear_their_names(demo):
    linked = {person.account.username: person.code for person in Person.objects.exclude(account=None)}
    assert linked == PLAYED
    for username, code in PLAYED.items():
        assert User.objects.get(username=username).name == f"示{code[1:]}（示例）"
    (alone,) = [account for account in ACCOUNTS if account.username not in PLAYED]
    assert User.objects.get(username=alone.username).name == alone.name


def test_leaders_and_those_with_accounts_have_photos_marked_as_samples(demo):
    shown = Person.objects.exclude(photo=None)
    assert {person.code for person in shown} == set(PLAYED.values())
    assert all(content_of(person.photo).startswith(b"\xff\xd8") for person in shown)
    assert len({person.photo_id for person in shown}) == len(shown)


def test_a_member_is_on_the_way_to_the_branch_with_an_account(demo):
    transfer = Transfer.objects.get()
    assert transfer.status == TransferStatus.PENDING
    assert (transfer.person.code, transfer.origin.code, transfer.destination.code) == ("p10", "c", "b")


def test_experience_waits_for_confirmation(demo):
    mark = ExperienceMark.objects.get()
    assert (mark.person.code, mark.status, mark.kind) == ("p7", "proposed", "grassroots")


def test_the_person_has_asked_for_a_correction_and_appealed(demo):
    filed = {objection.kind: objection for objection in Objection.objects.all()}
    assert set(filed) == {ObjectionKind.CORRECTION, ObjectionKind.APPEAL}
    assert all(objection.is_open and objection.person.code == "p8" for objection in filed.values())
    assert filed[ObjectionKind.APPEAL].about.startswith("people.sanction:")
