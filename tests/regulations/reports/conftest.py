from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import pyarrow as pa
import pytest

from zugong.core.outcomes import Force, Outcome
from zugong.regulations.findings import FINDING_SCHEMA, Check, RuleCard, RuleSummary


ASSEMBLY = "branch_life.assembly_quarterly"
THEME_DAY = "branch_life.theme_day_monthly"
NOTICE = "appointment.notice.length"
SHARE = "training.party_spirit_share"
TITLES = {
    ASSEMBLY: ("支部党员大会每季度至少1次", Force.MUST),
    THEME_DAY: ("主题党日每月至少1次", Force.GENERALLY),
    SHARE: ("党性教育课时不低于总课时的50%", Force.LOCAL),
    NOTICE: ("任前公示不少于5个工作日", Force.MUST),
}
BRANCH_ARTICLE = "party-branch-regulations-2018#11"
LOCAL_ARTICLE = "district-responsibility-system#2"
CITATIONS = {
    BRANCH_ARTICLE: "《中国共产党支部工作条例（试行）》第11条",
    LOCAL_ARTICLE: "《本区党委意识形态工作责任制》第2条",
}

Finding = Mapping[str, str]


def finding(**values: str) -> Finding:
    """A failed assembly of one branch, with what the test cares for changed."""
    return {
        "rule": ASSEMBLY,
        "subject_kind": "organization",
        "subject_id": "b1",
        "period": "2025-Q1",
        "outcome": "fail",
        "force": "must",
        "actual": "0",
        "required": "≥ 1",
        "reason": "",
        "citation": BRANCH_ARTICLE,
        "since": "2018-10-28",
        **values,
    }


def build(
    findings: Sequence[Finding] = (),
    names: Mapping[tuple[str, str], str] | None = None,
    notes: tuple[str, ...] = (),
    since: date = date(2025, 1, 1),
    rules: Sequence[str] = tuple(TITLES),
    dataset: str = "/srv/private/青澜区2025",
) -> Check:
    """A check whose summary counts the given findings, plus three passes for every rule."""
    return Check(
        dataset=dataset,
        as_of=date(2025, 12, 31),
        since=since,
        cards={key: RuleCard(key, *TITLES[key], f"{TITLES[key][0]}。缺数据的列为待核。") for key in rules},
        summary=tuple(_summary(key, findings) for key in rules),
        findings=pa.Table.from_pylist([dict(row) for row in findings], schema=FINDING_SCHEMA),
        names=names or {},
        citations=CITATIONS,
        unconfirmed=frozenset({LOCAL_ARTICLE}),
        notes=notes,
    )


def _summary(key: str, findings: Sequence[Finding]) -> RuleSummary:
    counts = {
        outcome: sum(row["rule"] == key and row["outcome"] == outcome for row in findings) for outcome in Outcome
    }
    return RuleSummary(
        key,
        counts[Outcome.PASS] + 3,
        counts[Outcome.FAIL],
        counts[Outcome.UNKNOWN],
        counts[Outcome.NOT_APPLICABLE],
    )


@pytest.fixture
def make_finding() -> Callable[..., Finding]:
    return finding


@pytest.fixture
def make_check() -> Callable[..., Check]:
    return build


@pytest.fixture
def mixed() -> Check:
    """One row of each outcome over three topics, rules in the order of the contract."""
    return build(
        [
            finding(rule=NOTICE, subject_kind="appointment_case", subject_id="c1", period="", actual="4"),
            finding(subject_id="b1"),
            finding(subject_id="b2", outcome="unknown", reason="缺党员名册", actual=""),
            finding(rule=THEME_DAY, subject_id="b1", period="2025-03", outcome="pass", force="generally", actual="1"),
            finding(
                rule=SHARE,
                subject_kind="training_class",
                subject_id="k1",
                period="",
                outcome="not_applicable",
                force="local",
                citation=LOCAL_ARTICLE,
            ),
        ],
        names={("organization", "b1"): "上河村党支部", ("appointment_case", "c1"): "王明远任前个案"},
        notes=("没有看到表 工作日历。",),
    )
