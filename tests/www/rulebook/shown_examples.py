"""Writes the examples that the rulebook shows, chosen from those the tests judge.

python -m tests.www.rulebook.shown_examples
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from zugong.regulations.law.examples import EXAMPLES


WRITTEN = Path(__file__).parents[2] / "regulations" / "examples"
SHOWN = ("pass", "fail", "unknown")
HEAD = "# 规则手册页面上的例子：每条规则合规、不合规、待核各一个，选自逐条验证过的例子。由程序写成，勿手改。\n"


def chosen() -> dict[str, list[dict[str, Any]]]:
    """Of each rule the first example of each outcome, one that speaks of a single subject before others."""
    rules: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(WRITTEN.rglob("*.yaml")):
        document = yaml.safe_load(path.read_text("utf-8"))
        rules.setdefault(document["rule"], []).extend(document["examples"])
    return {rule: list(_of(examples)) for rule, examples in sorted(rules.items())}


def _of(examples: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    by_findings = sorted(examples, key=lambda example: len(example["findings"]) != 1)
    for outcome in SHOWN:
        for example in by_findings:
            finding = next((one for one in example["findings"] if one["outcome"] == outcome), None)
            if finding is not None:
                yield _shown(example, finding)
                break


def _shown(example: dict[str, Any], finding: dict[str, Any]) -> dict[str, Any]:
    return {
        "outcome": finding["outcome"],
        "name": example["name"],
        "as_of": example["as_of"],
        "actual": str(finding.get("actual", "")),
        "required": str(finding.get("required", "")),
        "because": example["because"],
    }


def text() -> str:
    """The file as it should be."""
    return HEAD + yaml.safe_dump(chosen(), allow_unicode=True, sort_keys=False, width=200)


if __name__ == "__main__":
    EXAMPLES.write_text(text(), "utf-8")
