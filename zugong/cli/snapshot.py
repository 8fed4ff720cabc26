"""`zugong snapshot`: the live database as a data set that `zugong check` judges."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.desk import start_django
from zugong.cli.messages import ConsoleProgress, say


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong snapshot`."""
    parser.add_argument("folder", type=Path, metavar="文件夹", help="写到哪里：不存在或空的文件夹")


def run(namespace: Namespace) -> int:
    """Write the snapshot. Exit code 0; 2 when the folder cannot be written."""
    start_django()
    from zugong.compliance.snapshots import NotEmpty, write_snapshot

    progress = ConsoleProgress()
    try:
        counts = write_snapshot(namespace.folder, progress.stage)
    except NotEmpty:
        progress.clear()
        say(f"{namespace.folder} 里已有内容，没有写：请换一个空的文件夹。")
        return 2
    except OSError as error:
        progress.clear()
        say(f"{namespace.folder} 写不进去（{error.strerror}），没有留下文件：请检查磁盘空间和权限。")
        return 2
    progress.clear()
    say(f"已写出 {len(counts)} 张表、{sum(counts.values())} 行到 {namespace.folder}。含个人信息，请按规定保管。")
    print(f"核查：zugong check {namespace.folder} --as-of 日期")
    return 0
