"""What the rules on the register say of a data set before it is taken over: for the preview of an import.

The caller gives a Reading whose tables stand as they will be once everything is taken over: rows that come in laid
over rows that are there. One with only the incoming file serves too: rules about one person judge what the file says,
and rules that look at everybody (a number used twice) see the file alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book
from zugong.regulations.engines import duckdb as embedded
from zugong.regulations.engines.prepare import prepare
from zugong.regulations.law.model import Law


if TYPE_CHECKING:
    from zugong.regulations.tables.reading import Reading

TOPIC = "register."
OPEN = (Outcome.FAIL, Outcome.UNKNOWN)


@dataclass(frozen=True, slots=True)
class RegisterFinding:
    """One fault of one person. `must_mend`: the values contradict each other; else somebody should look at it.

    An outcome unknown says that a value is missing, which `reason` names. No text holds an identity number, a name of
    a relative or another sealed value.
    """

    person_id: str
    rule: str
    title: str
    outcome: Outcome
    must_mend: bool
    actual: str
    required: str
    reason: str


def register_findings(
    reading: Reading, law: Law, book: Book, as_of: date, people: Iterable[str] | None = None
) -> list[RegisterFinding]:
    """Faults of the people in a Reading as of a day, what must be mended first; of `people` only, when given.

    `law` and `book` are those of the installation (`zugong.gates.law.live_law`, `live_book`) or the shipped ones
    (`load_law()`, `load_book(law, "duckdb")`). In the reading's connection absent contract tables appear as empty ones
    and derived tables are added: judge a copy, or judge last.
    """
    rules = {key: rule for key, rule in book.items() if key.startswith(TOPIC)}
    in_force = prepare(reading.connection, reading.present, rules, law, as_of=as_of, since=as_of)
    _, found = embedded.run(reading.connection, in_force, listed=OPEN)
    wanted = None if people is None else frozenset(people)
    findings = [
        RegisterFinding(
            person_id=row["subject_id"],
            rule=row["rule"],
            title=rules[row["rule"]].title,
            outcome=Outcome(row["outcome"]),
            must_mend=row["outcome"] == Outcome.FAIL and rules[row["rule"]].force.binding,
            actual=row["actual"],
            required=row["required"],
            reason=row["reason"],
        )
        for row in found.to_pylist()
        if wanted is None or row["subject_id"] in wanted
    ]
    return sorted(findings, key=lambda each: (not each.must_mend, each.outcome, each.person_id, each.rule))
