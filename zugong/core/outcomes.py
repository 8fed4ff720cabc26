"""The four outcomes of a judgement and the force of the duty behind it."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """What a rule says about one subject. Missing data is UNKNOWN, never a default."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return {"pass": "合规", "fail": "不合规", "unknown": "待核", "not_applicable": "不适用"}[self.value]

    @property
    def glyph(self) -> str:
        return {"pass": "✓", "fail": "✕", "unknown": "?", "not_applicable": "—"}[self.value]


class Force(StrEnum):
    """How binding the text is: 应当 (must), 一般 (generally), 本地 (local duty)."""

    MUST = "must"
    GENERALLY = "generally"
    LOCAL = "local"

    @property
    def label(self) -> str:
        return {"must": "应当", "generally": "一般", "local": "本地"}[self.value]

    @property
    def binding(self) -> bool:
        """Whether a failure makes a check end with exit code 1."""
        return self is not Force.GENERALLY
