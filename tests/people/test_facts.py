"""Row-like facts: who may keep which, what cannot be, what is left on record."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import add
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.audit.recording import recording
from zugong.audit.verbs import all_verbs
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.actions.acknowledge_sanction import acknowledge_sanction
from zugong.people.actions.add_fact import add_fact
from zugong.people.actions.correct_fact import correct_fact
from zugong.people.actions.end_tenure import end_tenure
from zugong.people.actions.remove_fact import remove_fact
from zugong.people.facts import FACTS
from zugong.people.models import ExperienceMark, Tenure


pytestmark = pytest.mark.django_db

VALUES = {
    "tenure": {"post": "局长", "level": "section_principal", "since": date(2024, 1, 1)},
    "rank": {"rank": "principal_clerk_first", "since": date(2022, 3, 1)},
    "diploma": {"mode": "full_time", "kind": "degree", "name": "文学学士", "school": "示例大学中文系"},
    "reward": {"name": "三等功", "awarded_by": "示例区委", "awarded_on": date(2021, 7, 1)},
    "family_member": {"relation": "父亲", "name": "示例父", "unit_and_post": "示例厂退休工人"},
    "assessment": {"year": 2025, "grade": "competent"},
    "sanction": {"kind": "party_warning", "decided_on": date(2026, 3, 18)},
    "dossier_review": {"item": "born_on", "outcome": "settled", "settled_value": "1980-06-02"},
    "matters_report": {"year": 2026, "check_kind": "random", "outcome": "consistent"},
    "membership": {"status": "full", "since": date(2026, 1, 1)},
}


def values_of(kind, place):
    if kind != "membership":
        return VALUES[kind]
    return VALUES[kind] | {"organization": place.branch}


@pytest.mark.parametrize("kind", FACTS)
def test_its_keeper_adds_corrects_and_removes_a_fact(place, kind):
    by = place.acting(sorted(FACTS[kind].keepers)[0], place.root)
    if kind == "membership":
        correct_fact(place.member, {"until": date(2025, 1, 1)}, by=by)
    row = add_fact(kind, place.person, values_of(kind, place), by=by, reason="补登")
    first = FACTS[kind].fields[0]
    correct_fact(row, {first: getattr(row, first)}, by=by, seen=row.version)
    remove_fact(row, by=by, reason="登记重复")
    assert (
        not FACTS[kind]
        .model.objects.filter(person=place.person)
        .exclude(pk__in=[place.tenure.pk, place.member.pk])
        .exists()
    )
    verbs = list(Entry.objects.order_by("seq").values_list("verb", flat=True))
    assert verbs[-2:] == [f"people.{kind}.added", f"people.{kind}.removed"]
    assert set(verbs[-2:]) <= all_verbs().keys()


@pytest.mark.parametrize("kind", FACTS)
def test_nobody_else_keeps_a_fact(place, kind):
    stranger = place.acting(sorted(FACTS[kind].keepers)[0], place.other)
    head = place.acting(Role.DEPARTMENT_HEAD, place.root)
    for by in (stranger, head):
        with pytest.raises(NotAllowed):
            add_fact(kind, place.person, values_of(kind, place), by=by)


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("tenure", {"until": date(2024, 1, 1)}, "until"),
        ("tenure", {"since": date(1024, 1, 1)}, "since"),
        ("reward", {"awarded_on": date(2026, 6, 2)}, "awarded_on"),
        ("assessment", {"year": 2026}, "year"),
        ("sanction", {"influence_until": date(2026, 3, 17)}, "influence_until"),
        ("sanction", {"party_probation_months": 12}, "party_probation_months"),
        ("sanction", {"kind": "none"}, "kind"),
        ("dossier_review", {"settled_value": ""}, "settled_value"),
        ("matters_report", {"check_kind": "none"}, "check_kind"),
        ("membership", {}, "since"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(place, kind, wrong, field):
    by = place.acting(sorted(FACTS[kind].keepers)[0], place.root)
    with pytest.raises(Invalid) as refused:
        add_fact(kind, place.person, values_of(kind, place) | wrong, by=by)
    assert set(refused.value.fields) == {field}


def test_a_person_belongs_to_one_branch_and_to_a_branch_only(place):
    with pytest.raises(Invalid, match="不是党支部"):
        correct_fact(place.member, {"organization": place.unit}, by=place.organizer)


def test_of_two_ranks_only_one_runs(place):
    add_fact("rank", place.person, VALUES["rank"], by=place.keeper)
    with pytest.raises(Invalid, match="一级主任科员"):
        add_fact("rank", place.person, {"rank": "consultant_fourth", "since": date(2025, 1, 1)}, by=place.keeper)


def test_who_comes_too_late_changes_nothing(place):
    correct_fact(place.tenure, {"post": "副局长、党组成员"}, by=place.keeper, seen=0)
    place.tenure.refresh_from_db()
    with pytest.raises(Stale):
        correct_fact(Tenure.objects.get(pk=place.tenure.pk), {"post": "局长"}, by=place.keeper, seen=0)
    assert Tenure.objects.get().post == "副局长、党组成员"


def test_a_removal_says_why_and_keeps_marks(place):
    mark = add(
        ExperienceMark(person=place.person, tenure=place.tenure, kind="grassroots", line="示例街道", term="街道")
    )
    with pytest.raises(Invalid):
        remove_fact(place.tenure, by=place.keeper, reason=" ")
    remove_fact(place.tenure, by=place.keeper, reason="登记重复")
    mark.refresh_from_db()
    assert mark.tenure is None


def test_a_post_is_ended_once(place):
    end_tenure(place.tenure, until=date(2026, 6, 1), by=place.keeper, seen=0)
    with pytest.raises(Invalid, match="已于 2026-06-01 止"):
        end_tenure(Tenure.objects.get(), until=date(2026, 7, 1), by=place.keeper)


def test_codes_of_sanctions_are_made_one_after_another(place):
    by = place.acting(Role.DISCIPLINE_OFFICER, place.root)
    codes = [add_fact("sanction", place.person, VALUES["sanction"], by=by).code for _ in range(2)]
    assert codes == [f"{place.person.code}-1", f"{place.person.code}-2"]


def test_only_the_person_acknowledges_a_sanction(place):
    sanction = add_fact("sanction", place.person, VALUES["sanction"], by=place.keeper)
    own = place.acting(Role.PERSON, place.unit)
    with pytest.raises(NotAllowed):
        acknowledge_sanction(sanction, by=own)
    place.person.account = own.user
    with recording(place.keeper.actor, "tests.row.saved", place.person) as change:
        change.save(place.person)
    assert acknowledge_sanction(sanction, by=own).acknowledged_on == date(2026, 6, 1)
