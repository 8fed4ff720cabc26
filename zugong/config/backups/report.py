"""恢复演练报告: what was tried, what was found, how long it took; as a page to print and sign, or as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked: whether it holds, and in words what was found."""

    title: str
    holds: bool
    words: str

    @property
    def verdict(self) -> str:
        return "✓ 相符" if self.holds else "✕ 不符"


@dataclass(slots=True)
class Report:
    """Facts as label and value; checks in order; rows per table as (table, in the backup, restored)."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    rows: list[tuple[str, int, int]] = field(default_factory=list)
    limits: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every check holds."""
        return all(check.holds for check in self.checks)

    @property
    def conclusion(self) -> str:
        wrong = [check.title for check in self.checks if not check.holds]
        return (
            f"{len(self.checks)} 项都相符，可以用这份备份恢复。"
            if self.holds
            else f"不符 {len(wrong)} 项：{'、'.join(wrong)}。"
        )

    def markdown(self) -> str:
        """For reading on a terminal or keeping beside other texts."""
        parts = [f"# {self.title}", f"结论：{self.conclusion}", _md_table(("项目", "内容"), self.facts)]
        parts.append(_md_table(("核对", "结果", "说明"), [(c.title, c.verdict, c.words) for c in self.checks]))
        parts.append("\n".join(f"* {words}" for words in self.limits))
        parts.append(_md_table(("数据表", "备份时的行数", "恢复后的行数"), self.rows))
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """A page of its own, for printing and signing. Django must have been started."""
        from django.template.loader import render_to_string

        return render_to_string("record/drill_report.html", {"report": self})


def _md_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(map(_md_cell, line)) + " |" for line in lines)


def _md_cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
