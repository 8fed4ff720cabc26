"""`zugong upgrade`: brings the database and the static files to this version."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from zugong.cli.desk import start_django


def configure(parser: ArgumentParser) -> None:
    """Arguments of the command: none."""


def run(namespace: Namespace) -> int:
    """Migrate forward and collect the static files. Exit code 0; a migration that fails changes nothing."""
    start_django()
    prepare_desk()
    print("数据库和网页文件都已是本版本的。")
    return 0


def prepare_desk() -> None:
    """Migrate the database forward and collect the static files; Django has been started."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
