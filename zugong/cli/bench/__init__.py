"""`zugong bench`: what a nation, each rule, each page, the record and form files cost, measured in one run."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from zugong.cli.bench.machine import describe_machine


NATION = 5_200_000
SUBJECTS = 1_000_000
INPUTS = 1_000_000
_CHINA = timezone(timedelta(hours=8))


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong bench` to a parser."""
    parser.add_argument(
        "what",
        nargs="?",
        choices=("nation", "rules", "desk", "record", "forms", "exchange"),
        metavar="nation|rules|desk|record|forms|exchange",
        help="nation：全国支部一条周期规则；rules：逐条规则各一百万个对象；desk：本机数据库上的网页；"
        "record：留痕一百万条；forms：两千张任免审批表和一百万个损坏的文件；"
        "exchange：导入十万行花名册和两千份任免审批表；不写为前两项都测",
    )
    parser.add_argument("--json", type=Path, metavar="文件", help="把数字写成 JSON")
    parser.add_argument("--branches", type=_count, default=NATION, metavar="N", help="支部数，不写为 5200000")
    parser.add_argument(
        "--subjects", type=_count, default=SUBJECTS, metavar="N", help="每条规则的对象数，不写为 1000000"
    )
    parser.add_argument("--inputs", type=_count, default=INPUTS, metavar="N", help="损坏的文件数，不写为 1000000")
    parser.add_argument("--seed", type=int, metavar="N", help="损坏文件的种子，不写为随时间而变")
    parser.add_argument("--rounds", type=_count, default=3, metavar="N", help="轮数，取最快的一次，不写为 3")
    parser.add_argument(
        "--data", type=Path, default=Path("var/bench"), metavar="文件夹", help="测量数据放在哪里，已有的不再生成"
    )


def run(namespace: Namespace) -> int:
    """Measure and print. Exit code 0; 1 when the contenders do not agree; 2 when something needed is missing."""
    from zugong.cli.bench.measuring import CannotMeasure

    try:
        figures, agree = _measure(namespace)
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 2
    figures |= {"machine": describe_machine(), "date": datetime.now(_CHINA).date().isoformat()}
    if namespace.json is not None:
        namespace.json.parent.mkdir(parents=True, exist_ok=True)
        namespace.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0 if agree else 1


def _measure(namespace: Namespace) -> tuple[dict[str, Any], bool]:
    """The figures asked for, those of the nation at the top, and whether all contenders gave the same rows."""
    from zugong.cli.bench.nation import measure as measure_nation
    from zugong.cli.bench.rules import measure as measure_rules

    if namespace.what == "desk":
        from zugong.cli.bench.desk import measure as measure_desk

        return measure_desk(), True
    if namespace.what == "record":
        from zugong.cli.bench.record import measure as measure_record

        return measure_record(namespace.data), True
    if namespace.what == "forms":
        from zugong.cli.bench.forms import measure as measure_forms

        return measure_forms(namespace.inputs, seed=namespace.seed), True
    if namespace.what == "exchange":
        from zugong.cli.bench.exchange import measure as measure_exchange

        return measure_exchange(), True
    figures: dict[str, Any] = {}
    agree = True
    if namespace.what != "rules":
        figures, agree = measure_nation(namespace.data, namespace.branches, namespace.rounds)
    if namespace.what != "nation":
        figures["rules"] = measure_rules(namespace.subjects, namespace.rounds)
    return figures, agree


def _count(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"{text} 不是正整数")
    return int(text)
