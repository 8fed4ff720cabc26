"""One change for many: previewed, refused by row, applied at once, taken back the same day where nobody was since."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tests.factories import add, make_organization, make_person, make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.people.actions.change_many import change_many, fingerprint, preview_of
from zugong.people.actions.correct_person import correct_person
from zugong.people.actions.undo_many import undo_many
from zugong.people.models import AnnualAssessment, Person, Reward, Tenure


pytestmark = pytest.mark.django_db
GRADE = {"year": 2025, "grade": "excellent"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(date(2026, 6, 1), tick=False) as clock:
        yield clock


@pytest.fixture
def unit():
    return make_organization("示例局", make_organization("示例区委"), kind="unit")


@pytest.fixture
def people(unit):
    """安 has one post, 北 two, 从 none; 北 is graded."""
    found = [
        make_person(f"示例{name}", unit, strokes=f"0{place}", education="bachelor")
        for place, name in enumerate("安北从")
    ]
    for person, count in zip(found, (1, 2, 0), strict=True):
        for number in range(count):
            values = {"post": f"职务{number}", "organization": unit, "since": date(2020, 1, 1)}
            add(Tenure(person=person, **values))
    add(AnnualAssessment(person=found[1], year=2025, grade="excellent"))
    return found


@pytest.fixture
def officer(unit):
    return make_user(Role.CADRE_OFFICER, unit)


@pytest.fixture
def by(officer):
    return Acting(officer, Role.CADRE_OFFICER)


def keys(people):
    return [person.pk for person in people]


def change(kind, people, values, by):
    steps = preview_of(kind, keys(people), values, by=by)
    change_many(kind, keys(people), values, by=by, seen=fingerprint(steps))
    return Entry.objects.filter(verb="people.batch.changed").latest("seq").seq


def test_the_preview_says_old_new_and_refusals(people, by):
    steps = preview_of("end_tenure", keys(people), {"until": date(2026, 5, 1)}, by=by)
    assert [(step.old, step.new, step.refusal) for step in steps] == [
        ("职务0，2020-01-01 起", "职务0，2020-01-01 至 2026-05-01", ""),
        ("", "", "有 2 个现任职务；请到人员页逐个免。"),
        ("", "", "没有现任职务。"),
    ]
    assert not Tenure.objects.exclude(until=None).exists()


def test_who_is_refused_is_left_out_and_the_others_are_written(people, by):
    change("end_tenure", people, {"until": date(2026, 5, 1)}, by)
    assert [tenure.person for tenure in Tenure.objects.exclude(until=None)] == [people[0]]


def test_a_day_that_cannot_be_is_refused_by_row(people, by):
    [step] = preview_of("end_tenure", [people[0].pk], {"until": date(2019, 1, 1)}, by=by)
    assert "应晚于" in step.refusal


def test_it_is_applied_in_the_browser_and_taken_back(client, officer, people):
    client.force_login(officer)
    address = reverse("people:batch") + f"?change=grade&pk={people[0].pk}&pk={people[1].pk}"
    page = client.post(address, GRADE)
    assert "已经是这样" in page.content.decode()
    assert AnnualAssessment.objects.count() == 1
    answer = client.post(address, GRADE | {"seen": page.context["seen"], "reason": "示例"})
    assert answer.status_code == 302
    assert AnnualAssessment.objects.get(person=people[0]).grade == "excellent"
    [entry] = client.get(answer.url).context["undoable"]
    client.post(reverse("people:undo_batch"), {"seq": entry.seq})
    assert [row.person for row in AnnualAssessment.objects.all()] == [people[1]]
    assert client.get(answer.url).context["undoable"] == []


def test_a_preview_that_is_no_longer_true_writes_nothing(people, by):
    steps = preview_of("education", keys(people), {"education": "postgraduate"}, by=by)
    correct_person(people[0], {"education": "associate"}, by=by)
    with pytest.raises(Stale):
        change_many("education", keys(people), {"education": "postgraduate"}, by=by, seen=fingerprint(steps))
    assert not Person.objects.filter(education="postgraduate").exists()


def test_taking_back_leaves_alone_what_somebody_changed_since(people, by):
    seq = change("education", people, {"education": "postgraduate"}, by)
    correct_person(people[1], {"native_place": "示例省"}, by=by)
    undone = undo_many(seq, by=by)
    assert (undone.rows, undone.left) == (2, ["示例北"])
    assert [person.education for person in Person.objects.order_by("pk")] == [
        "bachelor",
        "postgraduate",
        "bachelor",
    ]
    with pytest.raises(Invalid, match="撤销过"):
        undo_many(seq, by=by)


def test_added_rows_go_away_again(people, by):
    values = {"name": "先进个人", "awarded_by": "示例区委", "awarded_on": date(2026, 5, 1)}
    seq = change("reward", people, values, by)
    assert Reward.objects.count() == 3
    assert preview_of("reward", keys(people), values, by=by)[0].refusal == "已经登记了这项奖励。"
    undo_many(seq, by=by)
    assert not Reward.objects.exists()


def test_only_who_made_it_and_only_the_same_day(unit, people, by, clock):
    seq = change("grade", people, GRADE, by)
    with pytest.raises(NotAllowed):
        undo_many(seq, by=Acting(make_user(Role.CADRE_OFFICER, unit), Role.CADRE_OFFICER))
    clock.move_to(date(2026, 6, 2))
    with pytest.raises(Invalid, match="当天"):
        undo_many(seq, by=by)


def test_nobody_changes_people_out_of_reach_or_in_another_role(unit, people, by):
    stranger = make_person("示例外人", make_organization("另一区委"))
    with pytest.raises(NotAllowed):
        preview_of("grade", [stranger.pk], GRADE, by=by)
    assessor = Acting(make_user(Role.ASSESSMENT_OFFICER, unit), Role.ASSESSMENT_OFFICER)
    assert preview_of("grade", [people[0].pk], GRADE, by=assessor)[0].refusal == ""
    with pytest.raises(NotAllowed):
        preview_of("education", [people[0].pk], {"education": "below"}, by=assessor)


def test_a_whole_batch_asks_few_queries(unit, by, django_assert_max_num_queries):
    many = [make_person(f"示例{number}", unit) for number in range(30)]
    with django_assert_max_num_queries(100):
        preview_of("education", keys(many), {"education": "below"}, by=by)
