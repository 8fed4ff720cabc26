"""By when a request must be answered, and by when it may be made: dated values of the law or of the system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from zugong.gates.law import live_law
from zugong.objections.models import ObjectionKind


PARTY_SANCTIONS = "party_"
"""How the kinds of sanctions within the Party begin: an appeal against one is bound to no day."""


ANSWERS: Mapping[str, str] = {
    ObjectionKind.CORRECTION: "objections.correction.answer_days",
    ObjectionKind.OBJECTION: "objections.objection.answer_days",
    ObjectionKind.REVIEW: "objections.review.answer_days",
    ObjectionKind.APPEAL: "objections.appeal.answer_days",
}
"""Kind -> the parameter of the days the answer may take; an answer of the person's own needs none."""

FILINGS: Mapping[str, str] = {
    ObjectionKind.REVIEW: "objections.review.file_days",
    ObjectionKind.APPEAL: "objections.appeal.file_days",
}
"""Kind -> the parameter of the days within which the step may be taken."""

AFTER_REVIEW = "objections.appeal.after_review_days"
EXTENSION = "objections.appeal.extension_days"
WITHIN_PARTY = "objections.party.answer_days"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days, and the clause they rest on, as key and in words."""

    days: int
    cites: str
    label: str
    title: str
    is_own: bool

    def last_day(self, start: date) -> date:
        """The last of these days after `start`, which is not counted."""
        return start + timedelta(days=self.days)


def answer_limit(kind: str, day: date, *, is_within_party: bool = False) -> Limit | None:
    """How long the answer may take for a request made on that day; None where nothing has to be decided."""
    if is_within_party and kind in {ObjectionKind.REVIEW, ObjectionKind.APPEAL}:
        return limit(WITHIN_PARTY, day)
    return limit(ANSWERS.get(kind, ""), day)


def filing_limit(kind: str, day: date, *, is_within_party: bool = False, after_review: bool = False) -> Limit | None:
    """How long after learning of the decision the step may be taken; None where there is no limit."""
    if is_within_party:
        return None
    return limit(AFTER_REVIEW if after_review else FILINGS.get(kind, ""), day)


def limit(key: str, day: date) -> Limit | None:
    """A parameter in days as it stands on a day; None when there is none in force."""
    law = live_law()
    parameter = law.parameters.get(key)
    value = parameter and parameter.on(day)
    if not parameter or not value:
        return None
    source = law.sources[value.cites.split("#")[0]]
    own = source.kind in {"system", "local"}
    return Limit(int(str(value.value)), value.cites, law.short_label(value.cites), parameter.title, own)
