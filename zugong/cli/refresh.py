"""`zugong refresh`: judge the live database again now."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli.desk import start_django
from zugong.cli.messages import say


def configure(parser: ArgumentParser) -> None:
    """`zugong refresh` takes no arguments."""


def run(namespace: Namespace) -> int:
    """Judge as of today, and throw away what is no longer needed. Exit code 0; 2 when a local pack is at fault."""
    start_django()
    from zugong.compliance.refreshing import refresh, tidy
    from zugong.regulations.loading import BadPack

    try:
        judged = refresh()
    except BadPack as error:
        say(f"法规包有问题，没有核查：{error}")
        return 2
    tidy()
    fails, unknowns = (sum(row[name] for row in judged.summary) for name in ("fail", "unknown"))
    print(f"已核查到 {judged.as_of}：不合规 {fails} 项，待核 {unknowns} 项，用时 {judged.seconds:.1f} 秒。")
    return 0
