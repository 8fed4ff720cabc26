"""The examples on rule pages are those the tests judge, and they are up to date."""

from __future__ import annotations

from tests.www.rulebook import shown_examples
from zugong.core.outcomes import Outcome
from zugong.gates.law import live_book
from zugong.regulations.law.examples import EXAMPLES, rule_examples


def test_the_shipped_file_is_fresh() -> None:
    assert EXAMPLES.read_text("utf-8") == shown_examples.text(), "python -m tests.www.rulebook.shown_examples"


def test_every_rule_has_an_example_that_passes_and_one_that_fails() -> None:
    shown = {rule: {example.outcome for example in examples} for rule, examples in rule_examples().items()}
    assert {rule for rule in live_book() if not {Outcome.PASS, Outcome.FAIL} <= shown.get(rule, set())} == set()
    assert shown.keys() == live_book().keys()
