"""What the address asks of the pages of findings: rule, part of the tree, year, outcome, day. Nothing else passes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest

from zugong.audit.recording import record_event
from zugong.compliance.models import Run
from zugong.compliance.selectors.rules import JudgedRule, judged_rules
from zugong.compliance.selectors.runs import past_runs, run_of
from zugong.compliance.staleness import is_stale
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization
from zugong.www.access import acting


LISTED_ORGANIZATIONS = 300
BRANCHING = ("committee", "leading_group", "general_branch")


@dataclass
class Asking:
    """A request for a page of findings, read against what the account may see."""

    request: HttpRequest

    def word(self, name: str) -> str:
        """One value of the query, without blanks around it."""
        return self.request.GET.get(name, "").strip()

    @cached_property
    def user(self) -> Any:
        return self.request.user

    @cached_property
    def run(self) -> Run | None:
        """Today's run, or that of the past day asked for."""
        return run_of(self.word("day"))

    @cached_property
    def is_past(self) -> bool:
        return self.run is not None and self.run.kind == "past"

    @cached_property
    def rules(self) -> list[JudgedRule]:
        """The rules of the run of which the account sees findings."""
        return judged_rules(self.run, self.user)

    @cached_property
    def under(self) -> Organization | None:
        """The part of the tree asked for; None for all the account sees. Raises Http404 for one it does not see."""
        code = self.word("under")
        if not code:
            return None
        found: Organization | None = Organization.objects.visible_to(self.user).filter(code=code).first()
        if found is None:
            record_event(
                acting(self.request).actor, "www.thing.out_of_scope", f"organizations.organization:{code}"[:200]
            )
            raise Http404
        return found

    @cached_property
    def outcome(self) -> str:
        asked = self.word("outcome")
        return asked if asked in set(Outcome) else ""

    @property
    def topic(self) -> str:
        return self.word("topic")

    @property
    def rule_key(self) -> str:
        return self.word("rule")

    @property
    def text(self) -> str:
        """Part of a name, or a whole number of a subject."""
        return self.word("text")[:60]

    @cached_property
    def year(self) -> int:
        """The year asked for, among those of the run; the latest otherwise."""
        assert self.run is not None
        asked = self.word("year")
        years = self.years
        return int(asked) if asked in map(str, years) else years[0]

    @property
    def years(self) -> list[int]:
        """The years of the run, the latest first."""
        return list(range(self.run.as_of.year, self.run.since.year - 1, -1)) if self.run else []

    @cached_property
    def scopes(self) -> list[Organization]:
        """Organizations with others below them that the account may choose from."""
        seen = Organization.objects.visible_to(self.user).filter(kind__in=BRANCHING)
        return list(seen.order_by("path")[:LISTED_ORGANIZATIONS])

    @property
    def past(self) -> list[Run]:
        return past_runs()

    @property
    def stale(self) -> bool:
        return not self.is_past and is_stale(self.run)

    @property
    def outcomes(self) -> list[Outcome]:
        return [Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE]

    def rule(self, rules: list[JudgedRule]) -> JudgedRule | None:
        """The rule asked for, among those; the first when it is not there, None when there are none."""
        asked = self.word("rule")
        return next((rule for rule in rules if rule.key == asked), rules[0] if rules else None)
