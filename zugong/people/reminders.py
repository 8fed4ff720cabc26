"""What comes due for people within some months: retirement, years in one post, a Party member's probation, letters.

The figures are parameters of the law, by the same keys as the rules `reminder.*`; each reminder says how it was
reckoned and where that stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from zugong.core.dates import add_months
from zugong.people.models import Member, Person, Tenure, Transfer, TransferKind, TransferStatus
from zugong.people.selectors import present_on
from zugong.regulations.law.model import Law
from zugong.regulations.tables.schema import LEVELS


COUNTY_LEVELS = frozenset(list(LEVELS)[list(LEVELS).index("county_deputy") :])
LEADING_LEVELS = frozenset(list(LEVELS)[list(LEVELS).index("section_deputy") :])
MAN, WOMAN = "男", "女"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing that comes due for a person: `how` it was reckoned, and `citation` as a slug with article."""

    kind: str
    person: Person
    due_on: date
    what: str
    how: str
    citation: str = ""


class NoValue(LookupError):
    """The law has no value of a parameter on the day: then nothing is reckoned."""


class Figures:
    """The numbers of the law on one day, with their citations."""

    def __init__(self, law: Law, day: date) -> None:
        self._law, self._day = law, day

    def number(self, key: str) -> int:
        """The value of a parameter. Raises NoValue."""
        return int(self._held(key).value)

    def cites(self, key: str) -> str:
        """Where it stands. Raises NoValue."""
        return str(self._held(key).cites)

    def _held(self, key: str) -> Any:
        value = self._law.parameter(key).on(self._day)
        if value is None:
            raise NoValue(key)
        return value


@dataclass(frozen=True, slots=True)
class Retirement:
    """When somebody reaches the age: its month as the first day, the original age in years, the months of delay."""

    month: date
    years: int
    delay: int
    citation: str


def retirement_of(born_on: date, sex: str, levels: Iterable[str], figures: Figures) -> Retirement | None:
    """The month of retirement of a cadre born on a day who holds posts of these levels; None for an unknown sex.

    From January of the raising year on the original age moves by a month for each few months, up to the most.
    Raises NoValue before the parameters are in force.
    """
    if sex not in (MAN, WOMAN):
        return None
    key = "men_years" if sex == MAN else "women_county_years" if COUNTY_LEVELS & set(levels) else "women_years"
    years = figures.number(f"reminder.retirement.{key}")
    original = add_months(born_on.replace(day=1), years * 12)
    waited = (original.year - figures.number("reminder.retirement.raise_year")) * 12 + original.month - 1
    raised = waited // figures.number("reminder.retirement.step_months") + 1
    delay = 0 if waited < 0 else min(figures.number("reminder.retirement.most_months"), raised)
    return Retirement(add_months(original, delay), years, delay, figures.cites(f"reminder.retirement.{key}"))


def retirements(people: QuerySet[Person], figures: Figures, day: date, until: date) -> Iterator[Reminder]:
    """People who hold a post and reach the age of retirement by `until`; those past it first. One query."""
    youngest = min(figures.number(f"reminder.retirement.{key}") for key in ("men_years", "women_years"))
    born_by = add_months(until, -youngest * 12)
    held = Tenure.objects.filter(present_on(day), person__in=people.filter(born_on__lte=born_by))
    for person, posts in _by_person(held):
        found = retirement_of(person.born_on, person.sex, [post.level for post in posts], figures)  # type: ignore[arg-type]
        if found is None or found.month > until:
            continue
        delay = f"，延迟 {found.delay} 个月" if found.delay else "，不延迟"
        how = f"{person.sex}，{person.born_on:%Y-%m} 出生，原退休年龄 {found.years} 周岁{delay}"
        last_day = date.fromordinal(add_months(found.month, 1).toordinal() - 1)
        yield Reminder("retirement", person, last_day, f"{found.month:%Y-%m} 到法定退休年龄", how, found.citation)


def long_posts(people: QuerySet[Person], figures: Figures, day: date, until: date) -> Iterator[Reminder]:
    """People who fill the years in one post by `until`: touching tenures of one post and unit count together."""
    years = {key: figures.number(f"reminder.same_post.{key}") for key in ("county_years", "section_years")}
    latest = add_months(until, -min(years.values()) * 12)
    own = {name: OuterRef(name) for name in ("person", "post", "organization")}
    before = Tenure.objects.filter(**own, since__lt=OuterRef("since"), until__gte=OuterRef("since"))
    held = Tenure.objects.filter(present_on(day), person__in=people, level__in=LEADING_LEVELS)
    held = held.exclude(organization=None).filter(Q(since__lte=latest) | Exists(before))
    running = list(held.select_related("person", "person__home", "organization"))
    starts = _starts(running)
    for tenure in running:
        key = "county_years" if tenure.level in COUNTY_LEVELS else "section_years"
        due_on = add_months(starts[tenure.pk], years[key] * 12)
        if due_on <= until:
            what = f"同一职位满 {years[key]} 年"
            how = f"{starts[tenure.pk]} 起任{tenure.organization.name}{tenure.post}"
            yield Reminder("same_post", tenure.person, due_on, what, how, figures.cites(f"reminder.same_post.{key}"))


def _starts(running: Iterable[Tenure]) -> dict[int, date]:
    """First day of the unbroken time of each tenure, by its number."""
    running = list(running)
    earlier: dict[tuple[Any, ...], list[tuple[date, date]]] = defaultdict(list)
    rows = Tenure.objects.filter(person__in={tenure.person_id for tenure in running}).exclude(until=F("since"))
    for person, post, unit, since, until in rows.values_list("person", "post", "organization", "since", "until"):
        earlier[person, post, unit].append((since, until or date.max))
    starts = {}
    for tenure in running:
        first, spells = tenure.since, earlier[tenure.person_id, tenure.post, tenure.organization_id]
        for since, until in sorted(spells, reverse=True):
            first = since if since < first <= until else first
        starts[tenure.pk] = first
    return starts


def member_probations(people: QuerySet[Person], figures: Figures, day: date, until: date) -> Iterator[Reminder]:
    """Probationary Party members whose probation is full by `until`. One query."""
    months = figures.number("reminder.member_probation.months")
    # a day that a shorter month has not comes due on its last, so two days more are looked at
    latest = date.fromordinal(add_months(until, -months).toordinal() + 3)
    rows = Member.objects.filter(present_on(day), status="probationary", person__in=people)
    rows = rows.filter(person__party_joined_on__lte=latest).select_related("person", "person__home", "organization")
    for member in rows:
        joined_on = member.person.party_joined_on
        assert joined_on is not None
        due_on = add_months(joined_on, months)
        if due_on <= until:
            how = f"{joined_on} 入党，{member.organization.name}"
            cites = figures.cites("reminder.member_probation.months")
            yield Reminder("member_probation", member.person, due_on, "预备期满，应当讨论转正", how, cites)


def open_transfers(people: QuerySet[Person], day: date, until: date) -> Iterator[Reminder]:
    """Transfers nobody has accepted yet whose last day lies by `until`. One query."""
    rows = Transfer.objects.filter(status=TransferStatus.PENDING, due_on__lte=until, person__in=people)
    for transfer in rows.select_related("person", "person__home", "origin", "destination"):
        label = TransferKind(transfer.kind).label
        letter = f"，介绍信 {transfer.letter}" if transfer.letter else ""
        how = f"{transfer.sent_on} 由{transfer.origin.name}转往{transfer.destination.name}{letter}"
        assert transfer.due_on is not None
        yield Reminder("transfer", transfer.person, transfer.due_on, f"{label}转接未接收", how)


def _by_person(tenures: QuerySet[Tenure]) -> Iterator[tuple[Person, list[Tenure]]]:
    """Present posts of each person of whom there is one."""
    found: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in tenures.select_related("person", "person__home").order_by("person", "pk"):
        found[tenure.person_id].append(tenure)
    for posts in found.values():
        yield posts[0].person, posts
