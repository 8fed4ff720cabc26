"""One check: read a data set, run the rules in force over it, and say what every caller needs to report it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from zugong.core.outcomes import Outcome
from zugong.regulations.book import Book, CompiledRule, load_book, select
from zugong.regulations.findings import Check, RuleCard, RuleSummary
from zugong.regulations.law.model import Law
from zugong.regulations.loading import load_law
from zugong.regulations.tables.schema import TABLES


if TYPE_CHECKING:
    import pyarrow as pa

    from zugong.regulations.tables.reading import Reading

LISTED = (Outcome.FAIL, Outcome.UNKNOWN)
"""What is listed unless all is asked for."""


class Progress(Protocol):
    """Told what a long check is doing."""

    def stage(self, text: str) -> None:
        """A new stage has begun."""

    def step(self, title: str, done: int, total: int) -> None:
        """One rule of many has begun."""


class Silent:
    """Progress nobody watches."""

    def stage(self, text: str) -> None: ...

    def step(self, title: str, done: int, total: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the judge."""

    as_of: date
    since: date
    patterns: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    listed: Sequence[Outcome] = LISTED
    engine: str = "duckdb"
    master: str | None = None


class InputRefused(Exception):
    """The data set has input errors and nothing was judged; `reading` holds them."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(f"{len(reading.problems)} 处填报错误")
        self.reading = reading


class UnknownRule(Exception):
    """A pattern of `--rules` matches no rule."""


def check(
    path: Path, question: Question, *, keep_going: bool = False, progress: Progress | None = None
) -> tuple[Check, Reading]:
    """Read and judge a data set.

    Raises BadDataset when it cannot be read at all, InputRefused when cells are wrong and not `keep_going`,
    BadPack for a faulty pack, UnknownRule for a pattern that matches none, MissingEngine without Spark or Java.
    """
    progress = progress or Silent()
    law = load_law(question.packs)
    book = chosen_rules(law, question, progress)
    from zugong.regulations.tables.reading import read_dataset

    reading = read_dataset(path, keep_going=keep_going, progress=progress.stage)
    if reading.problems and not keep_going:
        raise InputRefused(reading)
    return judge(path.name or str(path), reading, law, book, question, progress), reading


def chosen_rules(law: Law, question: Question, progress: Progress) -> Book:
    """The rules the question asks for. Raises UnknownRule."""
    dialect = "pyspark" if question.engine == "spark" else "duckdb"
    try:
        return select(load_book(law, dialect, progress.stage), list(question.patterns))
    except LookupError as error:
        raise UnknownRule(error.args[0]) from None


def judge(name: str, reading: Reading, law: Law, book: Book, question: Question, progress: Progress) -> Check:
    """Judge the tables of a reading."""
    from zugong.regulations.engines.prepare import prepare
    from zugong.regulations.naming import names_of_listed

    connection = reading.connection
    in_force = prepare(connection, reading.present, book, law, as_of=question.as_of, since=question.since)
    summary, findings = _run(reading, in_force, question, progress)
    cards = {key: replace(rule.card, citations=_cites(law, rule, question.as_of)) for key, rule in in_force.items()}
    cited = {citation for citation in findings["citation"].unique().to_pylist() if citation}
    cited |= {citation for card in cards.values() for citation in card.citations}
    return Check(
        dataset=name,
        as_of=question.as_of,
        since=question.since,
        cards=cards,
        summary=summary,
        findings=findings,
        names=names_of_listed(connection),
        citations={citation: law.cite_label(citation) for citation in sorted(cited)},
        unconfirmed=frozenset(citation for citation in cited if law.unconfirmed(citation)),
        notes=tuple(_notes(reading, cards, question.as_of)),
    )


def _run(
    reading: Reading, book: Book, question: Question, progress: Progress
) -> tuple[tuple[RuleSummary, ...], pa.Table]:
    connection, listed = reading.connection, question.listed
    if question.engine == "spark":
        from zugong.regulations.engines import spark

        return spark.run(connection, book, listed=listed, master=question.master, progress=progress.step)
    from zugong.regulations.engines import duckdb as embedded

    return embedded.run(connection, book, listed=listed, snapshots=reading.snapshots, progress=progress.step)


def _cites(law: Law, rule: CompiledRule, day: date) -> tuple[str, ...]:
    """The citation of the rule's text in force on that day; none before its first version."""
    value = law.parameter(rule.parameters[0]).on(day)
    return (value.cites,) if value else ()


def _notes(reading: Reading, cards: Mapping[str, RuleCard], as_of: date) -> list[str]:
    notes = []
    absent = [table.label for name, table in TABLES.items() if name not in reading.present and name != "workdays"]
    if absent:
        notes.append(f"数据中没有这些表：{'、'.join(absent)}；需要它们的规则列为待核。")
    early = [card.title for card in cards.values() if not card.citations]
    if early:
        notes.append(f"核查日 {as_of} 早于 {len(early)} 条规则的施行日，这些规则没有结果：{'、'.join(early[:5])}等。")
    return notes
