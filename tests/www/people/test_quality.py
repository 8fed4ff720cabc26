"""The page of faults of the register."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.factories import make_organization, make_person, make_user
from zugong.accounts.enums import Role
from zugong.accounts.models import User
from zugong.audit.models import Entry
from zugong.compliance.bulk import kept_findings
from zugong.compliance.models import Finding, Run, RunKind
from zugong.compliance.tallies import replace_tallies, tallied
from zugong.organizations.models import Organization
from zugong.people.models import Person


pytestmark = pytest.mark.django_db

PAGE = "/people/quality/"
MUST, GENERALLY, UNKNOWN, FAMILY = (
    "register.party_age", "register.work_age", "register.career_gap", "register.family_spouse",
)  # fmt: skip


@pytest.fixture
def run() -> Run:
    summary = [
        {
            "rule": rule,
            "subject_kind": "person",
            "period_kind": "",
            "pass": 0,
            "fail": 0,
            "unknown": 0,
            "not_applicable": 0,
        }
        for rule in (MUST, GENERALLY, UNKNOWN, FAMILY)
    ]
    values = {"as_of": date(2026, 3, 20), "since": date(2026, 1, 1), "law": "", "seconds": 0.1}
    return Run.objects.create(kind=RunKind.CURRENT, at=datetime.now(UTC), summary=summary, **values)


def fault(run: Run, rule: str, home: Organization, outcome: str = "fail") -> Person:
    person = make_person(home=home)
    Finding.objects.create(
        run=run,
        rule=rule,
        subject_kind="person",
        subject_id=person.code,
        subject_name=person.name,
        organization=home,
        outcome=outcome,
        force="must",
        actual=f"实际情况{person.code}",
        citation="register-quality#career",
    )
    return person


def shown(user: User, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_faults_are_counted_by_rule_and_unit_and_lead_to_the_person(run: Run) -> None:
    root = make_organization()
    unit = make_organization("示例农业局", root)
    wrong, odd, blank = fault(run, MUST, unit), fault(run, GENERALLY, unit), fault(run, UNKNOWN, unit, "unknown")
    replace_tallies(run, tallied(kept_findings(run)))
    page = shown(make_user(Role.CADRE_OFFICER, root))
    for words in ("须改正 1", "宜核对 1", "提示 1", "入党时已满十八岁", "示例农业局"):
        assert words in page
    for person in (wrong, odd, blank):
        assert f'href="/people/{person.pk}/"' in page
        assert f"实际情况{person.code}" in page


def test_only_what_is_asked_for(run: Run) -> None:
    root = make_organization()
    one, two = make_organization(parent=root), make_organization(parent=root)
    here, there = fault(run, MUST, one), fault(run, GENERALLY, two)
    user = make_user(Role.CADRE_OFFICER, root)
    for query, wanted in (
        (f"?under={one.code}", here),
        ("?severity=mend", here),
        ("?severity=look", there),
        (f"?rule={GENERALLY}", there),
        (f"?text={here.code}", here),
    ):
        other = there if wanted is here else here
        page = shown(user, query)
        assert f"实际情况{wanted.code}" in page, query
        assert f"实际情况{other.code}" not in page, query


def test_nothing_of_another_part_of_the_tree(run: Run) -> None:
    root = make_organization()
    mine, other = make_organization(parent=root), make_organization("示例他处", root)
    stranger = fault(run, MUST, other)
    user = make_user(Role.CADRE_OFFICER, mine)
    assert f"实际情况{stranger.code}" not in shown(user)
    assert "没有这个单位" in shown(user, f"?under={other.code}")
    assert "示例他处" not in shown(user, f"?under={other.code}")


def test_faults_about_relatives_are_for_the_cadre_officer(run: Run) -> None:
    root = make_organization()
    person = fault(run, FAMILY, root)
    assert f"实际情况{person.code}" in shown(make_user(Role.CADRE_OFFICER, root))
    assert f"实际情况{person.code}" not in shown(make_user(Role.TRAINING_OFFICER, root))


def test_before_the_first_judgement_the_page_says_what_to_do() -> None:
    assert "还没有核查过" in shown(make_user(Role.CADRE_OFFICER, make_organization()))


def test_the_workbook_has_the_rows_asked_for_and_leaves_an_entry(run: Run) -> None:
    root = make_organization()
    person = fault(run, MUST, root)
    fault(run, GENERALLY, root)
    client = Client()
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    answer = client.post(f"{PAGE}export/?rule={MUST}")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert [row[:4] for row in rows[1:]] == [("须改正", "入党时已满十八岁", person.name, person.code)]
    assert Entry.objects.filter(verb="people.quality.taken_out").count() == 1


def test_queries_do_not_grow_with_rows(run: Run) -> None:
    root = make_organization()
    client = Client()
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    fault(run, MUST, root)

    def queries() -> int:
        client.get(PAGE)
        with CaptureQueriesContext(connection) as context:
            assert client.get(PAGE).status_code == 200
        return len(context)

    few = queries()
    for _ in range(12):
        fault(run, GENERALLY, make_organization(parent=root))
    assert queries() == few <= 20


def test_the_explanation_leads_to_the_person_to_be_mended(run: Run) -> None:
    root = make_organization()
    person = fault(run, UNKNOWN, root, "unknown")
    client = Client()
    client.force_login(make_user(Role.CADRE_OFFICER, root))
    page = client.get(f"/compliance/why/{Finding.objects.get().pk}/").content.decode()
    assert f'href="/people/{person.pk}/"' in page
    assert "按条文尽快补上" not in page
