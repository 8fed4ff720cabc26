"""The sub-tabs of a person's page as a table, and what each shows; each part only for those who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import CharField, OuterRef, Subquery, Value

from zugong.compliance.models import Finding
from zugong.compliance.scope import ADVERSE_RULES
from zugong.compliance.selectors.findings import OPEN_OUTCOMES
from zugong.compliance.selectors.runs import number_of_current_run
from zugong.compliance.selectors.sanctions import last_day
from zugong.gates.law import live_book, live_law
from zugong.objections.models import Objection
from zugong.objections.seeing import HANDLERS
from zugong.organizations.history import Changed, history_of
from zugong.organizations.naming import NamesThen
from zugong.people.career import problems_of, text_of
from zugong.people.facts import FACTS
from zugong.people.models import ExperienceMark, Person, RankHolding, Tenure, Transfer, TransferStatus
from zugong.people.ordering import height
from zugong.people.selectors import is_present, present_on, training_by_year
from zugong.regulations.tables.schema import TRAINING_MODES
from zugong.training.models import TrainingClass
from zugong.www.people.profile import Profile
from zugong.www.people.timeline import timeline


RECORDS_SHOWN = 50
YEARS_SHOWN = 5
LATEST_EVENTS = 6
EVENTS_SHOWN = 60

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """One sub-tab: its key in the address, its words, what draws it, what it shows, who does not get it."""

    key: str
    label: str
    template: str
    show: Callable[[Profile], Shown]
    hidden: Callable[[Profile], bool] = lambda profile: False
    words: Callable[[Profile], str] | None = None


def tabs_of(profile: Profile) -> list[tuple[Tab, str]]:
    """The tabs the account gets, with their words. Nothing is counted beside them: a page asks little."""
    shown = [tab for tab in TABS if not tab.hidden(profile)]
    return [(tab, tab.words(profile) if tab.words else tab.label) for tab in shown]


def overview(profile: Profile) -> Shown:
    """What blocks a promotion, the career drawn, training, ranks, the latest changes."""
    person, day = profile.person, profile.day
    influences = _influences(profile)
    assessments = _assessments(profile)
    records = person.training_records.filter(ended_on__lte=day)
    keys = [person.record_key, *(row.record_key for row in profile.tenures)]
    entries = list(person.career_entries.all())
    return {
        "timeline": timeline(profile.tenures, assessments, influences, day),
        "tenures": named_tenures(profile),
        "problems": problems_of(entries),
        "has_career": bool(entries),
        "years": training_by_year(records)[:YEARS_SHOWN],
        "ranks": _ranks(profile),
        "findings": _findings(profile),
        "history": history_of(keys, limit=LATEST_EVENTS) if profile.is_today else [],
        "influences": influences,
        "assessments": assessments[:YEARS_SHOWN],
    }


def career(profile: Profile) -> Shown:
    """Posts, ranks, the text of the career, experiences, diplomas, rewards."""
    person = profile.person
    entries = list(person.career_entries.all())
    marks = list(person.experience_marks.select_related("tenure").order_by("kind", "since", "pk"))
    return {
        "tenures": named_tenures(profile),
        "ranks": _ranks(profile),
        "text": text_of(entries),
        "problems": problems_of(entries),
        "choices": sorted(profile.tenures, key=lambda row: row.since, reverse=True),
        "marks": marks,
        "diplomas": list(person.diplomas.order_by("mode", "kind", "graduated_on", "pk")),
        "rewards": list(person.rewards.filter(awarded_on__lte=profile.day).order_by("-awarded_on", "pk")),
    }


def grades(profile: Profile) -> Shown:
    """Grades year by year, and for those who may know sanctions with the last day of their influence."""
    return {"assessments": _assessments(profile), "influences": _influences(profile)}


def training(profile: Profile) -> Shown:
    """Hours by year and mode, and every record."""
    name = TrainingClass.objects.filter(code=OuterRef("class_id")).values("name")
    rows = profile.person.training_records.filter(ended_on__lte=profile.day)
    records = list(rows.annotate(class_name=Subquery(name)).order_by("-ended_on", "pk"))
    return {
        "modes": list(TRAINING_MODES.values()),
        "years": training_by_year(records),
        "records": records[:RECORDS_SHOWN],
        "record_count": len(records),
    }


def household(profile: Profile) -> Shown:
    """Relatives, reviews of the dossier, yearly reports and their checks."""
    person, sight = profile.person, profile.sight
    relatives = person.family_members.select_related("relative", "organization").order_by("position", "pk")
    return {
        "family": list(relatives) if sight.family else [],
        "reviews": list(person.dossier_reviews.order_by("item")) if sight.adverse or sight.family else [],
        "reports": list(person.personal_matters_reports.order_by("-year")) if sight.adverse or sight.family else [],
    }


def transfers(profile: Profile) -> Shown:
    """Branches belonged to, and the transfers between organizations."""
    rows = Transfer.objects.filter(person=profile.person).select_related("origin", "destination")
    return {
        "members": profile.members,
        "transfers": list(rows),
        "waits": any(row.status == TransferStatus.PENDING for row in rows),
    }


def objections(profile: Profile) -> Shown:
    """What the person has asked for or objects to."""
    seen = Objection.objects.visible_to(profile.user, HANDLERS).filter(person=profile.person)
    return {"objections": list(seen.select_related("handler"))}


def record(profile: Profile) -> Shown:
    """Who opened and changed what, with the values before and after."""
    events = history_of(_keys(profile), limit=EVENTS_SHOWN)
    if not profile.sight.adverse:
        events = [replace(event, changes=tuple(_without_adverse(event.changes))) for event in events]
    return {"history": events, "events_shown": EVENTS_SHOWN}


def _without_adverse(changes: Iterable[Changed]) -> Iterable[Changed]:
    """What a form says of rewards and sanctions tells of sanctions: only that it changed."""
    adverse = Person._meta.get_field("rewards_and_sanctions").verbose_name
    return (Changed("奖励等情况") if change.label == adverse else change for change in changes)


def _keys(profile: Profile) -> list[str]:
    """The record keys of everything about the person the account may see. One query."""
    adverse, family = ("sanction", "dossier_review", "matters_report"), ("family_member",)
    hidden = {*(() if profile.sight.adverse else adverse), *(() if profile.sight.family else family)}
    models = [fact.model for kind, fact in FACTS.items() if kind not in hidden] + [Transfer, ExperienceMark]
    parts = [
        model.objects.filter(person=profile.person)
        .order_by()
        .annotate(label=Value(model._meta.label_lower, CharField()))
        .values_list("label", "pk")
        for model in models
    ]
    found = parts[0].union(*parts[1:], all=True)
    return [profile.person.record_key, *(f"{label}:{pk}" for label, pk in found)]


def named_tenures(profile: Profile) -> list[Tenure]:
    """Posts begun by the day, the latest first, each with its organization's name of then."""
    begun = [row for row in profile.tenures if row.since <= profile.day]
    names = NamesThen({row.organization_id for row in begun if row.organization_id})
    for row in begun:
        if row.organization is not None:
            last = min(row.until - timedelta(days=1), profile.day) if row.until else profile.day
            row.named = names.on(row.organization, last)  # type: ignore[attr-defined]
            row.became = names.now(row.organization, row.named) if row.until or not profile.is_today else ""  # type: ignore[attr-defined]
        row.runs = is_present(row, profile.day)  # type: ignore[attr-defined]
    return sorted(begun, key=lambda row: (row.since, height(row.level), row.pk), reverse=True)


def _assessments(profile: Profile) -> list[Any]:
    return list(profile.person.annual_assessments.filter(year__lt=profile.day.year).order_by("-year"))


def _influences(profile: Profile) -> list[tuple[Any, Any]]:
    """Sanctions decided by the day with the last day of their influence; nothing for those who may not know."""
    if not profile.sight.adverse:
        return []
    rows = list(profile.person.sanctions.filter(decided_on__lte=profile.day).order_by("-decided_on", "pk"))
    law = live_law() if rows else None
    return [(row, last_day(row, law)) for row in rows if law is not None]


def _ranks(profile: Profile) -> Iterable[RankHolding]:
    rows = profile.person.ranks.filter(since__lte=profile.day)
    if not profile.is_today:
        rows = rows.filter(present_on(profile.day))
    return list(rows.order_by("-since", "pk"))


def _findings(profile: Profile) -> list[tuple[Finding, str]]:
    """What needs work about the person today, with the title of its rule.

    Who sees the register of a person sees findings about them, but those that would tell of a sanction.
    """
    if not profile.is_today:
        return []
    rows = Finding.objects.filter(
        run=number_of_current_run(),
        subject_kind="person",
        subject_id=profile.person.code,
        outcome__in=OPEN_OUTCOMES,
    )
    if not profile.sight.adverse:
        rows = rows.exclude(rule__in=ADVERSE_RULES)
    found = sorted(rows, key=lambda row: (row.rule, row.period))
    book = live_book() if found else {}
    return [(finding, book[finding.rule].card.title) for finding in found if finding.rule in book]


def _household_words(profile: Profile) -> str:
    return "家庭与有关事项" if profile.sight.family else "有关事项"


TABS = (
    Tab("overview", "概览", "people/person_overview.html", overview),
    Tab("career", "履历", "people/person_career.html", career),
    Tab(
        "grades",
        "考核",
        "people/person_grades.html",
        grades,
        words=lambda profile: "考核与处分" if profile.sight.adverse else "考核",
    ),
    Tab("training", "培训", "people/person_training.html", training),
    Tab(
        "household",
        "家庭与有关事项",
        "people/person_household.html",
        household,
        hidden=lambda profile: not (profile.sight.family or profile.sight.adverse),
        words=_household_words,
    ),
    Tab("transfers", "任免与转接", "people/person_transfers.html", transfers),
    Tab(
        "objections",
        "异议与更正",
        "people/person_objections.html",
        objections,
        hidden=lambda profile: not profile.sight.adverse,
    ),
    Tab("record", "谁看过、谁改过", "people/person_record.html", record),
)
"""The sub-tabs in their order; the first opens without being named."""
