"""Appointment forms: each file its own row; people found, changes shown, files and photos kept."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image

from tests.exchange.making import BY, DISTRICT, load
from zugong.evidence.keeping import content_of
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.planning import make_plan
from zugong.exchange.previewing import preview
from zugong.exchange.reach import Reach
from zugong.exchange.sent.answers import Answers
from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative, Spell
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.writing import write_lrmx
from zugong.people.models import CareerEntry, Diploma, FamilyMember, FormSource, Person, Tenure


pytestmark = pytest.mark.django_db


def photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (240, 300), "navy").save(kept, "JPEG")
    return kept.getvalue()


def form(**values) -> AppointmentForm:
    line = CareerLine("1998-09", "2020-01", "示例镇科员", (Spell("2001-09", "2004-07", "示例大学在职学习"),))
    lines = (line, CareerLine("2020-01", None, "示例局副局长"))
    text = "1998.09--2020.01  示例镇科员（其间：2001.09--2004.07示例大学在职学习）\n2020.01--        示例局副局长"
    plain = {
        "name": "单一例",
        "sex": "男",
        "born_on": "1980-05",
        "full_time_education": "大学",
        "full_time_education_school": "示例大学法律系",
        "current_post": "示例局副局长",
        "resume": lines,
        "resume_text": text,
        "family": (Relative("妻子", "例某", "1982-03", "群众", "示例学校教师"),),
        "proposed_post": "示例局局长",
    }
    return AppointmentForm(**(plain | values))


@pytest.fixture
def place(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    folder = tmp_path / "forms"
    folder.mkdir()
    return folder


def test_a_form_fills_the_register_and_is_kept_with_its_photo(place):
    content = write_lrmx(form(photo=photo())).content
    (place / "单一例.lrmx").write_bytes(content)
    plan = load_dataset(place, by=BY)
    assert plan.problems == ()
    person = Person.objects.get(code="p1")
    assert (person.current_post, person.education, person.sex) == ("示例局副局长", "bachelor", "男")
    assert content_of(person.photo).startswith(b"\xff\xd8\xff")
    assert [(row.position, row.within) for row in CareerEntry.objects.all()] == [(1, None), (2, 1), (3, None)]
    assert FamilyMember.objects.get().name == "例某"
    assert Diploma.objects.get().school == "示例大学法律系"
    source = FormSource.objects.get(person=person)
    assert content_of(source.file) == content
    assert source.remainder["proposed_post"]["value"] == "示例局局长"
    assert not Tenure.objects.filter(post="示例局副局长").exists()


def test_the_same_form_again_changes_nothing_and_a_shorter_career_loses_its_tail(place):
    (place / "a.lrmx").write_bytes(write_lrmx(form()).content)
    load_dataset(place, by=BY)
    assert make_plan(place, Reach(None)).writes == 0
    lines = form().resume[:1]
    (place / "a.lrmx").write_bytes(write_lrmx(form(resume=lines, resume_text=None)).content)
    load_dataset(place, by=BY)
    assert make_plan(place, Reach(None)).writes == 0


def test_posts_are_added_only_when_chosen(place):
    (place / "a.lrmx").write_bytes(write_lrmx(form()).content)
    plan = make_plan(place, Reach(None), answers=Answers(adds_posts=True))
    assert {count.table: count.new for count in plan.counts}["tenures"] == 2


def test_one_bad_file_loses_no_other(place):
    (place / "a.lrmx").write_bytes(write_lrmx(form()).content)
    (place / "b.lrmx").write_bytes(b"%PDF-1.4 no form")
    plan = load_dataset(place, by=BY, only_good=True)
    [problem] = plan.problems
    assert (problem.file, "PDF" in problem.reason) == ("b.lrmx", True)
    assert Person.objects.get(code="p1").sex == "男"


def test_somebody_unknown_is_new_and_what_differs_is_shown_field_by_field(place):
    (place / "a.lrmx").write_bytes(write_lrmx(form(name="例新", born_on="1991-02")).content)
    (place / "b.lrmx").write_bytes(write_lrmx(form()).content)
    plan = make_plan(place, Reach(None), answers=Answers(prefix="x-"))
    shown = {one["file"]: one for one in preview(plan)["forms"]}
    assert (shown["a.lrmx"]["is_new"], shown["a.lrmx"]["code"]) == (True, "x-00001")
    assert {"label": "性别", "was": "", "now": "男"} in shown["b.lrmx"]["changes"]


def test_a_day_known_exactly_and_a_number_an_older_file_cannot_hold_stay(place):
    heads = ("编号", "出生年月", "身份证号")
    load(place / "more", 人员=[heads, ("p1", "1980-05-17", "999999198005170017")])
    (place / "a.lrm").write_bytes(write_lrm(form()).content)
    load_dataset(place, by=BY)
    person = Person.objects.get(code="p1")
    assert (person.born_on, person.id_number) == (date(1980, 5, 17), "999999198005170017")
    assert person.sex == "男"


def test_thirteen_relatives_and_a_wrong_check_digit_are_told_not_refused(place):
    family = tuple(Relative("子", f"例{number}") for number in range(13))
    (place / "a.lrmx").write_bytes(write_lrmx(form(family=family, id_number="999999198005170010")).content)
    plan = make_plan(place, Reach(None))
    words = str(preview(plan)["forms"][0]["problems"])
    assert "13 人" in words
    assert "校验码不对" in words
    assert {count.table: count.new for count in plan.counts}["family_members"] == 13


def test_two_files_of_one_person_with_different_births_are_both_told(place):
    number = "999999198005170017"
    for name, born in (("a", "1980-05"), ("b", "1981-05")):
        (place / f"{name}.lrmx").write_bytes(write_lrmx(form(id_number=number, born_on=born)).content)
    plan = make_plan(place, Reach(None))
    told = [str(one["problems"]) for one in preview(plan)["forms"]]
    assert all("两个文件里不同" in words for words in told)
    assert [problem.file for problem in plan.problems] == ["b.lrmx"]


def test_forms_in_an_archive_are_read_where_they_lie(place):
    with ZipFile(place / "全部.zip", "w") as archive:
        archive.writestr("示例局/a.lrmx", write_lrmx(form()).content)
    load_dataset(place, by=BY)
    assert FormSource.objects.get().file.name == "a.lrmx"


def test_a_fault_of_a_form_is_told_of_its_file(place):
    (place / "a.lrmx").write_bytes(write_lrmx(form(native_place="籍" * 61)).content)
    [problem] = [one for one in make_plan(place, Reach(None)).problems if "超过" in one.reason]
    assert (problem.file, problem.row, problem.column) == ("a.lrmx", None, "籍贯")


def test_a_form_of_a_namesake_is_asked_about_and_the_answer_holds(place):
    load(place / "more", 人员=[("编号", "姓名", "出生年月"), ("p3", "单一例", "1980-05")])
    (place / "a.lrmx").write_bytes(write_lrmx(form()).content)
    for folder in (place / "more",):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    plan = make_plan(place, Reach(None))
    [question] = plan.sent.questions
    assert ([one.code for one in question.candidates], plan.writes) == (["p1", "p3"], 0)
    chosen = make_plan(place, Reach(None), answers=Answers(people={question.key: "p3"}))
    assert [one.code for one in chosen.sent.forms.forms] == ["p3"]
