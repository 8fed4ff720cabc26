"""`zugong law list|show|stale|diff`: the law as the system applies it, with article, day and how sure it is."""

from __future__ import annotations

import json
import shutil
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from zugong.cli.law.answers import differences, listing, showing, stale
from zugong.cli.law.blocks import Answer, layout
from zugong.cli.law.finding import UnknownRule, select
from zugong.regulations.law.questions import RuleText
from zugong.regulations.loading import BadPack, Law, load_law


STALE_AFTER_DAYS = 365
_CHINA = timezone(timedelta(hours=8))


def configure(parser: ArgumentParser) -> None:
    """Add the four commands to the parser of `zugong law`."""
    commands = parser.add_subparsers(dest="law_command", required=True, metavar="命令")
    lists = commands.add_parser("list", help="列出规则：约束力、起始日、当日的值和依据")
    shows = commands.add_parser("show", help="规则或参数的说明、全部版本和依据")
    shows.add_argument("rule", metavar="规则", help="规则或参数的代号，可用通配符，如 'appointment.notice.*'")
    stales = commands.add_parser("stale", help="没有与官方文本核对的、核对已久的和未启用的值")
    stales.add_argument("--days", type=_days, default=STALE_AFTER_DAYS, metavar="天数", help="核对超过多少天算已久")
    diffs = commands.add_parser("diff", help="两日之间哪些参数和规则变了")
    diffs.add_argument("first", type=_day, metavar="日期1", help="如 2019-03-02")
    diffs.add_argument("second", type=_day, metavar="日期2", help="如 2019-03-03")
    for command in (lists, shows):
        command.add_argument("--on", type=_day, metavar="日期", help="看哪一天的法规，不写为今天")
    for command in (lists, shows, stales, diffs):
        command.add_argument(
            "--pack", type=Path, action="append", default=[], metavar="文件夹", help="本地法规包，可重复"
        )
        command.add_argument("--json", action="store_true", help="输出 JSON")


def run(namespace: Namespace, rules: Sequence[RuleText]) -> int:
    """Answer one `zugong law` command over the book of rules. Exit code 0; 2 for a bad pack or an unknown rule."""
    try:
        answer = _answer(load_law(namespace.pack), rules, namespace)
    except BadPack as error:
        return _complain(f"法规包有 {len(error.problems)} 处问题：\n{error}")
    except UnknownRule as error:
        return _complain(str(error))
    _print(answer, as_json=namespace.json)
    return 0


def _answer(law: Law, rules: Sequence[RuleText], namespace: Namespace) -> Answer:
    match namespace.law_command:
        case "show":
            return showing(law, select(law, rules, namespace.rule), namespace.on or _today())
        case "stale":
            return stale(law, _today(), namespace.days)
        case "diff":
            return differences(law, rules, namespace.first, namespace.second)
        case _:
            return listing(law, rules, namespace.on or _today())


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer.data, ensure_ascii=False, indent=1) + "\n")
        return
    from zugong.regulations.reports.terminal import encodable, to_text

    width = max(shutil.get_terminal_size().columns, 40) if sys.stdout.isatty() else None
    text = to_text(layout(answer, narrow=width is not None), width)
    sys.stdout.write(encodable(text, sys.stdout.encoding or "utf-8"))


def _complain(text: str) -> int:
    sys.stderr.write(text + "\n")
    return 2


def _today() -> date:
    return datetime.now(_CHINA).date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} 不是日期，写作 2019-03-03 的样子") from None


def _days(text: str) -> int:
    if not text.isascii() or not text.isdecimal():
        raise ArgumentTypeError(f"{text} 不是天数，写作 365 的样子")
    return int(text)
