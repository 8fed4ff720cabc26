"""What every check returns: findings, the summary of each rule, and the data set they speak of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from zugong.core.outcomes import Force


FINDING_COLUMNS = (
    "rule",
    "subject_kind",
    "subject_id",
    "period",
    "outcome",
    "force",
    "actual",
    "required",
    "reason",
    "citation",
    "since",
)
"""The columns of a finding in the order of the contract; all text, `since` an ISO day or empty."""

FINDING_SCHEMA = pa.schema([(name, pa.string()) for name in FINDING_COLUMNS])

SUBJECT_KINDS = {
    "organization": "组织",
    "meeting": "会议",
    "person": "人员",
    "training_class": "培训班次",
    "training_record": "培训记录",
    "post_quota": "职数",
    "appointment_case": "选任个案",
    "indicator": "考核指标",
    "scheme": "考核体系",
}


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What people need to know of a rule: key, Chinese title, force, one-paragraph explanation, where it stands."""

    key: str
    title: str
    force: Force
    explanation: str
    citations: tuple[str, ...] = ()  # of the text in force on the as-of day

    @property
    def topic(self) -> str:
        """First word of the key, e.g. `branch_life`."""
        return self.key.split(".", 1)[0]


TOPICS = {
    "branch_life": "三会一课",
    "organization": "组织设置",
    "life_meeting": "民主生活会",
    "training": "教育培训",
    "appointment": "选拔任用",
    "assessment": "考核",
    "register": "信息校核",
    "reminder": "到期提醒",
}
"""Rule topics in the order of reports."""


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """How many subjects of one rule ended with each outcome."""

    rule: str
    passes: int
    fails: int
    unknowns: int
    not_applicables: int


@dataclass(frozen=True, slots=True)
class Check:
    """One run of the judge over one data set."""

    dataset: str
    as_of: date
    since: date
    cards: Mapping[str, RuleCard]
    summary: tuple[RuleSummary, ...]
    findings: pa.Table  # FINDING_SCHEMA, sorted by rule, subject_id, period
    names: Mapping[tuple[str, str], str]  # (subject_kind, subject_id) -> name shown to people; may lack subjects
    citations: Mapping[str, str]  # citation -> regulation and article in Chinese
    unconfirmed: frozenset[str]  # citations among them whose text is 待核实
    notes: tuple[str, ...] = ()  # what the reader should know: rules not yet in force, tables not seen

    @property
    def failed(self) -> bool:
        """Whether a duty of force must or local was failed (exit code 1)."""
        return any(row.fails and self.cards[row.rule].force.binding for row in self.summary)
