"""What is taken out can be loaded again, and changes nothing; text that looks like a formula stays text."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from tests.exchange.making import BY, DISTRICT, counts, load
from tests.factories import make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.audit.models import Entry
from zugong.audit.recording import NAMED, recording
from zugong.core.errors import Invalid, NotAllowed
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.actions.take_table_out import take_table_out
from zugong.exchange.taking_out import csv_lines
from zugong.organizations.models import Organization
from zugong.people.models import Person
from zugong.regulations.tables.schema import TABLES


pytestmark = pytest.mark.django_db

MORE = {
    "培训班次": [("编号", "名称", "类别", "开班"), ("t1", "=HYPERLINK(1)", "主体班", "2026-01-05")],
    "课程": [("班次编号", "课程", "类别", "学时", "领导干部授课"), ("t1", "@示例课", "理论教育", "12.5", "是")],
    "培训记录": [("人员编号", "班次编号", "结束日期", "学时", "天数"), ("p1", "t1", "2026-01-06", "12.5", "")],
    "职数": [("单位编号", "层次", "核定职数", "起", "依据文号"), ("u", "乡科级副职", "3", "2020-01-01", "+1号")],
    "年度考核": [("人员编号", "年度", "等次"), ("p1", "2025", "优秀")],
    "工作日历": [("日期", "工作日"), ("2026-01-01", "否")],
}


REASON = {"family_members": "核对任职回避"}
"""What a file says nothing without: it leaves for a reason."""

NUMBER = "990101198605120028"


@pytest.fixture
def root(tmp_path):
    load(tmp_path / "first", **DISTRICT, **MORE)
    return Organization.objects.get(code="r")


def officers(root):
    for role in (Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD, Role.CADRE_OFFICER):
        yield make_user(role, root)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_tables_come_back_unchanged(root, tmp_path, ending):
    out = tmp_path / "out"
    out.mkdir()
    for user in officers(root):
        for table in TABLES:
            try:
                take_table_out(table, out / f"{table}.{ending}", reason=REASON.get(table, ""), by=Acting(user))
            except NotAllowed:
                continue
    plan = load_dataset(out, by=BY)
    assert not plan.problems
    assert {table: numbers[2] for table, numbers in counts(plan).items() if any(numbers)} == {
        "organizations": 5,
        "people": 2,
        "members": 2,
        "tenures": 2,
        "training_classes": 1,
        "training_courses": 1,
        "training_records": 1,
        "post_quotas": 1,
        "annual_assessments": 1,
        "workdays": 1,
    }
    assert not plan.writes


def test_no_cell_of_a_csv_begins_like_a_formula(root):
    user = next(officers(root))
    text = "".join(csv_lines(make_user(Role.TRAINING_OFFICER, root), "training_classes"))
    assert [row[1] for row in csv.reader(io.StringIO(text[1:]))] == ["名称", "'=HYPERLINK(1)"]
    assert not any(row[0][:1] in "=+-@" for row in csv.reader(io.StringIO("".join(csv_lines(user, "people")))) if row)


def test_no_cell_of_a_workbook_is_a_formula(root, tmp_path):
    path = tmp_path / "x.xlsx"
    take_table_out("training_classes", path, by=Acting(make_user(Role.TRAINING_OFFICER, root)))
    cells = [cell for row in openpyxl.load_workbook(path).active for cell in row]
    assert {cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"} == {"s"}


def test_only_visible_rows_leave(root):
    branch = make_user(Role.ORGANIZATION_OFFICER, Organization.objects.get(code="b2"))
    text = "".join(csv_lines(branch, "people"))
    assert "例二" in text
    assert "单一例" not in text


def test_family_and_sanctions_leave_by_their_own_officers_only(root, tmp_path):
    user = make_user(Role.ORGANIZATION_OFFICER, root)
    for table in ("family_members", "sanctions", "appointment_cases"):
        with pytest.raises(NotAllowed):
            take_table_out(table, tmp_path / f"{table}.csv", by=Acting(user))


def test_taking_out_leaves_an_entry_with_the_number_of_rows(root, tmp_path):
    user = make_user(Role.ORGANIZATION_OFFICER, root)
    assert take_table_out("people", tmp_path / "p.csv", by=Acting(user)) == 2
    entry = Entry.objects.get(verb="exchange.table.taken_out")
    assert (entry.actor, entry.object) == (user.username, "exchange.table:people")


def test_what_lies_sealed_is_not_in_a_file_without_a_reason(root, tmp_path):
    seal(NUMBER)
    for user in officers(root):
        take_table_out("people", tmp_path / "people.csv", by=Acting(user))
        text = (tmp_path / "people.csv").read_text("utf-8")
        assert NUMBER not in text
        assert "身份证号" not in text  # a column that is there and empty would empty it again
    plan = load_dataset(tmp_path / "people.csv", by=BY)
    assert not plan.writes


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_for_a_reason_it_leaves_and_the_person_is_named(root, tmp_path, ending):
    person = seal(NUMBER)
    path = tmp_path / f"people.{ending}"
    take_table_out("people", path, reason="向市委组织部报送", by=Acting(make_user(Role.CADRE_OFFICER, root)))
    assert NUMBER in (path.read_text("utf-8") if ending == "csv" else cells(path))
    entry = Entry.objects.get(verb="people.sealed.taken_out")
    assert f"{NAMED}{person.record_key}" in entry.payloads.values_list("key", flat=True)
    assert any("身份证号" in (row.content or "") and "报送" in (row.content or "") for row in entry.payloads.all())


def test_only_who_may_open_sealed_fields_takes_them_out(root, tmp_path):
    with pytest.raises(NotAllowed):
        take_table_out(
            "people", tmp_path / "x.csv", reason="想看看", by=Acting(make_user(Role.ORGANIZATION_OFFICER, root))
        )
    assert not Entry.objects.filter(verb__in=["people.sealed.taken_out", "exchange.table.taken_out"]).exists()


def test_relatives_leave_for_a_reason_only(root, tmp_path):
    with pytest.raises(Invalid, match="写明用途"):
        take_table_out("family_members", tmp_path / "x.csv", by=Acting(make_user(Role.CADRE_OFFICER, root)))


def seal(number):
    person = Person.objects.get(code="p1")
    with recording(BY.actor, "tests.row.changed", person) as change:
        person.id_number = number
        change.save(person)
    return person


def cells(path):
    sheet = openpyxl.load_workbook(path).active
    return [value for row in sheet.iter_rows(values_only=True) for value in row]
