"""`zugong rulebook`: write the generated pages of the documentation, or check that they are up to date."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from zugong.cli.messages import ConsoleProgress, say


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong rulebook`."""
    parser.add_argument(
        "directory", type=Path, nargs="?", default=Path("docs/generated"), metavar="文件夹", help="写到哪里"
    )
    parser.add_argument("--check", action="store_true", help="只核对是否最新，不写；过期时退出码为 1")


def run(namespace: Namespace) -> int:
    """Write or check the pages. Exit code 0; 1 when `--check` finds one out of date; 2 when they cannot be written."""
    stale = 0
    for name, text in pages().items():
        path = namespace.directory / name
        if namespace.check:
            if not path.is_file() or path.read_text("utf-8") != text:
                say(f"{path} 已过期：运行 zugong rulebook 重新生成")
                stale = 1
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            say(f"{path} 写不了（{error.strerror}）：请换一个有写权限的文件夹")
            return 2
        say(f"已写 {path}")
    return stale


def pages() -> dict[str, str]:
    """File name -> text of every generated page. Local packs are left out."""
    from zugong.regulations.book import load_book
    from zugong.regulations.law.clauses import open_clauses
    from zugong.regulations.loading import load_law
    from zugong.regulations.reports.contract_page import contract_markdown
    from zugong.regulations.reports.rulebook import rulebook_markdown

    law = load_law()
    book = load_book(law, "duckdb", ConsoleProgress().stage)
    return {"rulebook.md": rulebook_markdown(book, law, open_clauses()), "tables.md": contract_markdown()}
