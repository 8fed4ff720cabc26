"""`zugong check`: judge a data set and report what is missing, with article and value."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.arguments import day
from zugong.cli.messages import ConsoleProgress, say, say_problems


FORMATS = ("table", "json", "csv", "xlsx", "parquet", "html")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong check`."""
    add_question(parser)
    parser.add_argument("--all", action="store_true", help="合规和不适用的也列出")
    parser.add_argument("--format", choices=FORMATS, default="table", help="输出格式，不写为 table")
    parser.add_argument("--out", type=Path, metavar="文件", help="写到文件；不写则写到屏幕")
    parser.add_argument("--keep-going", action="store_true", help="有填报错误时去掉错行继续核查（退出码仍为 2）")


def add_question(parser: ArgumentParser) -> None:
    """Add what `check` and `explain` share: data set, days, packs, engine."""
    parser.add_argument("dataset", type=Path, metavar="数据集", help="文件夹、工作簿或单个表文件")
    parser.add_argument("--as-of", type=day, required=True, metavar="日期", help="核查日，如 2025-12-31")
    parser.add_argument("--since", type=day, metavar="日期", help="从哪天起核查；不写为核查日当年1月1日")
    parser.add_argument("--pack", type=Path, action="append", default=[], metavar="文件夹", help="本地法规包，可重复")
    parser.add_argument(
        "--rules", action="append", default=[], metavar="规则", help="只核查这些规则，可用通配符、可重复"
    )
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="引擎，不写为 duckdb")
    parser.add_argument("--master", metavar="地址", help="Spark 集群地址，如 spark://主机:7077；不写为本机")


def run(namespace: Namespace) -> int:
    """Check and report. Exit code 0; 1 when a duty of force must or local was failed; 2 for bad input or usage."""
    from zugong.cli.asking import Refused, answer
    from zugong.regulations.reports import write
    from zugong.regulations.reports.errors import ReportError

    if complaint := _output_complaint(namespace):
        return _refuse(complaint)
    progress = ConsoleProgress()
    try:
        check, reading = answer(namespace, progress, listed_all=namespace.all)
        progress.clear()
        for warning in reading.warnings:
            say(f"提醒：{warning}")
        write(check, namespace.format, namespace.out, listed="all" if namespace.all else "problems")
    except Refused as error:
        progress.clear()
        return _refuse(str(error))
    except ReportError as error:
        return _refuse(str(error))
    if namespace.format != "table":
        for note in check.notes:
            say(note)
    if namespace.out:
        say(f"已写到 {namespace.out}")
    if reading.problems:
        say_problems(reading.problems, f"数据有 {len(reading.problems)} 处填报错误，错行已去掉后核查：")
        return 2
    return 1 if check.failed else 0


def _output_complaint(namespace: Namespace) -> str | None:
    if namespace.format in ("xlsx", "parquet", "html") and namespace.out is None:
        return f"{namespace.format} 格式要写成文件：请加 --out report.{namespace.format}"
    if namespace.out is not None and namespace.out.is_dir():
        return f"{namespace.out} 是文件夹：--out 要写文件名"
    return None


def _refuse(message: str) -> int:
    say(message)
    return 2
