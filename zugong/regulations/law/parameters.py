"""One parameter from its file: the cells of every value, the order of the values, and their citations."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import cast

from zugong.core.citations import Citation
from zugong.regulations.law.documents import Block
from zugong.regulations.law.forms import Form
from zugong.regulations.law.model import Confidence, Source, Value
from zugong.regulations.law.problems import PackProblem
from zugong.regulations.law.sources import CONFIDENCES
from zugong.regulations.law.units import UNITS, Amount, Unit


NAME = re.compile(r"[a-z][a-z0-9_]*")
"""One part of a parameter's key: a folder or a file without its ending."""

_KEYS = ("title", "unit", "reading", "note", "values")
_VALUE_KEYS = ("since", "until", "value", "cites", "confidence", "verified_on", "note", "applied_before_source")


@dataclass(frozen=True, slots=True)
class ParameterFile:
    """What one file says of a parameter. Title and unit may be left out where a shipped one is overridden."""

    key: str
    title: str | None
    unit: str | None
    values: tuple[Value, ...]
    reading: bool
    note: str
    file: str
    line: int


class ParameterReader:
    """Reads parameter files of one pack against the sources known so far."""

    def __init__(
        self,
        sources: Mapping[str, Source],
        broken: Collection[str],
        units: Mapping[str, str],
        pack: str,
        today: date,
        faults: list[PackProblem],
    ) -> None:
        self.sources, self.broken, self.pack, self.today, self.faults = sources, broken, pack, today, faults
        self.units = units  # units of the parameters already known, by key

    def read(self, block: Block, key: str, file: str) -> ParameterFile | None:
        """The parameter a file describes. Faults are noted; then there is none."""
        before = len(self.faults)
        form = Form(block, file, self.faults)
        form.only(_KEYS)
        known = self.units.get(key)
        title = form.text("title", required=known is None)
        unit = form.choice("unit", UNITS, required=known is None)
        self._check_unit(form, unit, known)
        note = form.text("note") or ""
        reading = form.flag("reading")
        if reading and not note:
            form.refuse("标为本系统的理解，却没有 note", "用 note 说明为什么这样理解", "reading")
        effective = UNITS.get(unit or known or "")
        values = [self._value(Form(row, file, self.faults), effective) for row in form.rows("values")]
        if len(self.faults) > before:
            return None
        ordered = self._in_order([value for value in values if value is not None])
        if len(self.faults) > before:
            return None
        return ParameterFile(key, title, unit, ordered, reading, note, file, block.line)

    def _check_unit(self, form: Form, unit: str | None, known: str | None) -> None:
        if unit and known and unit != known:
            form.refuse(f"单位 {unit} 与原有参数的单位 {known} 不同", f"改为 {known}，或略去 unit", "unit")

    def _value(self, form: Form, unit: Unit | None) -> Value | None:
        before = len(self.faults)
        form.only(_VALUE_KEYS)
        value = Value(
            since=form.start("since"),
            until=form.day("until"),
            value=self._amount(form, unit),
            cites=form.text("cites", required=True) or "",
            confidence=cast(Confidence, form.choice("confidence", CONFIDENCES, required=True)),
            verified_on=form.past_day("verified_on", self.today),
            note=form.text("note") or "",
            pack=self.pack,
            file=form.file,
            line=form.block.line,
            applied_before_source=form.flag("applied_before_source"),
        )
        if value.cites:
            self._check_citation(value, form)
        return value if len(self.faults) == before else None

    def _amount(self, form: Form, unit: Unit | None) -> Amount:
        text = form.text("value", required=True)
        if text is None or unit is None:
            return 0
        try:
            return unit.read(text)
        except ValueError as error:
            form.refuse(f"值 {text} 不合单位“{unit.label}”", str(error), "value")
            return 0

    def _check_citation(self, value: Value, form: Form) -> None:
        try:
            cited = Citation.parse(value.cites)
        except ValueError as error:
            form.refuse(f"引文 {value.cites} 写法不对", str(error), "cites")
            return
        source = self.sources.get(cited.source)
        if cited.source in self.broken:
            return
        if source is None:
            form.refuse(
                f"引文所指的法规 {cited.source} 不存在", f"在 sources/ 中写 {cited.source}.yaml，或改正代号", "cites"
            )
            return
        self._check_article(cited, source, form)
        self._check_start(value, source, form)

    def _check_article(self, cited: Citation, source: Source, form: Form) -> None:
        numbered = re.fullmatch(r"[1-9]\d*(\.[1-9]\d*){0,3}", cited.article)
        if not numbered and cited.article not in source.headings:
            form.refuse(
                f"引文的条号 {cited.article} 既不是条号，也不在 {source.slug} 的 headings 中",
                "条号写作 42 或 8.1；没有条号的在法规文件的 headings 中写明条款名",
                "cites",
            )

    def _check_start(self, value: Value, source: Source, form: Form) -> None:
        late = source.until is not None and value.since is not None and value.since >= source.until
        early = source.since is not None and value.since is not None and value.since < source.since
        if late:
            form.refuse(
                f"起始日 {value.since} 时 {source.slug} 已失效（{source.until}）", "改引当日施行的法规版本", "since"
            )
        if early and not value.applied_before_source:
            form.refuse(
                f"起始日 {value.since} 早于 {source.slug} 的施行日 {source.since}",
                "改正日期；确需提前适用的，写 applied_before_source: true 并用 note 说明",
                "since",
            )
        if value.applied_before_source and not value.note:
            form.refuse("提前适用却没有说明", "用 note 写明理由", "applied_before_source")

    def _in_order(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """Values with their ends filled in: each runs to the next one unless it says otherwise."""
        before = len(self.faults)
        closed = [self._close(value, following) for value, following in pairwise([*values, None]) if value]
        for value in closed if len(self.faults) == before else ():
            self._check_end(value)
        return tuple(closed)

    def _close(self, value: Value, following: Value | None) -> Value:
        if value.until is not None and value.since is not None and value.until <= value.since:
            self._refuse(value, "截止日不在起始日之后", "until 写不再适用的第一天，应晚于 since")
        if following is None:
            return value
        if following.since is None or (value.since is not None and following.since <= value.since):
            self._refuse(
                following, "各值没有按起始日从早到晚排列，或起始日相同", "按 since 从早到晚排列，每个起始日一条"
            )
        elif value.until is not None and value.until > following.since:
            self._refuse(
                value, f"截止日 {value.until} 与下一条的起始日 {following.since} 重叠", "截止日不得晚于下一条的起始日"
            )
        return value if value.until is not None else replace(value, until=following.since)

    def _check_end(self, value: Value) -> None:
        """A value must not outlive the text it cites: either a newer value follows, or it says until when it runs."""
        source = self.sources.get(Citation.parse(value.cites).source)
        if source and source.until is not None and (value.until is None or value.until > source.until):
            self._refuse(
                value,
                f"{source.slug} 自 {source.until} 起失效，此值却仍适用",
                "接着写引用新版本的一条，或用 until 写明截止日",
            )

    def _refuse(self, value: Value, what: str, remedy: str) -> None:
        self.faults.append(PackProblem(value.file, value.line, what, remedy))
