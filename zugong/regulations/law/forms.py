"""Reads the cells of one block and notes every fault, so that a pack's author sees all of them in one go."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from zugong.regulations.law.documents import Block, Cell, Rows
from zugong.regulations.law.problems import PackProblem


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Form:
    """One block of a file: typed cells by key. Faults go to `problems`; the reading goes on with None."""

    def __init__(self, block: Block, file: str, problems: list[PackProblem]) -> None:
        self.block, self.file, self.problems = block, file, problems

    def refuse(self, what: str, remedy: str, key: str | None = None) -> None:
        """Note a fault at the key's line, or at the block's."""
        entry = self.block.entries.get(key) if key else None
        self.problems.append(PackProblem(self.file, entry.line if entry else self.block.line, what, remedy))

    def only(self, allowed: Collection[str]) -> None:
        """Refuse keys that mean nothing here."""
        for key in self.block.entries:
            if key not in allowed:
                self.refuse(f"不认识的键 {key}", "可用的键：" + "、".join(allowed), key)

    def text(self, key: str, *, required: bool = False) -> str | None:
        """The cell's text; None where it is missing, null or blank."""
        entry = self.block.entries.get(key)
        if entry is not None and not isinstance(entry, Cell):
            self.refuse(f"{key} 只能写一个值", "去掉括号或缩进", key)
            return None
        text = (entry.text if entry else None) or None
        if text is None and required:
            self.refuse(f"缺少 {key}", f"补上 {key}", key)
        return text

    def choice(self, key: str, allowed: Collection[str], *, required: bool = False) -> str | None:
        """A text out of a list."""
        text = self.text(key, required=required)
        if text is not None and text not in allowed:
            self.refuse(f"{key} 写作 {text}，不在可用值之列", "可用值：" + "、".join(allowed), key)
            return None
        return text

    def flag(self, key: str) -> bool:
        """true or false; missing is false."""
        return self.choice(key, ("true", "false")) == "true"

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A day as 2019-03-03."""
        text = self.text(key, required=required)
        if text is None:
            return None
        try:
            if not _DAY.fullmatch(text):
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(f"{key} 写作 {text}，不是日期", "写作 2019-03-03 的样子，且确有这一天", key)
            return None

    def start(self, key: str) -> date | None:
        """A day, or None for `always`."""
        if self.text(key) == "always":
            return None
        return self.day(key, required=True)

    def past_day(self, key: str, today: date) -> date | None:
        """A day not later than today."""
        day = self.day(key)
        if day is not None and day > today:
            self.refuse(f"{key} {day} 还没有到", "写实际核对官方文本的日期，未核对写 null", key)
            return None
        return day

    def texts(self, key: str) -> dict[str, str]:
        """A mapping of texts; empty where missing."""
        entry = self.block.entries.get(key)
        if entry is None or (isinstance(entry, Cell) and entry.text is None):
            return {}
        if not isinstance(entry, Block):
            self.refuse(f"{key} 应是“名: 文字”的对照", "每行写一条，行首缩进两格", key)
            return {}
        return {name: cell.text for name, cell in entry.entries.items() if isinstance(cell, Cell) and cell.text}

    def rows(self, key: str) -> tuple[Block, ...]:
        """The blocks of a list; missing or empty is a fault."""
        entry = self.block.entries.get(key)
        if isinstance(entry, Rows) and entry.blocks:
            return entry.blocks
        self.refuse(f"缺少 {key} 或其中没有一条", f"在 {key}: 下面每行写一条“- {{…}}”", key)
        return ()
