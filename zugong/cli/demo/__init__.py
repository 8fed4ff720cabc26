"""`zugong demo`: an invented district with an account for every role, in a database of its own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli.desk import start_django
from zugong.cli.messages import ConsoleProgress, say


REFUSAL = (
    "这个数据库已经投入使用，不是示例数据，什么也没有改。\n"
    "要看示例区，请换一个数据文件夹：ZUGONG_DATA=另一个文件夹 zugong demo"
)


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command: none."""


def run(namespace: Namespace) -> int:
    """Make the sample district once; afterwards only tell its accounts. Exit code 0; 2 when the data are real."""
    start_django()
    from zugong.accounts.models import Installation
    from zugong.cli.demo.founding import found_sample, is_in_use
    from zugong.cli.demo.telling import tell_accounts
    from zugong.cli.upgrade import prepare_desk
    from zugong.compliance.models import Run, RunKind
    from zugong.compliance.refreshing import refresh
    from zugong.core.clock import today

    prepare_desk()
    desk = Installation.objects.first()
    if desk is None and not is_in_use():
        found_sample(today(), ConsoleProgress().stage)
    elif desk is None or not desk.is_sample:
        say(REFUSAL)
        return 2
    if not Run.objects.filter(kind=RunKind.CURRENT).exists():
        say("第一次全面核查")
        refresh()
    tell_accounts()
    return 0
