"""What a verification finds, and how it is told."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """What is wrong; the codes of the offline verifiers, and those only the database can show."""

    SEQ = "seq"
    EPOCH = "epoch"
    PREVIOUS = "previous"
    ROWS = "rows"
    LEAF = "leaf"
    COLUMNS = "columns"
    BODY = "body"
    STRAY = "stray"
    HEAD = "head"
    CHECKPOINT = "checkpoint"
    SIGNATURE = "signature"
    TRUNCATED = "truncated"
    ROOT = "root"
    SPLIT = "split"
    LIVE = "live"
    HISTORY = "history"
    ERASED = "erased"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Code.SEQ: "序号不连续",
    Code.EPOCH: "期倒退",
    Code.PREVIOUS: "与上一条接不上",
    Code.ROWS: "内容与正文里的摘要不符",
    Code.LEAF: "正文与叶摘要不符",
    Code.COLUMNS: "时间、账号、事项或对象一栏与正文不符",
    Code.BODY: "正文读不出",
    Code.STRAY: "内容没有对应的留痕",
    Code.HEAD: "记录头与留痕不符",
    Code.CHECKPOINT: "检查点读不出",
    Code.SIGNATURE: "检查点的签名不成立",
    Code.TRUNCATED: "留痕比检查点短",
    Code.ROOT: "检查点的树根与留痕不符",
    Code.SPLIT: "从前取走的检查点与现在的留痕对不上",
    Code.LIVE: "业务数据与最近一次留痕不符",
    Code.HISTORY: "改前内容与上一次留痕不符",
    Code.ERASED: "内容不明不白地不见了",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: at which entry, and what in words."""

    code: Code
    seq: int | None
    text: str

    def __str__(self) -> str:
        place = "" if self.seq is None else f"第 {self.seq} 条："
        return f"{place}{self.code.label}。{self.text}".rstrip("。") + "。"


@dataclass(slots=True)
class Report:
    """The result. `ok` when nothing is wrong; `faults` in the order they were found, at most so many are kept."""

    size: int = 0
    epoch: int = 1
    root_sha256: str = ""
    root_sm3: str = ""
    checkpoints: int = 0
    witnesses: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)  # the checkpoints from outside that hold
    rows: int = 0
    erased: int = 0
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    seconds: float = 0.0

    @property
    def ok(self) -> bool:
        return self.fault_count == 0

    @property
    def first(self) -> Fault | None:
        """The fault with the lowest number; those without one come last."""
        return min(self.faults, key=lambda fault: (fault.seq is None, fault.seq or 0), default=None)

    def as_json(self) -> dict[str, Any]:
        """The report for `Verification.report` and `--json`."""
        told = asdict(self)
        told["faults"] = [
            {"code": f.code.value, "seq": f.seq, "text": f.text, "label": f.code.label} for f in self.faults
        ]
        told["milliseconds"] = round(told.pop("seconds") * 1000)
        return told | {"ok": self.ok, "lines": self.lines()}

    def lines(self) -> list[str]:
        """The report in sentences for an officer: what was found, what was proved, what was not."""
        return [*self._verdict(), *self._proved(), *self._not_proved()]

    def _verdict(self) -> list[str]:
        if self.ok:
            return [f"核验通过：{self.size} 条留痕前后一致，没有发现改动。"]
        first = self.first
        rest = [f"　{fault}" for fault in self.faults]
        more = [f"　……另有 {self.fault_count - len(self.faults)} 处"] if self.fault_count > len(self.faults) else []
        return [
            f"核验不通过：发现 {self.fault_count} 处不符。最早的一处：{first}",
            *rest,
            *more,
            "请保护好现场：不要再写入，复制数据库和日志，报告审计管理员和见证人。",
        ]

    def _proved(self) -> list[str]:
        if not self.ok:
            return []
        told = [
            f"已证明：每条留痕的内容与摘要相符，序号无缺，首尾相接；{self.rows} 行业务数据与最近一次留痕逐行相同。",
            f"已证明：{self.checkpoints} 个检查点的签名和树根都成立。",
            *(
                f"已证明：从前取走的检查点（{which}）是现在这份记录的开头，从那时起没有被改写。"
                for which in self.outside
            ),
        ]
        if self.erased:
            told.append(f"依法清除过 {self.erased} 行内容，摘要仍在，不影响核验。")
        return told + self.notes

    def _not_proved(self) -> list[str]:
        told = ["不在范围内：索引、会话、登录失败计数、任务队列、推算出来的结论、数据库空闲页。"]
        if not self.witnesses and not self.outside:
            told.insert(0, "没有外部见证人：只能证明记录自洽，不能证明操作者没有整体重写。请让纪检或机要用 U 盘见证。")
        elif self.witnesses:
            told.insert(0, f"见证人：{'、'.join(self.witnesses)}。见证人最后一次签名之后的留痕，还没有外人作证。")
        return told
