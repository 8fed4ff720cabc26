"""`zugong load`: load a data set into the database of this server."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zugong.cli.messages import ConsoleProgress, say, say_problems


if TYPE_CHECKING:
    from zugong.exchange.planning import Plan


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong load`."""
    parser.add_argument(
        "dataset",
        type=Path,
        metavar="数据集",
        help="文件夹、工作簿、单个表文件、任免审批表、交接包，或全量导出的文件夹",
    )
    parser.add_argument("--keep-going", action="store_true", help="有填报错误时只导入无误的行（退出码仍为 2）")


def run(namespace: Namespace) -> int:
    """Load it, in one transaction. Exit code 0; 2 when something in the data set is wrong."""
    from zugong.cli.desk import start_django

    start_django()
    from zugong.accounts.acting import Acting
    from zugong.core.errors import ActionError
    from zugong.exchange.actions.load_dataset import load_dataset
    from zugong.exchange.leaving.whole import read_manifest
    from zugong.regulations.tables.problems import BadDataset

    progress = ConsoleProgress()
    try:
        if namespace.dataset.is_dir() and read_manifest(namespace.dataset) is not None:
            return _restore(namespace.dataset, progress)
        plan = load_dataset(
            namespace.dataset,
            by=Acting.program("load"),
            only_good=namespace.keep_going,
            progress=progress.stage,
        )
    except BadDataset as fault:
        say_problems(fault.problems, "数据不能读取，什么也没有导入：")
        return 2
    except ActionError as problem:
        say(problem.message)
        return 2
    return _report(plan, keep_going=namespace.keep_going)


def _restore(folder: Path, progress: ConsoleProgress) -> int:
    """A full export into the empty installation. Raises ActionError."""
    from zugong.accounts.acting import Acting
    from zugong.exchange.actions.restore_whole import restore_whole

    remarks = restore_whole(folder, by=Acting.program("load"), progress=progress.stage)
    for remark in remarks:
        say(f"提醒：{remark}")
    print("已从全量导出恢复。账号要另行建立；从前的留痕在导出的 record.zip 里，可以离线核验。")
    return 0


def _report(plan: Plan, *, keep_going: bool) -> int:
    for warning in plan.merge.reading.warnings:
        say(f"提醒：{warning}")
    written = keep_going or not plan.problems
    if plan.problems:
        result = "其余的行已导入" if keep_going else "什么也没有导入；加 --keep-going 可以只导入无误的行"
        say_problems(plan.problems, f"数据有 {len(plan.problems)} 处填报错误，{result}：")
    for count in plan.counts:
        numbers = f"新增 {count.new}，更新 {count.changed}，不变 {count.unchanged}，有问题 {count.faulty}"
        print(f"{count.label}：{numbers}")
    if written:
        print("已导入。")
    return 2 if plan.problems else 0
