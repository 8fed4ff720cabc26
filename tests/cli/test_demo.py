"""`zugong demo`: makes the sample once, tells its accounts, keeps off real data."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

from tests.factories import make_user
from zugong.accounts.enums import Administration, Role
from zugong.accounts.models import Installation, User
from zugong.accounts.passwords import LongEnough
from zugong.approvals.models import Approval
from zugong.cli.demo.accounts import ACCOUNTS, PASSWORD
from zugong.cli.main import main
from zugong.organizations.models import Organization, RoleGrant
from zugong.samples import canonical, living


pytestmark = pytest.mark.django_db

ROWS = [
    {"organization_id": "r", "name": "示例区委", "kind": "committee"},
    {"organization_id": "u", "name": "示例局", "parent_id": "r", "kind": "unit"},
    {"organization_id": "b", "name": "示例支部", "parent_id": "u", "kind": "branch", "has_committee": True},
]


def small_district(day: date) -> dict[str, pa.Table]:
    return {"organizations": canonical.from_rows("organizations", ROWS)}


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr("zugong.cli.demo.founding.living_district", small_district)
    monkeypatch.setattr("zugong.cli.upgrade.prepare_desk", lambda: None)
    monkeypatch.setattr("zugong.compliance.refreshing.refresh", lambda: None)


def test_every_role_and_administration_gets_an_account_that_can_sign_in(capsys):
    assert main(["demo"]) == 0
    assert {account.role for account in ACCOUNTS} == set(Role)
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(Role.values)
    assert set(User.objects.exclude(administration="").values_list("administration", flat=True)) == set(
        Administration.values
    )
    for user in User.objects.all():
        assert user.check_password(PASSWORD)
        assert not user.password_must_change
    assert Installation.objects.get().is_sample
    said = capsys.readouterr().out
    assert PASSWORD in said
    assert all(account.username in said for account in ACCOUNTS)


def test_names_are_marked_as_invented():
    assert all(account.name.endswith("（示例）") for account in ACCOUNTS)
    LongEnough(12).validate(PASSWORD)


def test_secretaries_get_a_unit_and_a_branch_and_something_waits_for_a_decision():
    main(["demo"])
    assert RoleGrant.objects.get(role=Role.UNIT_SECRETARY).organization.code == "u"
    assert RoleGrant.objects.get(role=Role.BRANCH_SECRETARY).organization.code == "b"
    assert Approval.objects.count() == 1


def test_a_second_run_changes_nothing():
    main(["demo"])
    before = User.objects.count(), Organization.objects.count()
    assert main(["demo"]) == 0
    assert (User.objects.count(), Organization.objects.count()) == before


def test_real_data_are_left_alone(capsys):
    make_user(username="somebody")
    assert main(["demo"]) == 2
    assert "不是示例数据" in capsys.readouterr().err
    assert not Installation.objects.exists()


def test_a_founded_installation_is_left_alone():
    Installation.objects.create(name="真实的区")
    assert main(["demo"]) == 2


def test_a_failure_leaves_nothing(monkeypatch):
    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr("zugong.cli.demo.founding._open_accounts", broken)
    with pytest.raises(RuntimeError):
        main(["demo"])
    assert not User.objects.exists()
    assert not Organization.objects.exists()


def test_the_sample_district_knows_nothing_of_the_days_to_come():
    day = date(2026, 3, 31)
    tables = living.living_district(day)
    for name, column in living.HAPPENED.items():
        assert max(value for value in tables[name][column].to_pylist() if value) <= day, name
    assert {value.year for value in tables["meetings"]["held_on"].to_pylist()} == {2025, 2026}
    meetings = tables["meetings"]["meeting_id"].to_pylist()
    assert len(set(meetings)) == len(meetings)
    undecided = [row for row in tables["appointment_cases"].to_pylist() if row["decided_on"] is None]
    assert undecided
    assert not any(row["decision_present"] for row in undecided)


def test_the_year_before_was_a_year_of_training():
    """Nobody is blamed for records that were never invented: most secretaries and members fulfilled their hours."""
    tables = living.living_district(date(2026, 3, 31))
    records = tables["training_records"].to_pylist()
    hours = dict.fromkeys(tables["members"]["person_id"].to_pylist(), 0)
    for row in records:
        if row["ended_on"].year == 2025 and row["person_id"] in hours:
            hours[row["person_id"]] += row["hours"]
    short = [person for person, done in hours.items() if done < 32_000_000]
    assert 0.02 < len(short) / len(hours) < 0.08
    classes = tables["training_classes"]["class_id"].to_pylist()
    assert len(set(classes)) == len(classes)
    assert {row["class_id"] for row in records} - {None} <= set(classes)
    assert {row["class_id"] for row in tables["training_courses"].to_pylist()} <= set(classes)
