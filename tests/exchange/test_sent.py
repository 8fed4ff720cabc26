"""Workbooks as people have them: other heads, no numbers, namesakes; rows of other tables by ID number or name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.making import BY, DISTRICT, load, write
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.planning import make_plan
from zugong.exchange.reach import Reach
from zugong.exchange.sent.answers import NEW, Answers
from zugong.exchange.sent.guessing import guess_columns, guess_table
from zugong.exchange.sent.persons import answer_key
from zugong.people.models import Person, Tenure


pytestmark = pytest.mark.django_db

HEADS = ["序号", "姓 名", "性别", "出生年月\n（岁）", "身份证号码", "现任职务及时间", "备注"]


def book(path: Path, *rows, title="花名册"):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


@pytest.fixture
def place(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    return tmp_path / "next"


def test_heads_are_guessed_by_the_names_people_use():
    assert guess_columns(HEADS, "people") == {
        1: "name",
        2: "sex",
        3: "born_on",
        4: "id_number",
        5: "current_post",
    }
    assert guess_table(HEADS) == "people"


def test_heads_that_are_nearly_right_are_taken_for_the_likest():
    assert guess_columns(["姓名", "参加工作的时间", "出生年月日期"], "people")[1] == "work_started_on"


def test_a_roster_under_other_heads_is_read_and_says_what_it_left_out(place):
    path = book(
        place / "名册.xlsx",
        ["示例区干部花名册"],
        HEADS,
        [1, "例新", "男", "1975.06（51岁）", "", "副局长（2020.03）", "甲"],
    )
    plan = make_plan(place, Reach(None), answers=Answers(prefix="20260601-9-"))
    assert not plan.problems
    assert [(count.table, count.new) for count in plan.counts] == [("people", 1)]
    assert any("备注" in warning.reason for warning in plan.merge.reading.warnings)
    load_dataset(path, by=BY)
    person = Person.objects.get(name="例新")
    assert (person.born_on, person.current_post) == (date(1975, 6, 1), "副局长（2020.03）")
    assert person.code.endswith("-00001")
    assert person.strokes


def test_the_same_person_is_found_again_by_name_and_month_of_birth(place):
    path = book(place / "名册.xlsx", HEADS, [1, "单一例", "女", "1980-05", "", "局长", ""])
    load_dataset(path, by=BY)
    assert Person.objects.get(name="单一例").current_post == "局长"
    assert Person.objects.count() == 2


def test_the_id_number_goes_before_the_name(place):
    load(place, 人员=[("编号", "身份证号"), ("p2", "999999198801010017")])
    book(place.parent / "b.xlsx", HEADS, [1, "例二改名", "男", "1988-01", "999999198801010017", "科长", ""])
    load_dataset(place.parent / "b.xlsx", by=BY)
    assert Person.objects.get(code="p2").name == "例二改名"


def test_namesakes_are_asked_about_and_the_answer_holds(place):
    load(place, 人员=[("编号", "姓名"), ("p3", "单一例")])
    path = book(place.parent / "b.xlsx", HEADS, [1, "单一例", "男", "", "", "科长", ""])
    plan = make_plan(path, Reach(None))
    [question] = plan.sent.questions
    assert [one.code for one in question.candidates] == ["p1", "p3"]
    assert [problem.row for problem in plan.problems] == [2]
    chosen = make_plan(path, Reach(None), answers=Answers(people={question.key: "p3"}))
    assert (chosen.counts[0].changed, chosen.problems) == (1, ())
    added = make_plan(path, Reach(None), answers=Answers("x-", people={question.key: NEW}))
    assert added.counts[0].new == 1
    assert answer_key(("单一例", "", "")) == question.key


def test_rows_of_other_tables_name_their_person(place):
    heads = ["姓名", "出生年月", "职务", "单位编号", "任职时间"]
    path = book(place / "任职.xlsx", heads, ["单一例", "1980.05", "局长", "u", "2025-01-01"], title="任职经历")
    load_dataset(path, by=BY)
    assert Tenure.objects.get(post="局长").person.code == "p1"


def test_a_name_nobody_has_is_told_with_its_row(place):
    heads = ["姓名", "出生年月", "职务", "任职时间"]
    path = book(place / "任职.xlsx", heads, ["无此人", "1980.05", "局长", "2025-01-01"], title="任职经历")
    [problem] = make_plan(path, Reach(None)).problems
    assert (problem.row, problem.value) == (2, "无此人")
    assert "没有这个人" in problem.reason


def test_tables_of_one_book_find_the_people_that_arrive_in_it(place):
    made = openpyxl.Workbook()
    roster = made.active
    roster.title = "名册"
    roster.append(["姓名", "出生年月", "民族"])
    roster.append(["例新", "1975.06", "汉族"])
    posts = made.create_sheet("任职经历")
    posts.append(["姓名", "出生年月", "职务", "任职时间"])
    posts.append(["例新", "1975.06", "局长", "2025-01-01"])
    place.mkdir(parents=True, exist_ok=True)
    made.save(place / "全部.xlsx")
    load_dataset(place / "全部.xlsx", by=BY)
    assert Tenure.objects.get(post="局长").person.name == "例新"


def test_a_formula_that_failed_is_told_in_a_mapped_sheet_too(place):
    write(place, 名册=[("姓名", "出生年月", "民族"), ("例新", "不详", "汉族")])
    [problem] = make_plan(place, Reach(None)).problems
    assert (problem.file, problem.row, problem.column) == ("名册.csv", 2, "出生年月")
