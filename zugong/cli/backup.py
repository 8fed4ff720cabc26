"""`zugong backup`: a consistent copy of the database and the files, while the desk runs."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from zugong.cli.desk import start_django
from zugong.cli.messages import say


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong backup` to a parser."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar="文件夹", help="备份写到哪里；最好在另一块加密的磁盘上"
    )
    parser.add_argument("--keep", type=_some, metavar="N", help="写成之后只留本系统最近的 N 份；不写则都留着")


def run(namespace: Namespace) -> int:
    """Take a backup. Exit code 0; 2 with a message when it cannot be taken: then nothing is left behind."""
    from zugong.config.backups.errors import BackupError

    start_django()
    try:
        _run(namespace)
    except BackupError as error:
        say(error.message)
        return 2
    return 0


def _run(namespace: Namespace) -> None:
    from datetime import UTC, datetime

    from django.conf import settings

    from zugong.audit.actors import Actor
    from zugong.audit.recording import record_event
    from zugong.config.backups.pruning import prune
    from zugong.config.backups.taking import take_backup
    from zugong.core.paths import data_folder, secrets_folder

    taken = take_backup(
        namespace.out,
        database=settings.DATABASES["default"],
        data=data_folder(),
        secrets=secrets_folder(),
        at=datetime.now(UTC),
    )
    told = taken.manifest
    print(f"备份 {taken.path}")
    print(f"  摘要 SHA-256 {taken.sha256}")
    print(f"  留痕 {told.record.size} 条　文件 {len(told.parts) - 1} 个　内容共 {told.bytes / 1e6:.1f} MB")
    removed = prune(namespace.out, namespace.keep, dict(told.keys)) if namespace.keep else []
    for path in removed:
        print(f"已删旧备份 {path}")
    details = {"name": taken.path.name, "sha256": taken.sha256, "size": told.record.size}
    details["pruned"] = [path.name for path in removed]
    record_event(Actor.program("backup"), "audit.backup.taken", f"backup:{taken.path.name}", details=details)
    say("密钥文件夹不在备份里，请另外保管；没有它，密封的字段打不开。")


def _some(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or int(text) == 0:
        raise ArgumentTypeError(f"{text} 不行：至少留 1 份")
    return int(text)
