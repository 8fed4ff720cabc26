"""闭环一览: the account's own of the five channels, with figure and outcome, within what it may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from zugong.accounts.enums import OFFICERS, SECTIONS
from zugong.accounts.models import User
from zugong.appointments.models import AppointmentCase
from zugong.assessments.models import IndicatorScore
from zugong.compliance.scope import ADVERSE_ROLES, ADVERSE_RULES, CASE_ROLES
from zugong.compliance.selectors.counts import counts as found_counts
from zugong.compliance.selectors.runs import number_of_current_run
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book
from zugong.organizations.models import Organization
from zugong.organizations.scope import roles_of
from zugong.people.models import Sanction
from zugong.training.models import TrainingClass
from zugong.www.menu import CHANNEL_ROLES


Figure = Callable[[User, date], int]


@dataclass(frozen=True, slots=True)
class Channel:
    """One of the five: its character and name, the topic of its page, the topics of its rules, its figure."""

    mono: str
    label: str
    topic: str
    topics: tuple[str, ...]
    figure: Figure
    unit: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """A channel as the strip shows it; `figure` is None for whom it is not to be seen."""

    channel: Channel
    address: str
    figure: int | None
    counts: Counter[str]

    @property
    def outcome(self) -> Outcome:
        """The one that counts most: what fails, then what is open, then what holds."""
        for outcome in (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS):
            if self.counts[outcome]:
                return outcome
        return Outcome.NOT_APPLICABLE

    @property
    def words(self) -> str:
        """Beside the lamp."""
        if self.outcome is Outcome.NOT_APPLICABLE:
            return "没有要核查的"
        if self.outcome is Outcome.PASS:
            return "全部合规"
        return f"{self.counts[self.outcome]} 项{self.outcome.label}"


def _cases(user: User, day: date) -> int:
    open_cases = Q(effective_on__isnull=True) | Q(effective_on__gt=day)
    return AppointmentCase.objects.visible_to(user, CASE_ROLES).filter(open_cases, closed_on__isnull=True).count()


def _classes(user: User, day: date) -> int:
    return TrainingClass.objects.filter(since__year=day.year).count()


def _branches(user: User, day: date) -> int:
    living = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day)
    return Organization.objects.visible_to(user).filter(living, kind="branch").count()


def _assessed(user: User, day: date) -> int:
    return IndicatorScore.objects.values("subject_id").distinct().count()


def _sanctioned(user: User, day: date) -> int:
    running = Sanction.objects.visible_to(user, ADVERSE_ROLES).filter(influence_until__gte=day)
    return running.values("person").distinct().count()


CHANNELS = (
    Channel("选", "干部选任", "appointment", ("appointment",), _cases, "件在办", CASE_ROLES),
    Channel("训", "教育培训", "training", ("training",), _classes, "个班次（今年）", SECTIONS),
    Channel(
        "会",
        "组织生活",
        "branch_life",
        ("branch_life", "organization", "life_meeting"),
        _branches,
        "个支部",
        frozenset(OFFICERS),
    ),
    Channel("评", "考核", "assessment", ("assessment",), _assessed, "家有得分", SECTIONS),
    Channel("责", "问责申诉", "accountability", ("accountability",), _sanctioned, "人在影响期", ADVERSE_ROLES),
)


def loop_of(user: User, day: date) -> list[Standing]:
    """The strip for an officer; empty for everybody else."""
    held = roles_of(user)
    if not held & OFFICERS:
        return []
    counts = _counts(user)
    return [
        Standing(
            channel,
            reverse("channels:channel", args=[channel.topic]),
            channel.figure(user, day) if held & channel.roles else None,
            sum((counts.get(topic, Counter()) for topic in channel.topics), Counter()),
        )
        for channel in CHANNELS
        if held & CHANNEL_ROLES[channel.topic]
    ]


def _counts(user: User) -> dict[str, Counter[str]]:
    """Today's findings in scope by topic and outcome; what sanctions bring about belongs to accountability."""
    counts: dict[str, Counter[str]] = {}
    kinds = {key: rule.subject for key, rule in live_book().items()}
    for (rule, _, outcome), count in found_counts(number_of_current_run(), kinds, user).items():
        topic = "accountability" if rule in ADVERSE_RULES else rule.partition(".")[0]
        counts.setdefault(topic, Counter())[outcome] += count
    return counts
