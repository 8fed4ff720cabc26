"""`zugong matrix`: write the access matrix, or check that it is up to date."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.messages import say


PAGE = Path("docs/generated/access-matrix.md")
SETTINGS = "zugong.config.settings.test"
"""The addresses are the same under all settings; these touch no installation's data or keys."""


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command."""
    parser.add_argument("path", type=Path, nargs="?", default=PAGE, metavar="文件", help="写到哪里")
    parser.add_argument("--check", action="store_true", help="只核对是否最新，不写；过期时退出码为 1")


def run(namespace: Namespace) -> int:
    """Write or check the page. Exit code 0; 1 when it is out of date or a page does not say who may open it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    from zugong.cli.desk import start_django

    start_django()
    from zugong.www.matrix import Undeclared, endpoints, matrix_markdown

    try:
        text = matrix_markdown(endpoints())
    except Undeclared as problem:
        say(str(problem))
        return 1
    return _check(namespace.path, text) if namespace.check else _write(namespace.path, text)


def _check(path: Path, text: str) -> int:
    if path.is_file() and path.read_text("utf-8") == text:
        return 0
    say(f"{path} 已过期：运行 zugong matrix 重新生成")
    return 1


def _write(path: Path, text: str) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    say(f"已写 {path}")
    return 0
