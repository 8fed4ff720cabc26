"""From which day on an installation is judged, and who may change it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.conftest import TODAY, Tree
from tests.factories import make_user
from zugong.accounts.acting import Acting
from zugong.accounts.enums import Role
from zugong.accounts.models import Installation
from zugong.audit.models import Entry
from zugong.compliance import judging
from zugong.compliance.actions import change_judged_since as action
from zugong.compliance.actions.ask_judgement import ask_past_judgement
from zugong.compliance.actions.change_judged_since import change_judged_since
from zugong.compliance.models import Run, RunKind
from zugong.compliance.refreshing import first_day, judge_past, refresh
from zugong.core.errors import Invalid, NotAllowed
from zugong.gates.law import live_book
from zugong.organizations.models import Organization
from zugong.regulations.book import select


RULES = ["branch_life.committee_monthly", "training.secretary_yearly", "organization.term_renewal"]


@pytest.fixture
def desk(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> Installation:
    book = select(live_book(), RULES)
    monkeypatch.setattr(judging, "live_book", lambda: book)
    return Installation.objects.create(name="示例区委组织部")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Judgements asked for while the test runs."""
    found: list[bool] = []
    monkeypatch.setattr(action, "queue", lambda now, at_once: found.append(at_once))
    return found


def officer(role: Role, over: Organization) -> Acting:
    return Acting(make_user(role, over), role.value)


def test_an_installation_is_judged_from_the_year_it_is_made_in(desk: Installation) -> None:
    assert desk.judged_since == date(2026, 1, 1)
    run = refresh()
    assert run.since == date(2026, 1, 1)
    assert set(run.findings.exclude(period="").values_list("period", flat=True)) == {"2026-01", "2026-02"}


@pytest.mark.parametrize(
    ("since", "first"),
    [
        (date(2020, 5, 1), date(2025, 1, 1)),
        (date(2025, 4, 1), date(2025, 4, 1)),
        (date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
def test_two_years_are_shown_at_most(desk: Installation, since: date, first: date) -> None:
    Installation.objects.update(judged_since=since)
    assert first_day(TODAY) == first


def test_nothing_is_open_that_will_never_be_judged(desk: Installation) -> None:
    Installation.objects.update(judged_since=date(2026, 2, 1))
    assert refresh().since == date(2026, 2, 1)
    still = Run.objects.get(kind=RunKind.OPEN)
    assert set(still.findings.exclude(period="").values_list("period", flat=True)) == {"2026-03"}


def test_past_days_reach_back_as_far(desk: Installation) -> None:
    Installation.objects.update(judged_since=date(2026, 1, 10))
    with pytest.raises(Invalid, match="自 2026-01-10 起核查"):
        ask_past_judgement(date(2026, 1, 9), by=Acting.program("test"))
    assert judge_past(date(2026, 3, 1)).since == date(2026, 1, 10)


@pytest.mark.parametrize("role", [Role.ORGANIZATION_OFFICER, Role.DEPARTMENT_HEAD])
def test_the_day_is_changed_on_record_and_judged_again(
    desk: Installation, tree: Tree, asked: list[bool], role: Role
) -> None:
    by = officer(role, tree.root)
    change_judged_since(date(2025, 7, 1), by=by)
    assert Installation.objects.get().judged_since == date(2025, 7, 1)
    assert Entry.objects.filter(verb="compliance.judged_since.changed").count() == 1
    change_judged_since(date(2025, 7, 1), by=by)
    assert Entry.objects.filter(verb="compliance.judged_since.changed").count() == 1
    assert asked == [True]


@pytest.mark.parametrize("day", [date(2026, 3, 21), date(1999, 12, 31)])
def test_a_day_to_come_is_refused(desk: Installation, tree: Tree, asked: list[bool], day: date) -> None:
    with pytest.raises(Invalid, match="起始日应在 2000-01-01 至 2026-03-20 之间"):
        change_judged_since(day, by=officer(Role.DEPARTMENT_HEAD, tree.root))
    assert (Installation.objects.get().judged_since, asked) == (date(2026, 1, 1), [])


def test_nobody_else_changes_it(desk: Installation, tree: Tree, asked: list[bool]) -> None:
    for by in (officer(Role.ORGANIZATION_OFFICER, tree.east), officer(Role.CADRE_OFFICER, tree.root)):
        with pytest.raises(NotAllowed):
            change_judged_since(date(2025, 7, 1), by=by)
    assert (Installation.objects.get().judged_since, asked) == (date(2026, 1, 1), [])


def test_without_an_installation_it_says_what_to_do(tree: Tree, asked: list[bool]) -> None:
    with pytest.raises(Invalid, match="zugong init"):
        change_judged_since(date(2025, 7, 1), by=officer(Role.DEPARTMENT_HEAD, tree.root))
