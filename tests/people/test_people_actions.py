"""Registering and correcting people, their careers, marks, photos, orders and training."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from tests.factories import add, make_person
from zugong.accounts.acting import Acting
from zugong.core.errors import Invalid, NotAllowed, Stale
from zugong.formats.forms.citizen import check_digit
from zugong.people.actions.confirm_mark import confirm_mark
from zugong.people.actions.correct_person import correct_person
from zugong.people.actions.decline_mark import decline_mark
from zugong.people.actions.order_posts import order_posts
from zugong.people.actions.order_team import order_team
from zugong.people.actions.propose_marks import propose_marks
from zugong.people.actions.record_training import record_training
from zugong.people.actions.register_person import register_person
from zugong.people.actions.rewrite_career import rewrite_career
from zugong.people.actions.set_photo import remove_photo, set_photo
from zugong.people.career import mark_of, text_of
from zugong.people.models import CareerEntry, ExperienceMark, Person, Tenure, TrainingRecord
from zugong.people.ordering import in_fixed_order, posts_in_order, team_of, unit_places


pytestmark = pytest.mark.django_db

CAREER = """2002.07--2006.09  示例区示例街道办事处科员
（其间：2004.09--2006.07  示例大学在职学习）
2006.09--2010.03  示例区委宣传部科员
2010.05--         示例局副局长"""


def test_a_new_person_is_found_by_pinyin_and_strokes(place):
    person = register_person(place.unit, {"name": "单丁", "born_on": date(1990, 1, 1)}, by=place.keeper)
    assert (person.code, person.pinyin, person.home) == ("r000001", "shanding sd", place.unit)
    assert person.strokes.startswith("08")
    assert register_person(place.unit, {"name": "丁单"}, by=place.keeper).code == "r000002"


def test_a_namesake_is_asked_about(place):
    values = {"name": "示例安", "born_on": date(1980, 6, 20)}
    with pytest.raises(Invalid) as refused:
        register_person(place.unit, values, by=place.keeper)
    assert "is_another" in refused.value.fields
    assert register_person(place.unit, values, by=place.keeper, is_another=True).pk
    assert register_person(place.unit, values | {"born_on": date(1981, 6, 1)}, by=place.keeper).pk


def test_nobody_registers_people_for_others(place):
    with pytest.raises(NotAllowed):
        register_person(place.unit, {"name": "示例人"}, by=place.stranger)


def test_a_correction_settles_the_names_and_respects_versions(place):
    correct_person(place.person, {"name": "乐山", "spoken_name": "le shan"}, by=place.keeper, seen=0)
    person = Person.objects.get(pk=place.person.pk)
    assert (person.pinyin, person.version) == ("leshan ls", 1)
    with pytest.raises(Stale):
        correct_person(place.person, {"name": "又一"}, by=place.keeper, seen=0)
    with pytest.raises(NotAllowed):
        correct_person(place.person, {"name": "又一"}, by=place.stranger)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"born_on": date(2026, 7, 1)}, "born_on"),
        ({"party_joined_on": date(1980, 6, 2)}, "party_joined_on"),
        ({"work_started_on": date(2027, 1, 1)}, "work_started_on"),
        ({"id_number": "12345"}, "id_number"),
        ({"id_number": "990000198006020013"}, "id_number"),
    ],
)
def test_facts_that_contradict_one_another_are_told(place, values, field):
    with pytest.raises(Invalid) as refused:
        correct_person(place.person, values, by=place.keeper)
    assert set(refused.value.fields) == {field}


def test_the_same_number_is_registered_once(place):
    number = "99000019800602002" + check_digit("99000019800602002")
    correct_person(place.person, {"id_number": number}, by=place.keeper)
    other = make_person("示例北", home=place.unit)
    with pytest.raises(Invalid, match="另一个人"):
        correct_person(other, {"id_number": number}, by=place.keeper)


def test_a_career_goes_in_as_text_and_comes_out_the_same(place):
    problems = rewrite_career(place.person, CAREER, by=place.keeper)
    rows = list(CareerEntry.objects.all())
    assert [(row.position, row.within) for row in rows] == [(1, None), (2, 1), (3, None), (4, None)]
    assert rows[1].since == date(2004, 9, 1)
    assert text_of(rows) == CAREER
    assert [problem.problem for problem in problems] == ["简历中断：前一行到 2010.03，后一行从 2010.05 起"]


def test_a_career_that_shrinks_and_grows_keeps_its_order(place):
    seen = mark_of("")
    for text in (CAREER, CAREER.splitlines()[0], CAREER):
        rewrite_career(place.person, text, by=place.keeper, seen=seen)
        assert text_of(CareerEntry.objects.all()) == text
        seen = mark_of(text)
    with pytest.raises(Stale):
        rewrite_career(place.person, "", by=place.keeper, seen=mark_of("别的"))
    with pytest.raises(NotAllowed):
        rewrite_career(place.person, "", by=place.stranger)


def test_marks_are_proposed_once_and_count_when_confirmed(place):
    rewrite_career(place.person, CAREER, by=place.keeper)
    assert propose_marks(place.person, by=place.keeper) == 2
    assert propose_marks(place.person, by=place.keeper) == 0
    street = ExperienceMark.objects.get(kind="grassroots")
    assert (street.term, street.status, place.tenure.grassroots) == ("街道", "proposed", None)
    with pytest.raises(Invalid):
        confirm_mark(street, None, by=place.keeper)
    confirm_mark(street, place.tenure, by=place.keeper)
    assert Tenure.objects.get().grassroots is True
    decline_mark(ExperienceMark.objects.get(pk=street.pk), by=place.keeper)
    assert Tenure.objects.get().grassroots is False


def test_a_mark_of_one_is_not_confirmed_with_a_post_of_another(place):
    mark = add(ExperienceMark(person=place.person, kind="grassroots", line="示例街道", term="街道"))
    other = make_person("示例北", home=place.unit)
    post = add(Tenure(person=other, post="科员", since=date(2020, 1, 1)))
    with pytest.raises(Invalid):
        confirm_mark(mark, post, by=place.keeper)


def test_a_photo_is_cut_kept_and_taken_down(place):
    picture = BytesIO()
    Image.new("RGB", (400, 400), "white").save(picture, "PNG")
    notes = set_photo(place.person, picture.getvalue(), by=place.keeper, seen=0)
    person = Person.objects.select_related("photo").get(pk=place.person.pk)
    assert person.photo is not None
    assert person.photo.media_type == "image/jpeg"
    assert "4:5" in notes[0]
    remove_photo(person, by=place.keeper)
    assert Person.objects.get(pk=person.pk).photo is None
    with pytest.raises(Invalid):
        set_photo(person, b"GIF89a", by=place.keeper)


def test_a_team_is_ordered_whole(place):
    second = make_person("示例丁", home=place.unit, strokes="01")
    post = add(
        Tenure(person=second, post="局长", level="section_principal", organization=place.unit, since=date(2024, 1, 1))
    )
    day = date(2026, 6, 1)
    assert [row.pk for row in team_of(place.unit, day)] == [post.pk, place.tenure.pk]
    order_team(place.unit, [place.tenure.pk, post.pk], by=place.keeper)
    assert [row.pk for row in team_of(place.unit, day)] == [place.tenure.pk, post.pk]
    with pytest.raises(Stale):
        order_team(place.unit, [post.pk], by=place.keeper)
    with pytest.raises(NotAllowed):
        order_team(place.unit, [place.tenure.pk, post.pk], by=place.stranger)


def test_people_stand_as_their_units_do(place):
    head = make_person("示例甲", home=place.root)
    add(Tenure(person=head, post="书记", organization=place.root, since=date(2024, 1, 1)))
    neighbour = make_person("示例乙", home=place.other)
    assert [unit_places()[unit.pk] for unit in (place.root, place.other, place.unit)] == [0, 1, 3]
    people = [place.person.pk, neighbour.pk, head.pk]
    assert in_fixed_order(people, date(2026, 6, 1)) == [head.pk, neighbour.pk, place.person.pk]


def test_posts_of_a_person_are_ordered(place):
    more = add(Tenure(person=place.person, post="党组成员", organization=place.unit, since=date(2019, 1, 1)))
    assert posts_in_order([more, place.tenure]) == [place.tenure, more]
    order_posts(place.person, [more.pk, place.tenure.pk], by=place.keeper)
    assert [row.post for row in posts_in_order(Tenure.objects.all())] == ["党组成员", "副局长"]
    with pytest.raises(Stale):
        order_posts(place.person, [more.pk], by=place.keeper)


def test_training_of_a_class_is_entered_once_and_corrected(place):
    by = Acting.program("tests")
    for hours in ("8", "16"):
        record_training(
            place.person, class_id="T1", ended_on=date(2026, 5, 1), hours=Decimal(hours), mode="off_post", by=by
        )
    assert TrainingRecord.objects.get().hours == 16
    with pytest.raises(Invalid):
        record_training(place.person, class_id="T1", ended_on=date(2026, 6, 2), hours=Decimal(1), by=by)
    with pytest.raises(Invalid):
        record_training(
            place.person, class_id="T2", ended_on=date(2026, 5, 1), hours=Decimal(1), leave_hours=Decimal(2), by=by
        )
