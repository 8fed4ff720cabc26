"""What keeps the rule texts portable and complete."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.regulations.running import shipped_law
from zugong.objections.erasure import RETAINED
from zugong.objections.limits import AFTER_REVIEW, ANSWERS, EXTENSION, FILINGS, WITHIN_PARTY
from zugong.regulations.book import CompiledRule, load_book
from zugong.regulations.findings import SUBJECT_KINDS, TOPICS


HERE = Path(__file__).parents[2] / "zugong"
RULE_FILES = sorted((HERE / "regulations" / "rules").glob("*.py"))

BANNED_SQL = {
    r"\bROUND\s*\(": "rounding differs between engines",
    r"\bINTERVAL\b": "interval arithmetic differs between engines",
    r"\b(DOUBLE|FLOAT|REAL)\b": "floats are not exact",
    r"[^ ] / [^ ]": "division is floating point; compare products instead",
    r" // ": "integer division goes through floating point",
    r"\bCURRENT_|\bNOW\s*\(": "a rule knows no clock",
    r" << | >> ": "shifts of bare literals overflow silently",
}


def rules(dialect: str) -> list[CompiledRule]:
    return list(load_book(shipped_law(), dialect).values())


@pytest.mark.parametrize("dialect", ["duckdb", "pyspark"])
def test_rules_stay_in_the_portable_subset(dialect: str) -> None:
    for rule in rules(dialect):
        code = re.sub(r"'(?:[^'\\]|\\.|'')*'", "''", rule.sql)
        for pattern, reason in BANNED_SQL.items():
            assert not re.search(pattern, code), f"{rule.key}: {reason}"


def test_every_rule_says_who_why_and_where() -> None:
    law = shipped_law()
    for rule in rules("duckdb"):
        assert rule.card.topic in TOPICS, rule.key
        assert rule.subject in SUBJECT_KINDS, rule.key
        assert len(rule.explanation) >= 20, rule.key
        assert rule.parameters, rule.key
        assert all(key in law.parameters for key in rule.parameters), rule.key
        assert rule.counted, f"{rule.key} cannot be explained without the rows it counted"


def test_every_parameter_is_used_by_a_rule_or_an_action() -> None:
    used = {key for rule in rules("duckdb") for key in rule.parameters}
    used |= {*ANSWERS.values(), *FILINGS.values(), AFTER_REVIEW, EXTENSION, WITHIN_PARTY, RETAINED}
    assert set(shipped_law().parameters) - used == set()


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_no_number_of_the_law_stands_in_python(path: Path) -> None:
    """Rule texts may count up to two (none, one, next to); every other number comes from the packs."""
    numbers = {
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)
    }
    assert {number for number in numbers if number not in ALLOWED_NUMBERS.get(path.stem, {0, 1, 2})} == set()


ALLOWED_NUMBERS = {
    "assessment": {0, 1, 6, 10},  # places of weights
    "bars": {0, 1, 12, 32},  # year and month as one number that orders ends
    "life_meeting_timing": {0, 1, 10},  # October, where the fourth quarter begins
    "sanction_effect": {0, 1, 12},  # a year in months: 留党察看一年 or 两年
}


HEAVY = {"ibis", "duckdb", "pyarrow", "numpy", "pandas", "yaml", "rich"}


def modules_after(arguments: list[str]) -> set[str]:
    script = (
        "import sys\nfrom zugong.cli.main import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
    )
    script += "print('\\n' + '\\n'.join(sys.modules), file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_help_imports_nothing_heavy() -> None:
    assert modules_after(["--help"]) & HEAVY == set()


def test_a_check_imports_neither_django_nor_ibis(tmp_path: Path) -> None:
    load_book(shipped_law(), "duckdb")  # compiled once, as `make setup` does
    (tmp_path / "organizations.csv").write_text("编号,名称,类别\nb1,示例支部,党支部\n", "utf-8")
    loaded = modules_after(["check", str(tmp_path), "--as-of", "2025-12-31", "--format", "json"])
    assert "duckdb" in loaded
    assert loaded & {"django", "ibis", "sqlglot", "pandas"} == set()
