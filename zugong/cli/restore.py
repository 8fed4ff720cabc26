"""`zugong restore`: put a backup into an empty place, or rehearse that and write a report."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from zugong.cli.desk import start_django
from zugong.cli.messages import say


if TYPE_CHECKING:
    from zugong.config.backups.report import Report
    from zugong.config.backups.restoring import Wish


def configure(parser: ArgumentParser) -> None:
    """Add the arguments of `zugong restore` to a parser."""
    parser.add_argument("archive", type=Path, metavar="备份文件", help="zugong backup 写出的 zip")
    parser.add_argument(
        "--into", type=Path, metavar="文件夹", help="恢复成哪个数据文件夹；不写为 ZUGONG_DATA，须是空的"
    )
    parser.add_argument("--drill", action="store_true", help="只演练：恢复到临时地方，核对后删去，写出恢复演练报告")
    parser.add_argument(
        "--checkpoint", type=Path, action="append", default=[], metavar="文件", help="系统之外保存的检查点，可写几次"
    )
    parser.add_argument(
        "--by", nargs=2, metavar="账号", help="备份比检查点短时，开始新的一期要两名三员：写两个账号，再输口令"
    )
    parser.add_argument("--reason", default="", metavar="理由", help="为什么恢复，记入留痕；真恢复时必写")
    parser.add_argument("--keys-lost", action="store_true", help="做备份时的密钥确已丢失，仍要恢复")
    parser.add_argument("--report", type=Path, metavar="文件", help="报告写到哪里，.html 或 .md；不写则放在备份旁边")


def run(namespace: Namespace) -> int:
    """Exit code 0; 1 when something does not agree; 2 with a message when nothing was restored."""
    from zugong.config.backups.errors import BackupError
    from zugong.core.errors import NotAllowed

    try:
        report = _rehearse(namespace) if namespace.drill else _restore(namespace)
        place = _write(report, namespace)
    except (BackupError, NotAllowed) as error:
        say(error.message)
        return 2
    for check in report.checks:
        print(f"{check.verdict}　{check.title}：{check.words}")
    print(f"结论：{report.conclusion}")
    print(f"报告 {place}")
    return 0 if report.holds else 1


def _rehearse(namespace: Namespace) -> Report:
    from zugong.config.backups.restoring import rehearse

    return rehearse(_wish(namespace))


def _restore(namespace: Namespace) -> Report:
    from zugong.cli.persons import two_persons
    from zugong.config.backups.returning import return_to_use

    by = namespace.by
    persons = (lambda: two_persons(by)) if by else None
    report = return_to_use(_wish(namespace), reason=namespace.reason, persons=persons)
    say("已恢复。接着运行 zugong upgrade，再启动服务；会话不在备份里，人人要重新登录。")
    return report


def _wish(namespace: Namespace) -> Wish:
    from zugong.config.backups.errors import BackupError
    from zugong.config.backups.restoring import Wish
    from zugong.core.paths import DATA_SETTING, SECRETS_SETTING

    data = (namespace.into or Path(os.environ.get(DATA_SETTING) or "var")).resolve()
    secrets = Path(os.environ.get(SECRETS_SETTING) or data.parent / "secrets").resolve()
    try:
        outside = tuple(path.read_text("utf-8") for path in namespace.checkpoint)
    except (OSError, UnicodeDecodeError) as error:
        raise BackupError(f"检查点文件读不出来：{error}") from error
    url = "" if namespace.into and not namespace.drill else os.environ.get("DATABASE_URL", "")
    return Wish(namespace.archive, data, secrets, url, start_django, say, outside, namespace.keys_lost)


def _write(report: Report, namespace: Namespace) -> Path:
    from zugong.config.backups.errors import writing

    kind = "恢复演练报告" if namespace.drill else "恢复报告"
    beside: Path = namespace.archive.with_name(f"{namespace.archive.stem}-{kind}.html")
    place: Path = namespace.report or beside
    with writing(place):
        place.write_text(report.markdown() if place.suffix == ".md" else report.html(), "utf-8")
    return place
