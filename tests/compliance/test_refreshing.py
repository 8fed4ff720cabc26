"""What is kept of a judgement, and what of it changes when the data does."""

from __future__ import annotations

from datetime import date

import pytest

from tests.compliance.conftest import TODAY, Tree, hold
from zugong.compliance import judging, storing
from zugong.compliance.models import Change, Finding, Run, RunKind, Tally
from zugong.compliance.refreshing import judge_past, refresh, tidy
from zugong.gates.law import live_book
from zugong.regulations.book import select
from zugong.regulations.findings import FINDING_COLUMNS


FEW = ["branch_life.committee*", "training.secretary_yearly", "organization.term_renewal"]


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept does not depend on how many rules there are; the whole book is judged where equality is tested."""
    book = select(live_book(), FEW)
    monkeypatch.setattr(judging, "live_book", lambda: book)


RULE = "branch_life.committee_monthly"


def outcomes(run: Run, rule: str = RULE, period: str = "2026-02") -> dict[str, str]:
    return dict(run.findings.filter(rule=rule, period=period).values_list("subject_id", "outcome"))


def test_findings_hang_where_their_subjects_do(tree: Tree) -> None:
    run = refresh()
    assert (run.kind, run.as_of, run.since) == (RunKind.CURRENT, TODAY, date(2025, 1, 1))
    assert outcomes(run) == {"b1": "pass", "b2": "fail"}
    kept = run.findings.get(rule=RULE, period="2026-02", subject_id="b2")
    assert (kept.organization, kept.subject_name, kept.actual) == (tree.second, "示例第二支部", "0 次")
    trained = run.findings.get(rule="training.secretary_yearly", period="2025")
    assert (trained.organization, trained.subject_name, trained.outcome) == (tree.first, "示例甲", "fail")
    assert (run.findings.filter(subject_kind="meeting").first() or kept).organization in (tree.first, tree.second)


def test_only_what_turned_is_written_and_noted(tree: Tree) -> None:
    before = refresh()
    numbers = dict(before.findings.values_list("pk", "rule"))
    assert not Change.objects.exists()
    hold(tree.second, date(2026, 2, 3))
    after = refresh()
    assert after.pk == before.pk
    assert outcomes(after) == {"b1": "pass", "b2": "pass"}
    assert numbers.items() <= dict(after.findings.values_list("pk", "rule")).items()
    turned = Change.objects.get(rule=RULE)
    assert (turned.subject_id, turned.period, turned.was, turned.became) == ("b2", "2026-02", "fail", "pass")
    assert turned.organization == tree.second


def test_what_is_gone_is_removed_and_noted(tree: Tree) -> None:
    refresh()
    tree.second.refresh_from_db()
    tree.second.dissolved_on = date(2026, 2, 1)
    from zugong.audit.recorded import door

    with door():
        tree.second.save()
    run = refresh()
    assert outcomes(run) == {"b1": "pass"}
    gone = Change.objects.get(rule=RULE, period="2026-02")
    assert (gone.was, gone.became) == ("fail", "")


@pytest.mark.parametrize("at_once", [0, 40_000])
def test_many_differences_are_written_beside(tree: Tree, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same findings result whether they are written over the old ones or beside them."""
    monkeypatch.setattr(storing, "IN_ONE_GO", at_once)
    refresh()
    hold(tree.second, date(2026, 2, 3))
    run = refresh()
    assert outcomes(run) == {"b1": "pass", "b2": "pass"}
    assert Change.objects.filter(rule=RULE).count() == 1
    assert sorted(Run.objects.values_list("kind", flat=True)) == ["current", "open"]
    assert set(Finding.objects.values_list("run", flat=True)) == set(Run.objects.values_list("pk", flat=True))


def test_open_periods_say_what_is_still_to_be_done(tree: Tree) -> None:
    hold(tree.first, date(2026, 3, 2))
    hold(tree.second, date(2026, 3, 28))  # planned, not held yet
    refresh()
    still = Run.objects.get(kind=RunKind.OPEN)
    assert outcomes(still, period="2026-03") == {"b1": "pass", "b2": "fail"}
    assert set(still.findings.exclude(period="").values_list("period", flat=True)) <= {"2026-03", "2026-Q1", "2026"}


def test_renewal_due_in_some_weeks_is_foreseen(tree: Tree) -> None:
    from zugong.audit.recorded import door

    tree.first.term_since, tree.second.term_since = date(2023, 5, 1), date(2023, 7, 1)
    tree.first.setting = tree.second.setting = "agency"
    with door():
        tree.first.save()
        tree.second.save()
    run = refresh()
    assert outcomes(run, "organization.term_renewal", "") == {"b1": "pass", "b2": "pass"}
    assert outcomes(Run.objects.get(kind=RunKind.OPEN), "organization.term_renewal", "") == {"b1": "fail"}


def test_past_day_is_judged_by_itself_and_forgotten(tree: Tree) -> None:
    refresh()
    past = judge_past(date(2026, 1, 31))
    again = judge_past(date(2026, 1, 31))
    assert list(Run.objects.filter(kind=RunKind.PAST)) == [again]
    assert outcomes(again, period="2026-01") == {"b1": "pass", "b2": "pass"}
    assert outcomes(again, period="2026-02") == {}
    Run.objects.filter(pk=again.pk).update(at="2026-03-01T00:00:00Z")
    tidy()
    assert not Run.objects.filter(kind=RunKind.PAST).exists()
    assert past.pk != again.pk


def test_tallies_add_up_to_the_findings(tree: Tree) -> None:
    run = refresh()
    whole = Tally.objects.filter(run=run, organization=None)
    assert sum(whole.values_list("many", flat=True)) == run.findings.count()
    assert whole.get(rule=RULE, period="2026-02", outcome="fail").many == 1


def test_empty_database_is_judged_without_findings(db: None) -> None:
    run = refresh()
    assert run.findings.count() == 0
    assert set(FINDING_COLUMNS) <= {field.name for field in Finding._meta.fields}
