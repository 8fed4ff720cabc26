"""Loading as an account: only the tables of its role, only rows below its grant, whatever the file says."""

from __future__ import annotations

import pytest

from tests.exchange.making import DISTRICT, load, write
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.exchange.planning import Plan, make_plan
from zugong.exchange.reach import Reach
from zugong.organizations.models import Organization


pytestmark = pytest.mark.django_db


@pytest.fixture
def place(tmp_path):
    load(tmp_path / "first", **DISTRICT)
    return tmp_path / "next"


def plan_as(role: Role, over: str, place, **tables) -> Plan:
    user = make_user(role, Organization.objects.get(code=over))
    return make_plan(write(place, **tables), Reach(user))


def faults(plan: Plan) -> list[tuple[int | None, str]]:
    return [(problem.row, problem.reason) for problem in plan.problems]


MEETINGS = [
    ("编号", "组织编号", "类型", "日期"),
    ("m1", "b1", "主题党日", "2026-05-06"),
    ("m2", "b2", "主题党日", "2026-05-06"),
]


def test_rows_of_other_branches_are_refused_one_by_one(place):
    plan = plan_as(Role.BRANCH_SECRETARY, "b1", place, 组织生活=MEETINGS)
    [(row, reason)] = faults(plan)
    assert row == 3
    assert reason.endswith("或不在您负责的范围内")


def test_tables_of_other_sections_are_refused_as_a_whole(place):
    plan = plan_as(Role.BRANCH_SECRETARY, "b1", place, 人员=DISTRICT["人员"])
    assert faults(plan) == [(None, "您的岗位不能导入“人员”，整张表没有导入")]
    assert plan.counts == ()


def test_stored_rows_of_others_cannot_be_taken_over(place):
    load(place, 组织生活=MEETINGS)
    moved = [MEETINGS[0], ("m2", "b1", "主题党日", "2026-05-06")]
    plan = plan_as(Role.BRANCH_SECRETARY, "b1", place, 组织生活=moved)
    assert faults(plan) == [(2, "这一行已在系统里，但不在您负责的范围内")]


def test_people_of_others_cannot_be_changed(place):
    rows = [("编号", "姓名"), ("p1", "例一"), ("p2", "例二改名")]
    assert [row for row, _ in faults(plan_as(Role.CADRE_OFFICER, "u", place, 人员=rows))] == [3]


def test_people_of_others_cannot_be_pulled_into_ones_own_branch(place):
    rows = [("人员编号", "支部编号", "状态", "转入日期"), ("p2", "b1", "正式", "2026-01-01")]
    [(row, reason)] = faults(plan_as(Role.ORGANIZATION_OFFICER, "u", place, 党员组织关系=rows))
    assert (row, "不在您负责的范围内" in reason) == (2, True)


def test_posts_held_elsewhere_may_be_named(place):
    rows = [("人员编号", "职务", "单位编号", "起", "止"), ("p1", "干事", "b2", "2005-01-01", "2006-01-01")]
    assert faults(plan_as(Role.CADRE_OFFICER, "u", place, 任职经历=rows)) == []


def test_new_people_of_an_officer_below_are_managed_below(place):
    plan = plan_as(Role.CADRE_OFFICER, "u", place, 人员=[("编号", "姓名"), ("p7", "例七")])
    home = plan.merge.reach.first_home()
    assert home is not None
    assert home.code == "u"


def test_nobody_hangs_an_organization_below_others_or_makes_a_new_root(place):
    rows = [("编号", "名称", "上级编号", "类别"), ("n1", "新支部", "b2", "党支部"), ("n2", "新党委", "", "党委")]
    reasons = dict(faults(plan_as(Role.ORGANIZATION_OFFICER, "u", place, 党组织与单位=rows)))
    assert set(reasons) == {2, 3}
    assert reasons[3] == "没有上级"


def test_the_top_of_ones_own_tree_keeps_its_superior_outside(place):
    rows = [("编号", "名称", "上级编号", "类别"), ("u", "改了名的局", "r", "单位")]
    assert faults(plan_as(Role.ORGANIZATION_OFFICER, "u", place, 党组织与单位=rows)) == []


@pytest.mark.parametrize(("over", "refused"), [("r", False), ("u", True)])
def test_tables_without_an_organization_belong_to_the_whole(place, over, refused):
    rows = [("编号", "名称"), ("t1", "示例班")]
    assert bool(faults(plan_as(Role.TRAINING_OFFICER, over, place, 培训班次=rows))) is refused


def test_a_grant_that_ended_opens_nothing(place):
    user = make_user(None)
    plan = make_plan(write(place, 组织生活=MEETINGS), Reach(user))
    assert plan.counts == ()
