"""`zugong form`: show, compare and convert appointment forms (.lrmx, .lrm)."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path


TARGETS = ("lrmx", "lrm", "docx", "json")
DIALECTS = ("classic", "4.0")


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong form`."""
    verbs = parser.add_subparsers(dest="verb", metavar="<做什么>", required=True, title="做什么")
    show = verbs.add_parser("show", help="列出表里的各项和要核对的地方")
    show.add_argument("files", type=Path, nargs="+", metavar="文件", help="任免审批表、文件夹或 zip")
    diff = verbs.add_parser("diff", help="逐项比较两张表：相同为 0，不同为 1，读不了为 2")
    diff.add_argument("left", type=Path, metavar="甲", help="任免审批表")
    diff.add_argument("right", type=Path, metavar="乙", help="任免审批表")
    convert = verbs.add_parser("convert", help="转成 .lrmx、.lrm、Word 或 JSON")
    convert.add_argument("files", type=Path, nargs="+", metavar="文件", help="任免审批表、文件夹或 zip")
    convert.add_argument("--to", choices=TARGETS, required=True, help="转成什么")
    convert.add_argument(
        "--dialect", choices=DIALECTS, default="classic", help=".lrmx 的格式，不写为 classic（34 项）"
    )
    convert.add_argument(
        "--out", metavar="文件或文件夹", help="写到哪里；几张表时写文件夹；一张表转 JSON 不写则显示在屏幕上"
    )


def run(namespace: Namespace) -> int:
    """Exit code 0; 1 when compared forms differ; 2 when a file is no form or cannot be written."""
    if namespace.verb == "diff":
        from zugong.cli.form.diff import compare

        return compare(namespace.left, namespace.right)
    if namespace.verb == "show":
        from zugong.cli.form.show import show

        return show(namespace.files)
    from zugong.cli.form.convert import convert

    return convert(namespace.files, namespace.to, namespace.dialect, namespace.out)
