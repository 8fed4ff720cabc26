"""`zugong leave`: take everything out, so that another installation, or none, can have it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.messages import ConsoleProgress, say


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong leave`."""
    parser.add_argument("folder", type=Path, metavar="文件夹", help="写到哪里；必须是还没有的文件夹")
    parser.add_argument("--by", nargs=2, required=True, metavar="账号", help="办理的两个人，随后各输口令")
    parser.add_argument("--reason", required=True, metavar="理由", help="写进留痕")


def run(namespace: Namespace) -> int:
    """Exit code 0; 2 with a message when it could not be done."""
    from zugong.cli.desk import start_django

    start_django()
    from zugong.cli.persons import two_persons
    from zugong.core.errors import ActionError
    from zugong.exchange.actions.take_whole_out import take_whole_out

    try:
        first, second = two_persons(namespace.by)
        manifest = take_whole_out(
            namespace.folder,
            by=first,
            second=second.account,
            reason=namespace.reason,
            progress=ConsoleProgress().stage,
        )
    except ActionError as problem:
        say(problem.message)
        return 2
    except OSError as problem:
        say(f"文件读写不成：{problem}")
        return 2
    rows = sum(manifest["tables"].values()) + sum(manifest["rest"].values())
    print(f"已写到 {namespace.folder}：{rows} 行数据，{manifest['forms']} 份任免审批表。")
    for remark in manifest["remarks"]:
        say(f"提醒：{remark}")
    print("账号、口令和密钥不在里面。内容含身份证号和家庭情况，请按涉密载体管理；恢复用 zugong load。")
    return 0
