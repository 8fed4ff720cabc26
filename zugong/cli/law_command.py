"""`zugong law`, over the compiled book of rules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli import law
from zugong.cli.messages import ConsoleProgress
from zugong.regulations.book import load_book
from zugong.regulations.loading import load_law


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong law`."""
    law.configure(parser)


def run(namespace: Namespace) -> int:
    """Answer one question about the law."""
    book = load_book(load_law(), "duckdb", ConsoleProgress().stage)
    return law.run(namespace, list(book.values()))
