"""`zugong`: the commands. Each is imported only when it is called, so that help and start are quick."""

from __future__ import annotations

import importlib
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass

import zugong
from zugong.cli.arguments import ChineseParser


@dataclass(frozen=True, slots=True)
class Command:
    """A command: the module with `configure(parser)` and `run(namespace)`, and what it is for."""

    module: str
    purpose: str


COMMANDS = {
    "check": Command("zugong.cli.check", "核查一个数据集：逐条说明缺什么、依据哪一条"),
    "explain": Command("zugong.cli.explain", "说明一个结论怎样得来：参数、数到的行、算式、条文"),
    "law": Command("zugong.cli.law_command", "查看法规参数：清单、版本、待核实、两日之间的变化"),
    "form": Command("zugong.cli.form", "任免审批表（.lrmx、.lrm）：查看、比较、转换"),
    "sample": Command("zugong.cli.sample", "生成示例数据"),
    "init": Command("zugong.cli.init", "第一次使用：建库、生成密钥、开立三员账号"),
    "account": Command("zugong.cli.accounts_command", "在服务器上处理三员账号：重置、再开一个"),
    "load": Command("zugong.cli.load", "把数据集导入本机的数据库"),
    "leave": Command("zugong.cli.leave", "全量导出：数据表、任免审批表、文件、留痕"),
    "demo": Command("zugong.cli.demo", "建一个示例区，附各岗位的示例账号"),
    "bench": Command("zugong.cli.bench", "测量速度和内存"),
    "refresh": Command("zugong.cli.refresh", "把数据库按今天重新核查一遍"),
    "snapshot": Command("zugong.cli.snapshot", "把数据库导出成可核查的数据集"),
    "rulebook": Command("zugong.cli.rulebook", "生成规则手册"),
    "matrix": Command("zugong.cli.matrix", "生成访问矩阵：哪一页对哪个岗位开放"),
    "serve": Command("zugong.cli.serve", "运行网页：网页、后台任务、定时任务"),
    "upgrade": Command("zugong.cli.upgrade", "升级之后：把数据库和网页文件更新到本版本"),
    "audit": Command("zugong.cli.audit", "留痕：核验、导出、取检查点、见证"),
    "backup": Command("zugong.cli.backup", "备份数据库和文件，运行中也可以做"),
    "restore": Command("zugong.cli.restore", "从备份恢复，或做恢复演练"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 0, 1 (a duty was failed) or 2 (bad input or usage)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((word for word in words if not word.startswith("-")), None)
    namespace = _parser(chosen).parse_args(words)
    try:
        return _run(namespace)
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 — lives until the process ends
        return 0
    except KeyboardInterrupt:
        print("\n已中断，没有写出任何文件。", file=sys.stderr)
        return 130


def _run(namespace: Namespace) -> int:
    module = importlib.import_module(COMMANDS[namespace.command].module)
    code: int = module.run(namespace)
    return code


def _parser(chosen: str | None) -> ChineseParser:
    """The parser; only the chosen command is imported to add its arguments."""
    parser = ChineseParser(
        prog="zugong", description="组工：按标明日期和条文的法规核查，逐条说明依据。只提示，不作决定。"
    )
    parser.add_argument("--version", action="version", version=f"zugong {zugong.__version__}", help="显示版本")
    commands = parser.add_subparsers(dest="command", metavar="<命令>", required=True, title="命令")
    for name, command in COMMANDS.items():
        below = commands.add_parser(name, help=command.purpose, description=command.purpose)
        if name == chosen:
            importlib.import_module(command.module).configure(below)
    return parser


if __name__ == "__main__":
    sys.exit(main())
