"""What the judge puts on somebody's desk."""

from __future__ import annotations

from datetime import date

from tests.compliance.conftest import TODAY, Tree
from tests.factories import make_user
from zugong.accounts.enums import Role
from zugong.compliance.models import Finding, Run, RunKind
from zugong.www.compliance.duties import duties_of_branches, units_behind


RULE = "branch_life.committee_monthly"


def still_open(period: str, subject: str = "b2") -> None:
    still, _ = Run.objects.get_or_create(
        kind=RunKind.OPEN, defaults={"as_of": TODAY, "since": TODAY, "at": "2026-03-20T02:00Z", "seconds": 1.0}
    )
    found = Finding.objects.get(run__kind=RunKind.CURRENT, rule=RULE, subject_id=subject)
    found.pk, found.run, found.period, found.actual, found.outcome = None, still, period, "0 次", "fail"
    found.save()


def test_secretary_is_told_what_is_not_done_and_by_when(judged: Tree) -> None:
    for period in ("2026-03", "2026-Q1", "2026"):
        still_open(period)
    told = list(duties_of_branches(make_user(Role.BRANCH_SECRETARY, judged.second), TODAY))
    assert [duty.due_on for duty in told] == [date(2026, 3, 31), date(2026, 3, 31)]  # the year is far off
    assert told[0].about == "示例b2"
    assert "0 次" in told[0].note
    assert list(duties_of_branches(make_user(Role.BRANCH_SECRETARY, judged.first), TODAY)) == []
    assert list(duties_of_branches(make_user(Role.ORGANIZATION_OFFICER, judged.root), TODAY)) == []


def test_officer_is_told_of_units_not_of_branches(judged: Tree) -> None:
    (duty,) = units_behind(make_user(Role.ORGANIZATION_OFFICER, judged.root), TODAY)
    assert duty.about == "示例西街道"
    assert duty.title == "2026年02月有 1 个支部三会一课不合规"
    assert list(units_behind(make_user(Role.ORGANIZATION_OFFICER, judged.east), TODAY)) == []
    assert list(units_behind(make_user(Role.CADRE_OFFICER, judged.root), TODAY)) == []
