"""A small tree with findings, made by the judge itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine
from django.utils import timezone

from tests.factories import add, make_member, make_organization
from zugong.compliance.bulk import kept_findings
from zugong.compliance.judging import period_kind
from zugong.compliance.models import Run, RunKind
from zugong.compliance.tallies import replace_tallies, tallied
from zugong.meetings.models import Meeting
from zugong.organizations.models import Organization
from zugong.people.models import Person, Sanction


TODAY = date(2026, 3, 20)


@dataclass
class Tree:
    """A root, two streets below it, a branch in each; a person under a sanction in the first branch."""

    root: Organization
    east: Organization
    west: Organization
    first: Organization
    second: Organization
    person: Person


@pytest.fixture
def today() -> Iterator[date]:
    with time_machine.travel(f"{TODAY}T02:00:00+00:00", tick=False):
        yield TODAY


@pytest.fixture
def tree(db: None, today: date) -> Tree:
    root = make_organization("示例区委", code="root")
    east, west = (make_organization(f"示例{name}街道", root, code=code) for name, code in (("东", "e"), ("西", "w")))
    first, second = (
        make_organization(
            f"示例{name}支部", above, code=code, kind="branch", has_committee=True, founded_on=date(2010, 1, 1)
        )
        for name, above, code in (("第一", east, "b1"), ("第二", west, "b2"))
    )
    person = add(Person(code="p1", name="示例甲", home=first))
    make_member(person, first, branch_post="secretary")
    add(Sanction(code="s1", person=person, kind="party_warning", decided_on=date(2025, 5, 1)))
    for month in (1, 2):
        hold(first, date(2026, month, 9))
    hold(second, date(2026, 1, 9))
    return Tree(root, east, west, first, second, person)


def hold(branch: Organization, day: date, kind: str = "branch_committee_meeting") -> Meeting:
    number = Meeting.objects.count() + 1
    found: Meeting = add(
        Meeting(code=f"m{number}", organization=branch, kind=kind, held_on=day, expected=3, present=3)
    )
    return found


FINDINGS = (
    ("branch_life.committee_monthly", "organization", "b1", "2026-02", "pass", "first"),
    ("branch_life.committee_monthly", "organization", "b2", "2026-02", "fail", "second"),
    ("branch_life.committee_quorum", "meeting", "m1", "", "pass", "first"),
    ("training.secretary_yearly", "person", "p1", "2025", "fail", "first"),
    ("assessment.sanction_effect", "person", "p1", "2025", "unknown", "first"),
    ("organization.post_quota", "post_quota", "e/section_deputy", "", "pass", "east"),
    ("appointment.vetting.team", "appointment_case", "c1", "", "fail", "first"),
    ("assessment.weights_sum", "scheme", "objective", "", "fail", None),
)
"""Rule, kind, subject, period, outcome, and where of the tree it hangs."""


@pytest.fixture
def judged(tree: Tree) -> Tree:
    """The tree with a run of findings written by hand, one of each kind; judging takes longer than a test should."""
    run = Run.objects.create(kind=RunKind.CURRENT, as_of=TODAY, since=date(2025, 1, 1), at=timezone.now(), seconds=1.0)
    for rule, kind, subject, period, outcome, place in FINDINGS:
        run.findings.create(
            rule=rule,
            subject_kind=kind,
            subject_id=subject,
            subject_name=f"示例{subject}",
            period=period,
            outcome=outcome,
            organization=place and getattr(tree, place),
            force="must",
            actual="1 次",
            required="≥ 1 次",
            citation=CITATION,
        )
    kinds = {rule: (kind, period_kind(period)) for rule, kind, _, period, *_ in FINDINGS}
    run.summary = [
        {"rule": rule, "subject_kind": kind, "period_kind": period} for rule, (kind, period) in kinds.items()
    ]
    run.save()
    replace_tallies(run, tallied(kept_findings(run)))
    return tree


CITATION = "branch-work-regulations-2018#12"
