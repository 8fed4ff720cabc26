"""`zugong explain`: how a finding came about, until a person can check it by hand."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta, timezone

from zugong.cli.arguments import day
from zugong.cli.messages import ConsoleProgress, say


CHINA = timezone(timedelta(hours=8))


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong explain`."""
    from pathlib import Path

    parser.add_argument("dataset", type=Path, metavar="数据集", help="文件夹、工作簿或单个表文件")
    parser.add_argument("rule", metavar="规则", help="规则代号，如 branch_life.assembly_quarterly")
    parser.add_argument("subject", metavar="对象", help="对象编号，如核查结果中的对象编号")
    parser.add_argument("--period", metavar="期间", help="只说明这一期间，如 2025-Q1；不写则说明所有有问题的期间")
    parser.add_argument("--as-of", type=day, metavar="日期", help="核查日，不写为今天")
    parser.add_argument("--since", type=day, metavar="日期", help="从哪天起核查；不写为核查日当年1月1日")
    parser.add_argument("--pack", type=Path, action="append", default=[], metavar="文件夹", help="本地法规包，可重复")
    parser.set_defaults(rules=[], engine="duckdb", master=None)


def run(namespace: Namespace) -> int:
    """Explain the findings of one subject. Exit code 0; 2 when there is nothing to explain or the data are bad."""
    from zugong.cli.asking import Refused, question_of, refusals
    from zugong.regulations.explaining import NoFinding, Subject, explain
    from zugong.regulations.reports.explain import write_explanation

    namespace.as_of = namespace.as_of or datetime.now(CHINA).date()
    subject = Subject(namespace.rule, namespace.subject, namespace.period)
    try:
        with refusals():
            question = question_of(namespace, listed_all=True)
            explanations = explain(namespace.dataset, subject, question, ConsoleProgress())
    except NoFinding:
        say(_nothing_found(namespace))
        return 2
    except Refused as error:
        say(str(error))
        return 2
    for number, explanation in enumerate(explanations):
        if number:
            sys.stdout.write("\n" + "─" * 40 + "\n\n")
        write_explanation(explanation, sys.stdout)
    return 0


def _nothing_found(namespace: Namespace) -> str:
    rule: str = namespace.rule
    period = f"、期间 {namespace.period}" if namespace.period else ""
    return (
        f"规则 {namespace.rule} 对 {namespace.subject}{period} 没有结论（核查日 {namespace.as_of}）。可能是编号写错、"
        "不属于这条规则核查的对象，或者期间不在核查范围内；规则核查谁，见 zugong law show " + rule
    )
