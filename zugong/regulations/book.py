"""The compiled book: every rule as SQL, kept on disk so that a new process compiles nothing and imports no Ibis.

The file's name is a hash of the rule texts, the contract and the library versions; values and dates of the law are not
in it, they are joined as tables at run time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path
from typing import Any

from zugong.core.dates import PeriodKind
from zugong.core.outcomes import Force
from zugong.regulations.cadence import Cadence
from zugong.regulations.findings import RuleCard
from zugong.regulations.law.model import Law


HERE = Path(__file__).parent
TEXTS = (
    "rules",
    "facts",
    "cadence.py",
    "tables/schema.py",
    "storage.py",
    "contract.py",
    "judging.py",
    "registry.py",
    "book.py",
)
CACHE_SETTING = "ZUGONG_CACHE"
"""Environment variable: folder of compiled books; default is `zugong` in the user's cache folder."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule ready to run: `sql` returns JUDGED_COLUMNS, `counted` the rows counted, per contract table."""

    key: str
    title: str
    subject: str
    force: Force
    units: Mapping[str, str]  # parameter -> unit it was compiled for; the first parameter gives the citation
    explanation: str
    sql: str
    counted: Mapping[str, str]
    cadence: Cadence | None = None

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(self.units)

    @property
    def card(self) -> RuleCard:
        return RuleCard(self.key, self.title, self.force, self.explanation)


Book = Mapping[str, CompiledRule]


def load_book(law: Law, dialect: str, progress: Callable[[str], None] | None = None) -> Book:
    """All rules compiled for `duckdb` or `pyspark`, from the cache when it has them."""
    path = cache_folder() / f"book-{dialect}-{_fingerprint(dialect)}.json"
    rules = _kept(path, law)
    if rules is None:
        if progress:
            progress("首次运行，正在编译规则……")
        rules = _compile(law, dialect)
        _keep(path, rules)
    return {rule.key: rule for rule in rules}


def _kept(path: Path, law: Law) -> list[CompiledRule] | None:
    """The rules of a kept book, if it is there and was compiled for the same units of parameters."""
    try:
        entries = json.loads(path.read_text("utf-8"))
        rules = [_from_entry(entry) for entry in entries]
    except (OSError, ValueError, TypeError):
        return None
    fits = all(law.parameter(key).unit == unit for rule in rules for key, unit in rule.units.items())
    return rules if fits else None


def _from_entry(entry: dict[str, Any]) -> CompiledRule:
    declared = entry["cadence"]
    cadence = declared and Cadence(
        tuple(declared["subject_kinds"]), tuple(declared["meeting_kinds"]), PeriodKind(declared["period"])
    )
    return CompiledRule(**entry | {"force": Force(entry["force"]), "cadence": cadence})


def select(book: Book, patterns: list[str]) -> Book:
    """Rules whose key matches one of the shell globs; all without patterns.

    Raises LookupError, with the pattern, for one that matches none.
    """
    for pattern in patterns:
        if not any(fnmatchcase(key, pattern) for key in book):
            raise LookupError(pattern)
    return {key: rule for key, rule in book.items() if not patterns or any(fnmatchcase(key, p) for p in patterns)}


def cache_folder() -> Path:
    """Where compiled books are kept."""
    if setting := os.environ.get(CACHE_SETTING):
        return Path(setting)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zugong"


def short_units(units: Mapping[str, str]) -> dict[str, str]:
    """Short name of each parameter -> unit."""
    return {key.rsplit(".", 1)[1]: unit for key, unit in units.items()}


def _fingerprint(dialect: str) -> str:
    digest = hashlib.sha256(dialect.encode())
    for text in TEXTS:
        for path in sorted((HERE / text).rglob("*.py")) if (HERE / text).is_dir() else [HERE / text]:
            digest.update(path.name.encode() + path.read_bytes())
    for library in ("ibis-framework", "sqlglot"):
        digest.update(version(library).encode())
    return digest.hexdigest()[:20]


def _compile(law: Law, dialect: str) -> list[CompiledRule]:
    import ibis

    from zugong.regulations.contract import LawRow, Tables
    from zugong.regulations.judging import JUDGED_COLUMNS
    from zugong.regulations.registry import all_rules

    def sql(expression: object) -> str:
        return str(ibis.to_sql(expression, dialect=dialect, pretty=False))

    compiled = []
    for rule in all_rules().values():
        units = {key: law.parameter(key).unit for key in rule.parameters}
        judgement = rule.text(Tables(rule.key, short_units(units)), LawRow())
        counted = {table: sql(rows) for table, rows in judgement.counted.items()}
        findings = sql(judgement.findings.select(*JUDGED_COLUMNS))
        compiled.append(
            CompiledRule(
                rule.key,
                rule.title,
                rule.subject,
                rule.force,
                units,
                rule.explanation,
                findings,
                counted,
                judgement.cadence,
            )
        )
    return compiled


def _keep(path: Path, rules: list[CompiledRule]) -> None:
    """Write the book beside and rename; a cache that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
            json.dump([asdict(rule) for rule in rules], file, ensure_ascii=False)
        os.replace(file.name, path)
    except OSError:
        return
