"""A form taken into the register and out again: equal for every field, and silent about what is sealed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import add, make_organization, make_person
from zugong.evidence.models import StoredFile
from zugong.formats.forms.career import career
from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative, Spell
from zugong.people.form_rows import forms_of
from zugong.people.form_words import education_level, grades_of, grades_text
from zugong.people.forms import OCCASION, form_from_person, occasion_on, person_from_form
from zugong.people.models import (
    AnnualAssessment,
    CareerEntry,
    Diploma,
    FamilyMember,
    FormSource,
    Person,
    Reward,
    Sanction,
    Tenure,
)


MONTHS = st.dates(date(1930, 1, 1), date(2030, 12, 31)).map(lambda day: day.isoformat()[:7])
DAYS = MONTHS | st.dates(date(1930, 1, 1), date(2030, 12, 31)).map(date.isoformat)
TEXTS = st.text("示例大学研究生一二三、；：2021年称职优秀 \n", min_size=1, max_size=30)
SPELLS = st.builds(Spell, st.none() | MONTHS, st.none() | MONTHS, TEXTS)
LINES = st.builds(CareerLine, st.none() | DAYS, st.none() | MONTHS, TEXTS, st.lists(SPELLS, max_size=2).map(tuple))
RELATIVES = st.lists(
    st.builds(
        Relative,
        st.sampled_from(("妻子", "长子", "父亲")),
        st.text("示例甲乙丙", min_size=1, max_size=5),
        st.none() | DAYS,
        st.none() | TEXTS,
        st.none() | TEXTS,
        st.none() | TEXTS,
    ),
    max_size=5,
    unique_by=lambda one: (one.relation, one.name),
).map(tuple)
SPECIAL = {
    **dict.fromkeys(("born_on", "party_joined_on", "work_started_on", "age_as_of", "filled_on"), st.none() | DAYS),
    "parties": st.lists(TEXTS, max_size=2).map(tuple),
    "resume": st.lists(LINES, max_size=4).map(tuple),
    "family": RELATIVES,
    "photo": st.none() | st.binary(min_size=1, max_size=9),
    "unknown": st.dictionaries(TEXTS, TEXTS, max_size=2),
    "originals": st.dictionaries(st.sampled_from(("born_on", "party_joined_on")), TEXTS),
    "problems": st.just(()),
}
FORMS = st.builds(
    AppointmentForm, **{name: SPECIAL.get(name, st.none() | TEXTS) for name in AppointmentForm.__dataclass_fields__}
)


@given(FORMS)
def test_a_form_comes_back_as_it_was(form):
    kept = person_from_form(form)
    kept.remainder = json.loads(json.dumps(kept.remainder))  # as the database gives it back
    assert form_from_person(kept) == form


@given(FORMS)
def test_what_is_sealed_in_the_register_stands_in_no_plain_text(form):
    secret = "绝密"
    family = tuple(replace(one, name=f"{secret}{place}") for place, one in enumerate(form.family))
    kept = person_from_form(replace(form, health=secret, id_number=secret, family=family))
    assert secret not in json.dumps(kept.remainder, ensure_ascii=False)


def test_what_the_register_learned_since_wins_over_the_file():
    kept = person_from_form(AppointmentForm(name="示例安", born_on="1972-04-15", reason="工作需要"))
    assert kept.facts["born_on"] == date(1972, 4, 15)
    kept.facts["born_on"] = date(1973, 5, 1)
    form = form_from_person(kept)
    assert (form.born_on, form.reason) == ("1973-05", "工作需要")


def test_a_new_occasion_keeps_nothing_of_the_old_one():
    kept = person_from_form(AppointmentForm(name="示例安", **dict.fromkeys(OCCASION, "旧"), version="3.2.1.6"))
    form = form_from_person(kept, occasion_on(date(2026, 6, 1), reason="任职年龄到限"))
    assert (form.reason, form.filled_on, form.proposed_post, form.version) == (
        "任职年龄到限",
        "2026-06",
        None,
        "3.2.1.6",
    )


def test_a_relative_that_cannot_be_kept_is_told():
    form = AppointmentForm(family=(Relative("父亲", "示例父"), Relative("父亲", "示例父"), Relative("母亲", None)))
    kept = person_from_form(form)
    assert [row["name"] for row in kept.family_members] == ["示例父"]
    assert [problem.value for problem in kept.problems] == ["父亲示例父", "母亲"]


def test_grades_are_read_as_they_are_written():
    text = "2022年：称职；2023年度考核为优秀；2024年年度考核基本称职；2025年因病未参加考核"
    found = {2022: "competent", 2023: "excellent", 2024: "basically_competent"}
    assert grades_of(text) == found
    assert grades_text(found | {2021: "incompetent"}) == "2022年：称职；2023年：优秀；2024年：基本称职"


def test_the_form_shows_the_highest_of_each_mode():
    kept = person_from_form(AppointmentForm(full_time_education="大学", in_service_education="在职研究生"))
    kept.diplomas.append({"mode": "full_time", "kind": "education_level", "name": "大专", "school": ""})
    assert form_from_person(kept).full_time_education == "大学"
    assert kept.facts["education"] == "postgraduate"
    assert education_level(["高中"]) == "below"
    assert education_level(["其他"]) == ""


@pytest.mark.django_db
def test_what_is_written_into_the_register_makes_the_same_form(django_assert_max_num_queries):
    form = AppointmentForm(
        name="示例安", sex="男", born_on="1972-04-15", native_place="示例省", parties=("民建",), health="健康",
        id_number="11010519491231002X", full_time_education="大学", full_time_education_school="示例大学",
        in_service_degree="硕士", current_post="示例区局长", rewards_and_sanctions="无", reason="工作需要",
        annual_assessments="2024年：称职；2025年：优秀", filled_on="2026-01",
        resume=(
            CareerLine("1998-09", "2002-07", "示例大学学习"),
            CareerLine("2002-07", None, "示例局科员", (Spell("2005-09", "2008-06", "示例党校学习"),)),
        ),
        family=(Relative("妻子", "示例妻", "1973-05", "中共党员", "示例中学教师"), Relative("父亲", "示例父")),
    )  # fmt: skip
    form.resume_text = career(form.resume)
    kept = person_from_form(form)
    person = add(Person(code="P-1", **kept.facts))
    for model, rows in (
        (Diploma, kept.diplomas),
        (CareerEntry, kept.career_entries),
        (FamilyMember, kept.family_members),
        (AnnualAssessment, kept.annual_assessments),
    ):
        for row in rows:
            add(model(person=person, **row))
    file = add(StoredFile(sha256="0" * 64, size=1, media_type="application/x-lrmx", name="示例安.lrmx"))
    add(FormSource(person=person, file=file, read_on=date(2026, 1, 1), remainder=kept.remainder))
    others = [make_person() for _ in range(3)]
    with django_assert_max_num_queries(8):
        first, *_ = forms_of([person, *others], date(2026, 6, 1))
    assert first == form


@pytest.mark.django_db
def test_posts_and_honours_without_a_wording_get_one():
    unit = make_organization("示例局")
    person = make_person("示例北", unit)
    add(Tenure(person=person, post="副局长", organization=unit, since=date(2020, 1, 1)))
    add(Reward(person=person, name="先进工作者", awarded_by="示例区委", awarded_on=date(2021, 7, 1)))
    add(Sanction(person=person, code="S1", kind="party_warning", decided_on=date(2019, 3, 1)))
    [form] = forms_of([person], date(2026, 6, 1))
    assert form.current_post == "示例局副局长"
    assert form.rewards_and_sanctions == "2019年3月受党内警告；2021年7月示例区委授予“先进工作者”"
