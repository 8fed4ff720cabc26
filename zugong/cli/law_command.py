"""`zugong law`, over the compiled book of rules."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli import law
from zugong.cli.messages import ConsoleProgress


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong law`."""
    law.configure(parser)


def run(namespace: Namespace) -> int:
    """Answer one question about the law. Exit code 0; 2 for a bad pack or an unknown rule."""
    from zugong.regulations.book import load_book
    from zugong.regulations.loading import BadPack, load_law

    try:
        book = load_book(load_law(namespace.pack), "duckdb", ConsoleProgress().stage)
    except BadPack:
        return law.run(namespace, ())  # says what is wrong with the packs
    return law.run(namespace, list(book.values()))
