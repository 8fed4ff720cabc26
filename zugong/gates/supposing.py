"""What would stand in the way if somebody were to be promoted today: rules about persons over a case that is not kept.

Only rows of that one person are read, and only rules about qualifications and bars are asked: what a procedure must do
lies ahead and is not judged. Nothing is written and nothing decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from zugong.core.outcomes import Force, Outcome
from zugong.gates.law import live_book, live_law
from zugong.gates.reading import read_live
from zugong.people.models import Person
from zugong.regulations.book import Book, select
from zugong.regulations.engines.prepare import add_table, prepare
from zugong.regulations.storage import contract_schema
from zugong.regulations.tables.schema import LEVELS, TABLES


RULES = ("appointment.qualification.*", "appointment.bars.*")
CASE = "supposed"
_TABLES = ("tenures", "sanctions", "annual_assessments", "training_records")
_LEVELS = tuple(LEVELS)


@dataclass(frozen=True, slots=True)
class Supposed:
    """What one rule says: the value found, what is required or missing, where it stands."""

    rule: str
    title: str
    force: Force
    outcome: Outcome
    actual: str
    required: str
    reason: str
    article: str
    confirmed: bool


def next_level(level: str) -> str | None:
    """The level above; None above the highest, or of none."""
    place = _LEVELS.index(level) + 1 if level in _LEVELS else len(_LEVELS)
    return _LEVELS[place] if place < len(_LEVELS) else None


def suppose_promotion(person: Person, from_level: str, target_level: str, day: date) -> list[Supposed]:
    """What the rules say of a promotion on that day: failures first, then what is not known, then the rest.

    Five queries. Raises BadPack when a local pack is at fault.
    """
    own = Q(person=person)
    reading = read_live({"people": Q(pk=person.pk), **dict.fromkeys(_TABLES, own)})
    connection, law = reading.connection, live_law()
    try:
        case = {"case_id": CASE, "person_id": person.code, "from_level": from_level, "target_level": target_level}
        table = TABLES["appointment_cases"]
        rows = [dict.fromkeys(column.name for column in table.columns) | case]
        add_table(connection, table.name, rows, contract_schema(table))
        book = select(live_book(), list(RULES))
        asked = prepare(connection, {*reading.present, table.name}, book, law, as_of=day, since=day)
        found = connection.execute(_sql(asked)).fetchall()
    finally:
        connection.close()
    judged = [
        Supposed(
            key,
            asked[key].title,
            asked[key].force,
            Outcome(outcome),
            actual,
            required,
            reason,
            law.short_label(citation),
            not law.unconfirmed(citation),
        )
        for key, outcome, actual, required, reason, citation in found
    ]
    return sorted(judged, key=_urgency)


def _sql(book: Book) -> str:
    """All rules in one statement: planning thirty takes longer than running them."""
    columns = "outcome, actual, required, reason, citation"
    return " UNION ALL ".join(f"SELECT '{key}' AS rule, {columns} FROM ({rule.sql})" for key, rule in book.items())


_ORDER = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.PASS, Outcome.NOT_APPLICABLE)


def _urgency(found: Supposed) -> tuple[int, bool, str]:
    return _ORDER.index(found.outcome), not found.force.binding, found.rule
