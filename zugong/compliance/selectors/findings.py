"""Findings as lists: of one subject, of a rule, of a topic; and what has become of one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, Value
from django.db.models.functions import Concat

from zugong.compliance.models import Change, Finding, Run
from zugong.compliance.scope import FindingQuerySet
from zugong.compliance.selectors.runs import current_run
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization


LATEST_CHANGES = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to. `rules` with the kind of their subjects; an empty text means all."""

    rules: Mapping[str, str]
    outcomes: Collection[str]
    under: Organization | None = None
    text: str = ""


def listed_findings(run: Run, asked: Asked, user: Any) -> FindingQuerySet:
    """The findings an account sees in a run, what needs work first, then by rule and subject."""
    rows = Finding.objects.filter(run=run, outcome__in=asked.outcomes).of_rules(asked.rules, user)
    if asked.under is not None:
        rows = rows.under(asked.under)
    if asked.text:
        rows = rows.filter(Q(subject_name__icontains=asked.text) | Q(subject_id=asked.text))
    return rows.order_by("rule", "period", "outcome", "organization", "pk")


def findings_of(kind: str, identifier: str, user: Any, run: Run | None = None) -> FindingQuerySet:
    """What the current run (or another) says of one subject, as far as the account sees it, by rule and period."""
    rows = Finding.objects.filter(run=run or current_run(), subject_kind=kind, subject_id=identifier)
    by_rule = Concat("rule", Value(""))  # the bare column would have SQLite walk every rule of the run in order
    return rows.of_kind_visible_to(kind, user).order_by(by_rule, "-period")


def history_of(finding: Finding) -> list[Change]:
    """When this finding came, turned and went, the latest first."""
    same = Change.objects.filter(
        subject_kind=finding.subject_kind, subject_id=finding.subject_id, rule=finding.rule, period=finding.period
    )
    return list(same.order_by("-at", "-pk")[:LATEST_CHANGES])


OPEN_OUTCOMES = (Outcome.FAIL.value, Outcome.UNKNOWN.value)
"""What somebody has to do something about."""
