"""Arguments shared by commands, and a parser that speaks Chinese."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, HelpFormatter
from datetime import date
from typing import Any, NoReturn


class ChineseFormatter(HelpFormatter):
    """Help with Chinese headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class ChineseParser(ArgumentParser):
    """An argument parser whose usage errors say in Chinese what is wrong and how to get help. Exits with 2."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", ChineseFormatter)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{translated(message)}。\n运行 {self.prog} --help 查看用法。\n")


PHRASES = (
    ("the following arguments are required: ", "缺少参数："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("expected one argument", "后面要跟一个值"),
    ("expected at least one argument", "后面至少要跟一个值"),
    ("invalid choice: ", "没有这个选择："),
    (" (choose from ", "（可选："),
    ("argument ", "参数 "),
    ("ambiguous option: ", "选项不明确："),
    (" could match ", " 可能是 "),
)


def translated(message: str) -> str:
    """argparse's English message in Chinese."""
    for english, chinese in PHRASES:
        message = message.replace(english, chinese)
    return message.removesuffix(")") + ("）" if "（可选：" in message else "")


def day(text: str) -> date:
    """A day as 2025-12-31. Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} 不是日期：请写成 2025-12-31 这样") from None
