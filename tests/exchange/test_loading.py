"""Loading a data set: what is new, changed, unchanged; trees, homes, references; all or nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import time_machine

from tests.exchange.making import BY, DISTRICT, counts, load, write
from zugong.audit.models import Entry
from zugong.core.errors import NotAllowed
from zugong.exchange.actions.load_dataset import load_dataset
from zugong.exchange.models import ImportBatch
from zugong.meetings.models import Meeting
from zugong.organizations.models import Organization, PostQuota
from zugong.people.models import Member, Person, Tenure, TrainingRecord


pytestmark = pytest.mark.django_db


@pytest.fixture
def district(tmp_path):
    with time_machine.travel(date(2026, 6, 1)):
        load(tmp_path / "first", **DISTRICT)
        yield tmp_path / "next"


def test_a_first_load_adds_every_row(tmp_path):
    plan = load(tmp_path, **DISTRICT)
    assert not plan.problems
    assert counts(plan) == {
        "organizations": (5, 0, 0, 0),
        "people": (2, 0, 0, 0),
        "members": (2, 0, 0, 0),
        "tenures": (2, 0, 0, 0),
    }
    assert Person.objects.get(code="p1").born_on == date(1980, 5, 1)
    assert Person.objects.get(code="p2").education == ""


def test_the_same_load_again_changes_nothing(tmp_path):
    load(tmp_path, **DISTRICT)
    entries, batches = Entry.objects.count(), ImportBatch.objects.count()
    plan = load(tmp_path, **DISTRICT)
    assert {numbers[:2] for numbers in counts(plan).values()} == {(0, 0)}
    assert (Entry.objects.count(), ImportBatch.objects.count()) == (entries, batches)


def test_paths_follow_the_superiors_whatever_the_order_of_the_rows(tmp_path):
    head, *rows = DISTRICT["党组织与单位"]
    load(tmp_path, 党组织与单位=[head, *reversed(rows)])
    for row in Organization.objects.select_related("parent"):
        assert row.path == f"{row.parent.path if row.parent else ''}{row.pk}."


def test_a_moved_organization_takes_everything_below_along(district):
    load(district, 党组织与单位=[("编号", "名称", "上级编号", "类别"), ("c", "示例局党委", "r", "党委")])
    root, moved, branch = (Organization.objects.get(code=code) for code in ("r", "c", "b1"))
    assert moved.path == f"{root.pk}.{moved.pk}."
    assert branch.path == f"{root.pk}.{moved.pk}.{branch.pk}."


def test_names_get_their_pinyin(district):
    assert Person.objects.get(code="p1").pinyin.startswith("shan")  # 单 as a surname
    assert Organization.objects.get(code="u").pinyin.startswith("shiliju")


def test_people_are_managed_where_they_hold_their_post_else_in_their_branch(district):
    assert Person.objects.get(code="p1").home.code == "u"
    assert Person.objects.get(code="p2").home.code == "b2"


def test_somebody_of_whom_nothing_is_known_is_managed_at_the_root(district):
    load(district, 人员=[("编号", "姓名"), ("p3", "例三")])
    assert Person.objects.get(code="p3").home.code == "r"


def test_a_new_post_moves_home_and_the_end_of_the_old_one_too(district):
    heads = ("人员编号", "职务", "单位编号", "起", "止")
    load(district, 任职经历=[heads, ("p1", "副局长", "u", "2020-01-01", "2026-05-01")])
    assert Person.objects.get(code="p1").home.code == "b1"
    load(district, 任职经历=[heads, ("p1", "书记", "r", "2026-05-01", "")])
    assert Person.objects.get(code="p1").home.code == "r"


def test_columns_that_are_not_in_the_file_stay_as_they_are(district):
    plan = load(district, 人员=[("编号", "学历"), ("p1", "研究生")])
    person = Person.objects.get(code="p1")
    assert counts(plan)["people"] == (0, 1, 0, 0)
    assert (person.name, person.education, person.born_on) == ("单一例", "postgraduate", date(1980, 5, 1))


def test_an_empty_cell_empties_the_value(district):
    load(district, 人员=[("编号", "出生年月"), ("p1", "")])
    assert Person.objects.get(code="p1").born_on is None


def test_rows_that_are_not_in_the_file_stay(district):
    load(district, 人员=[("编号", "姓名"), ("p1", "单一例")])
    assert Person.objects.count() == 2


def test_a_file_alone_refers_to_what_is_stored(district):
    plan = load(district, 组织生活=[("编号", "组织编号", "类型", "日期"), ("m1", "b1", "主题党日", "2026-05-06")])
    assert not plan.problems
    assert Meeting.objects.get(code="m1").organization.code == "b1"


def test_a_broken_reference_says_where_and_what_to_do(district):
    plan = load(district, 组织生活=[("编号", "组织编号", "类型", "日期"), ("m1", "b9", "主题党日", "2026-05-06")])
    [problem] = plan.problems
    assert (problem.file, problem.row, problem.column, problem.value) == ("组织生活.csv", 2, "组织编号", "b9")
    assert "没有这个编号" in problem.reason
    assert problem.remedy
    assert not Meeting.objects.exists()


def test_a_reference_to_a_refused_row_is_refused_too(tmp_path):
    people = [("编号", "姓名", "出生年月"), ("p1", "例一", "不详"), ("p2", "例二", "")]
    plan = load(tmp_path, **(DISTRICT | {"人员": people}), only_good=True)
    assert counts(plan)["people"] == (1, 0, 0, 1)
    assert counts(plan)["members"] == (1, 0, 0, 1)
    assert list(Member.objects.values_list("person__code", flat=True)) == ["p2"]


def test_what_stands_below_a_refused_organization_is_refused_too(tmp_path):
    head, *rows = DISTRICT["党组织与单位"]
    rows[1] = ("u", "示例局", "r", "科室")
    plan = load(tmp_path, 党组织与单位=[head, *rows], only_good=True)
    assert set(Organization.objects.values_list("code", flat=True)) == {"r", "b2"}
    assert counts(plan)["organizations"] == (2, 0, 0, 3)


def test_faults_leave_everything_as_it_was(district):
    rows = [("编号", "姓名", "学历"), ("p1", "改了名", "大学"), ("p4", "", "大学")]
    plan = load(district, 人员=rows)
    assert len(plan.problems) == 1
    assert Person.objects.get(code="p1").name == "单一例"


def test_only_the_good_rows_are_loaded_when_asked(district):
    rows = [("编号", "姓名", "学历"), ("p1", "改了名", "大学"), ("p4", "", "大学")]
    load(district, 人员=rows, only_good=True)
    assert Person.objects.get(code="p1").name == "改了名"


def test_a_failure_in_the_middle_leaves_nothing(tmp_path, monkeypatch):
    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr("zugong.exchange.writing.Writer._move_home", broken)
    with pytest.raises(RuntimeError):
        load(tmp_path, **DISTRICT)
    assert not Organization.objects.exists()
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()


def test_a_cycle_made_with_stored_rows_is_refused(district):
    plan = load(district, 党组织与单位=[("编号", "名称", "上级编号", "类别"), ("u", "示例局", "b1", "单位")])
    assert "成环" in plan.problems[0].reason


def test_a_new_row_needs_a_name(district):
    plan = load(district, 人员=[("编号", "学历"), ("p9", "大学")])
    assert [problem.reason for problem in plan.problems] == ["新增的行必须填写"]


def test_text_that_is_too_long_is_refused(district):
    plan = load(district, 人员=[("编号", "姓名"), ("p1", "名" * 201)])
    assert [problem.reason for problem in plan.problems] == ["超过 200 字"]


def test_days_are_compared_with_the_stored_ones(district):
    assert not load(district, 党组织与单位=[("编号", "类别", "成立日期"), ("u", "单位", "2000-01-01")]).problems
    plan = load(district, 党组织与单位=[("编号", "类别", "撤销日期"), ("u", "单位", "1999-01-01")])
    assert [problem.reason for problem in plan.problems] == ["早于“成立日期”"]


def test_quotas_do_not_overlap_stored_ones(district):
    heads = ("单位编号", "层次", "核定职数", "起", "止")
    load(district, 职数=[heads, ("u", "乡科级副职", "3", "2020-01-01", "")])
    plan = load(district, 职数=[heads, ("u", "乡科级副职", "4", "2025-01-01", "")])
    assert "重叠" in plan.problems[0].reason
    closing = [heads, ("u", "乡科级副职", "3", "2020-01-01", "2025-01-01"), ("u", "乡科级副职", "4", "2025-01-01", "")]
    assert not load(district, 职数=closing).problems
    assert PostQuota.objects.count() == 2


def test_keys_with_an_empty_part_find_their_row_again(district):
    rows = [("人员编号", "支部编号", "状态", "转入日期"), ("p2", "b1", "正式", "")]
    load(district, 党员组织关系=rows)
    assert counts(load(district, 党员组织关系=rows))["members"] == (0, 0, 1, 0)
    assert Member.objects.filter(person__code="p2").count() == 2


def test_amounts_and_flags_arrive_exactly(district):
    heads = ("人员编号", "结束日期", "学时", "天数", "认可")
    rows = [heads, ("p1", "2026-03-01", "12.5", "1.25", "否")]
    load(district, 培训记录=rows)
    record = TrainingRecord.objects.get()
    assert (record.hours, record.days, record.recognized, record.class_id) == (
        Decimal("12.5"),
        Decimal("1.25"),
        False,
        "",
    )
    assert counts(load(district, 培训记录=rows))["training_records"] == (0, 0, 1, 0)


def test_the_sample_row_of_a_template_is_refused(district):
    plan = load(district, 人员=[("编号", "姓名"), ("示例行，导入前请删去", "示例姓名")])
    assert [problem.reason for problem in plan.problems] == ["这是模板里的示例行"]


def test_many_rows_make_entries_of_bounded_size(district):
    rows = [("编号", "姓名"), *((f"q{number:04}", f"例{number}") for number in range(1_201))]
    before = Entry.objects.filter(verb="exchange.rows.loaded").count()
    load(district, 人员=rows)
    assert Entry.objects.filter(verb="exchange.rows.loaded").count() == before + 3


def test_the_batch_says_what_was_loaded(district):
    batch = ImportBatch.objects.get()
    assert batch.user is None
    assert batch.status == "loaded"
    assert len(batch.sha256) == 64
    assert batch.counts["people"] == {"new": 2, "changed": 0, "unchanged": 0, "faulty": 0}


def test_tenures_elsewhere_are_matched_by_their_whole_key(district):
    heads = ("人员编号", "职务", "单位编号", "起", "层次")
    plan = load(district, 任职经历=[heads, ("p1", "副局长", "u", "2020-01-01", "乡科级正职")])
    assert counts(plan)["tenures"] == (0, 1, 0, 0)
    assert Tenure.objects.get(post="副局长").level == "section_principal"


def test_accounts_cannot_load_from_the_disk_of_the_server(tmp_path, django_user_model):
    from tests.factories import make_user
    from zugong.accounts.acting import Acting

    with pytest.raises(NotAllowed):
        load_dataset(write(tmp_path, **DISTRICT), by=Acting(make_user()))
    assert BY.user is None
