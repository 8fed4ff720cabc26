"""Who sees which findings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.compliance.conftest import Tree
from tests.factories import make_user
from zugong.accounts.enums import OFFICERS, Administration, Role
from zugong.compliance.models import Change, Finding, Run, RunKind
from zugong.compliance.scope import ADVERSE_RULES, ROLES_BY_KIND, visible_kinds
from zugong.compliance.selectors.changes import changes_since
from zugong.compliance.selectors.counts import counts
from zugong.organizations.models import Organization


def seen(role: Role | Administration, over: Organization | None = None) -> set[tuple[str, str]]:
    rows = Finding.objects.filter(run__kind="current").visible_to(make_user(role, over))
    return set(rows.values_list("subject_kind", "subject_id"))


def test_officer_sees_own_part_of_the_tree(judged: Tree) -> None:
    assert seen(Role.ORGANIZATION_OFFICER, judged.root) >= {("organization", "b1"), ("organization", "b2")}
    in_the_east = seen(Role.ORGANIZATION_OFFICER, judged.east)
    assert ("organization", "b1") in in_the_east
    assert not {identifier for _, identifier in in_the_east} & {"b2", "w", "root"}


def test_branch_secretary_sees_the_branch_and_nobody_in_it(judged: Tree) -> None:
    assert {kind for kind, _ in seen(Role.BRANCH_SECRETARY, judged.first)} == {"organization", "meeting"}
    assert {key for kind, key in seen(Role.BRANCH_SECRETARY, judged.first) if kind == "organization"} == {"b1"}


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_findings_that_rest_on_a_sanction_are_for_three_roles(judged: Tree, role: str) -> None:
    rows = Finding.objects.filter(rule__in=ADVERSE_RULES).visible_to(make_user(Role(role), judged.root))
    assert rows.exists() == (role in {"cadre_officer", "discipline_officer", "department_head"})


def about_the_person(judged: Tree, rule: str) -> Finding:
    run = Run.objects.get(kind=RunKind.CURRENT)
    values = {"subject_kind": "person", "subject_id": "p1", "outcome": "fail", "force": "must", "citation": ""}
    return Finding.objects.create(run=run, rule=rule, organization=judged.first, **values)


@pytest.mark.parametrize("role", sorted(OFFICERS))
@pytest.mark.parametrize(
    ("rule", "seen_by"),
    [
        ("register.family_births", {"cadre_officer"}),
        ("register.dossier_settled", {"cadre_officer", "discipline_officer", "department_head"}),
        ("register.work_age", set(ROLES_BY_KIND["person"])),
    ],
)
def test_findings_of_the_register_are_for_those_who_see_what_they_rest_on(
    judged: Tree, rule: str, seen_by: set[str], role: str
) -> None:
    finding, user = about_the_person(judged, rule), make_user(Role(role), judged.root)
    assert Finding.objects.visible_to(user).filter(pk=finding.pk).exists() == (role in seen_by)
    assert Finding.objects.filter(pk=finding.pk).of_rules({rule: "person"}, user).exists() == (role in seen_by)


@pytest.mark.parametrize("nobody", [Administration.SYSTEM, Administration.AUDIT, Role.PERSON, Role.SCRUTINEER])
def test_others_see_none(judged: Tree, nobody: Role | Administration) -> None:
    assert seen(nobody, judged.root) == set()


def test_two_roles_add_up_but_do_not_lend_each_other_their_place(judged: Tree) -> None:
    """A cadre officer in the west who is branch secretary in the east sees no person of the east."""
    from datetime import date

    from tests.factories import add
    from zugong.organizations.models import RoleGrant

    user = make_user(Role.CADRE_OFFICER, judged.west)
    grant = RoleGrant(user=user, role=Role.BRANCH_SECRETARY, organization=judged.first, since=date(2020, 1, 1))
    add(grant)
    rows = Finding.objects.visible_to(user)
    assert rows.filter(subject_id="b1").exists()
    assert not rows.filter(subject_kind="person").exists()
    assert visible_kinds(user) == ROLES_BY_KIND.keys()


def test_counts_agree_with_the_rows_for_every_role(judged: Tree) -> None:
    run = Finding.objects.filter(run__kind="current")[0].run
    kinds = dict(run.findings.values_list("rule", "subject_kind"))
    for role in OFFICERS:
        for over in (judged.root, judged.east, judged.first):
            user = make_user(Role(role), over)
            rows = run.findings.all().visible_to(user)
            assert sum(counts(run, kinds, user).values()) == rows.count()
            below = rows.under(judged.first).count()
            assert sum(counts(run, kinds, user, judged.first).values()) == below


def test_changes_are_seen_like_findings(judged: Tree) -> None:
    now = timezone.now()
    about = {"rule": "branch_life.committee_monthly", "subject_kind": "organization", "period": "2026-02"}
    for place in (judged.first, judged.second):
        Change.objects.create(subject_id=place.code, subject_name=place.name, organization=place, was="pass",
                              became="fail", at=now, **about)  # fmt: skip
    east = make_user(Role.ORGANIZATION_OFFICER, judged.east)
    assert [each.subject_id for each in changes_since(east, now - timedelta(days=1), 10)] == ["b1"]
    assert changes_since(east, now, 10) == []
