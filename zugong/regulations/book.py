"""The compiled book: every rule as SQL, kept on disk so that a new process compiles nothing and imports no Ibis.

The file's name is a hash of the rule texts, the contract, the units of the parameters and the library versions; values
and dates of the law are not in it, they are joined as tables at run time.
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

from zugong.core.outcomes import Force
from zugong.regulations.findings import RuleCard
from zugong.regulations.law.model import Law


HERE = Path(__file__).parent
TEXTS = ("rules", "facts", "tables/schema.py", "storage.py", "contract.py", "judging.py", "registry.py", "book.py")
CACHE_SETTING = "ZUGONG_CACHE"
"""Environment variable: folder of compiled books; default is `zugong` in the user's cache folder."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """One rule ready to run: `sql` returns JUDGED_COLUMNS, `counted` the rows counted, per contract table."""

    key: str
    title: str
    subject: str
    force: Force
    parameters: tuple[str, ...]
    explanation: str
    sql: str
    counted: Mapping[str, str]

    @property
    def card(self) -> RuleCard:
        return RuleCard(self.key, self.title, self.force, self.explanation)


Book = Mapping[str, CompiledRule]


def load_book(law: Law, dialect: str, progress: Callable[[str], None] | None = None) -> Book:
    """All rules compiled for `duckdb` or `pyspark`, from the cache when it has them."""
    path = cache_folder() / f"book-{dialect}-{_fingerprint(law, dialect)}.json"
    try:
        entries = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        if progress:
            progress("首次运行，正在编译规则……")
        entries = [asdict(rule) for rule in _compile(law, dialect)]
        _keep(path, entries)
    rules = (_from_entry(entry) for entry in entries)
    return {rule.key: rule for rule in rules}


def _from_entry(entry: dict[str, Any]) -> CompiledRule:
    return CompiledRule(**entry | {"parameters": tuple(entry["parameters"]), "force": Force(entry["force"])})


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


def short_units(law: Law, parameters: tuple[str, ...]) -> dict[str, str]:
    """Short name of each parameter -> unit."""
    return {key.rsplit(".", 1)[1]: law.parameter(key).unit for key in parameters}


def _fingerprint(law: Law, dialect: str) -> str:
    digest = hashlib.sha256(dialect.encode())
    for text in TEXTS:
        for path in sorted((HERE / text).rglob("*.py")) if (HERE / text).is_dir() else [HERE / text]:
            digest.update(path.name.encode() + path.read_bytes())
    for key, parameter in sorted(law.parameters.items()):
        digest.update(f"{key}={parameter.unit};".encode())
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
        judgement = rule.text(Tables(rule.key, short_units(law, rule.parameters)), LawRow())
        counted = {table: sql(rows) for table, rows in judgement.counted.items()}
        findings = sql(judgement.findings.select(*JUDGED_COLUMNS))
        compiled.append(
            CompiledRule(
                rule.key,
                rule.title,
                rule.subject,
                rule.force,
                rule.parameters,
                rule.explanation,
                findings,
                counted,
            )
        )
    return compiled


def _keep(path: Path, entries: list[dict[str, object]]) -> None:
    """Write the book beside and rename; a cache that cannot be written only costs time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
            json.dump(entries, file, ensure_ascii=False)
        os.replace(file.name, path)
    except OSError:
        return
