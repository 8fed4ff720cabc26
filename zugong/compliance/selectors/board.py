"""The heat map of one rule: organizations down, periods across, a finding in each cell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zugong.compliance.models import Finding, Run
from zugong.compliance.scope import FindingQuerySet
from zugong.compliance.selectors.counts import counts
from zugong.core.dates import PeriodKind, period_of
from zugong.core.outcomes import Outcome
from zugong.organizations.models import Organization


BODY = r"(机关)?(党工委|工委|党委|党总支|总支|党组|委员会|委)$"
SHORTEST_LABEL = 3

ORDER = ("parent__position", "parent__code", "position", "code")


@dataclass(frozen=True, slots=True)
class Span:
    """A column: the period, its words, and whether it is not over yet."""

    period: str
    label: str
    open: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A finding in its place; `number` is the number it found, without its unit. `pk` 0: nothing was judged."""

    pk: int
    outcome: str
    number: str
    actual: str
    span: Span

    @property
    def words(self) -> str:
        """合规 2 次; before the period is over, only what was counted."""
        counted = "未满，暂不判定" if self.span.open else Outcome(self.outcome).label
        return f"{counted} {self.actual}".strip()


@dataclass(frozen=True, slots=True)
class Line:
    """An organization and its cells; `passes` of `judged` in the periods that are over."""

    organization: Organization
    cells: Sequence[Cell]
    passes: int
    judged: int


@dataclass(frozen=True, slots=True)
class Group:
    """Organizations below the same parent."""

    parent: str
    lines: Sequence[Line]

    def label(self, line: Line) -> str:
        """The name of an organization without the words it shares with the heading of its group."""
        rest = line.organization.name.removeprefix(re.sub(BODY, "", self.parent))
        return rest if len(rest) >= SHORTEST_LABEL else line.organization.name


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts over everything in scope: per outcome, and per period (passes, judged)."""

    outcomes: dict[str, int]
    periods: Sequence[tuple[Span, int, int]]

    @property
    def passes(self) -> int:
        return self.outcomes[Outcome.PASS]

    @property
    def judged(self) -> int:
        """Passed or failed; what is unknown could not be judged."""
        return self.passes + self.outcomes[Outcome.FAIL]


def spans(kind: str, year: int, run: Run, *, with_open: bool) -> list[Span]:
    """The columns of a year: its periods up to the run's day. Rules by year show every year of the run."""
    length = PeriodKind(kind)
    first = date(run.since.year if length is PeriodKind.YEAR else year, 1, 1)
    last = min(run.as_of, date(run.as_of.year if length is PeriodKind.YEAR else year, 12, 31))
    periods = list(_periods(length, first, last))
    return [
        Span(period.name, _label(length, period.first_day), period.last_day > run.as_of)
        for period in periods
        if with_open or period.last_day <= run.as_of
    ]


def _periods(kind: PeriodKind, first: date, last: date) -> Iterable[Any]:
    period = period_of(kind, first)
    while period.first_day <= last:
        yield period
        period = period_of(kind, date.fromordinal(period.last_day.toordinal() + 1))


def _label(kind: PeriodKind, day: date) -> str:
    return {
        PeriodKind.MONTH: f"{day.month}月",
        PeriodKind.QUARTER: f"{(day.month + 2) // 3}季度",
        PeriodKind.YEAR: f"{day.year}年",
    }[kind]


def board_findings(
    run: Run, rule: str, columns: Sequence[Span], user: Any, under: Organization | None
) -> FindingQuerySet:
    """The findings of the board that an account may see."""
    rows = Finding.objects.filter(run=run, rule=rule, period__in=[span.period for span in columns])
    rows = rows.of_kind_visible_to("organization", user)
    return rows if under is None else rows.under(under)


def totals(run: Run, rule: str, columns: Sequence[Span], user: Any, under: Organization | None) -> Totals:
    """Counts over the whole board, not over the page."""
    outcomes: Counter[str] = Counter({outcome.value: 0 for outcome in Outcome})
    periods: dict[str, Counter[str]] = defaultdict(Counter)
    found = counts(run, {rule: "organization"}, user, under, [span.period for span in columns])
    for (_, period, outcome), many in found.items():
        outcomes[outcome] += many
        periods[period][outcome] += many
    passed = [(span, periods[span.period]) for span in columns]
    return Totals(
        dict(outcomes),
        [(span, each[Outcome.PASS], each[Outcome.PASS] + each[Outcome.FAIL]) for span, each in passed],
    )


def organizations(findings: FindingQuerySet, outcome: str = "") -> QuerySet[Organization]:
    """The organizations of the board, in the order of the tree; only those with that outcome somewhere, if given."""
    if outcome:
        findings = findings.filter(outcome=outcome)
    found = Organization.objects.filter(pk__in=findings.order_by().values("organization"))
    return found.select_related("parent").order_by(*ORDER)


def groups(shown: Sequence[Organization], runs: Sequence[Run], rule: str, columns: Sequence[Span]) -> list[Group]:
    """The organizations of one page with their cells: those of the first run, else those of the run after it."""
    periods = [span.period for span in columns]
    cells: dict[tuple[int, str], Any] = {}
    order = [run.pk for run in runs]
    rows = Finding.objects.filter(run__in=order, rule=rule, period__in=periods, organization__in=list(shown))
    found_rows = rows.order_by().values_list("run_id", "organization_id", "period", "pk", "outcome", "actual")
    for _, place, period, *rest in sorted(found_rows, key=lambda row: order.index(row[0])):
        cells.setdefault((place, period), rest)
    found: dict[str, list[Line]] = {}
    for each in shown:
        line = _line(each, [_cell(cells.get((each.pk, span.period)), span) for span in columns])
        found.setdefault(each.parent.name if each.parent else "最上级", []).append(line)
    return [Group(parent, lines) for parent, lines in found.items()]


def _cell(found: Any, span: Span) -> Cell:
    if found is None:
        return Cell(0, "", "", "", span)
    pk, outcome, actual = found
    number = re.match(r"\D*?(\d+)", actual)
    return Cell(pk, outcome, number[1] if number else "", actual, span)


def _line(organization: Organization, cells: Sequence[Cell]) -> Line:
    over = [cell.outcome for cell in cells if not cell.span.open]
    passes = over.count(Outcome.PASS)
    return Line(organization, cells, passes, passes + over.count(Outcome.FAIL))
