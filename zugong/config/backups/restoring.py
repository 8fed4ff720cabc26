"""Restore a backup, or rehearse it: hashes first, then the data, then what the record says of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from zugong.audit.notes import BadNote, Checkpoint, read_checkpoint
from zugong.config.backups import checking
from zugong.config.backups.archive import Archive, opened
from zugong.config.backups.errors import BackupError
from zugong.config.backups.manifest import Manifest, RecordEnd, fingerprints
from zugong.config.backups.places import Place, empty_place, refuse_occupied, scratch_place
from zugong.config.backups.report import Report
from zugong.core.clock import CHINA
from zugong.core.paths import DATA_SETTING, SECRETS_SETTING


Say = Callable[[str], None]
UNPROVED = "没有带来系统之外保存的检查点：不能证明这份备份之后的留痕没有丢，也不能证明备份没有被整体重写。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants restored, and with what.

    `data`, `secrets` and `url` are of the system in use; `outside` signed checkpoints kept elsewhere; `keys_lost` goes
    on without the keys of the backup; `start` starts Django once the environment points to the restored data.
    """

    archive: Path
    data: Path
    secrets: Path
    url: str
    start: Callable[[], None]
    say: Say
    outside: Sequence[str] = ()
    keys_lost: bool = False


@dataclass(slots=True)
class Clock:
    """How long each step took, in order; seconds."""

    steps: list[tuple[str, str]] = field(default_factory=list)
    since: float = field(default_factory=perf_counter)

    def done(self, step: str) -> None:
        now = perf_counter()
        self.steps.append((f"用时：{step}", f"{now - self.since:.1f} 秒"))
        self.since = now


def rehearse(wish: Wish) -> Report:
    """Restore into a scratch place, check everything, leave nothing behind. Raises BackupError."""
    with opened(wish.archive) as archive:
        clock = _checked(archive, wish)
        with scratch_place(archive, wish.url) as place:
            clock.done("解包")
            report = examine(place, archive.manifest, wish, clock, title="恢复演练报告")
            _let_go()
    return report


def restore(wish: Wish, *, afterwards: Callable[[Report], None]) -> Report:
    """Restore into an empty place. `afterwards` writes what the record must say, before the data is moved into place.

    Raises BackupError; then, but for a PostgreSQL database already filled, nothing is left behind.
    """
    with opened(wish.archive) as archive:
        refuse_occupied(archive, wish.data, wish.url)
        clock = _checked(archive, wish)
        with empty_place(archive, wish.data, wish.url) as place:
            clock.done("解包")
            report = examine(place, archive.manifest, wish, clock, title="恢复报告")
            afterwards(report)
            _let_go()
            place.commit()
    return report


def examine(place: Place, told: Manifest, wish: Wish, clock: Clock, *, title: str) -> Report:
    """Point this process at the restored data, start Django there, and ask everything there is to ask."""
    _point_at(place, wish.secrets)
    wish.start()
    report = Report(title, facts=_facts(wish, told))
    copied, report.rows = checking.check_copy(place, told)
    report.checks = [checking.check_keys(told.keys, fingerprints(wish.secrets)), *copied, checking.migrate_forward()]
    wish.say("核验留痕……")
    check, verified = checking.check_record(fitting(wish.outside, told.record))
    report.checks.append(check)
    clock.done("核验")
    report.facts += clock.steps
    report.limits = [*([] if wish.outside else [UNPROVED]), *verified.lines()[1:]] if verified.ok else []
    return report


def fitting(outside: Sequence[str], end: RecordEnd) -> list[str]:
    """Those of the checkpoints that the restored record is long enough for."""
    return [note for note in outside if not is_beyond(read(note), end)]


def is_beyond(note: Checkpoint, end: RecordEnd) -> bool:
    """Whether somebody has seen a longer record than this."""
    return (note.epoch, note.size) > (end.epoch, end.size)


def read(note: str) -> Checkpoint:
    """Raises BackupError when it is no checkpoint of a record like ours."""
    try:
        found = read_checkpoint(note)
        found.epoch  # noqa: B018 — raises when it is not told
    except BadNote as bad:
        raise BackupError(f"检查点文件读不懂：{bad}") from bad
    return found


def _checked(archive: Archive, wish: Wish) -> Clock:
    clock, told = Clock(), archive.manifest
    keys = checking.check_keys(told.keys, fingerprints(wish.secrets) if wish.secrets.is_dir() else {})
    if not keys.holds and not wish.keys_lost:
        raise BackupError(
            f"密钥对不上：{keys.words}。请把另外保管的密钥放回 {wish.secrets} 再做；"
            "确实丢了，加 --keys-lost：密封的字段打不开，旧签名核不了，报告里会写明。"
        )
    _same_record(wish.outside, told.record)
    wish.say(f"核对 {len(told.parts)} 个文件的摘要……")
    archive.check()
    clock.done("核对摘要")
    return clock


def _same_record(outside: Sequence[str], end: RecordEnd) -> None:
    for note in map(read, outside):
        if end.origin and not note.origin.startswith(f"{end.origin}/"):
            raise BackupError(f"检查点出自 {note.origin}，备份里的留痕是 {end.origin}：不是同一套系统的。")


def _point_at(place: Place, secrets: Path) -> None:
    os.environ[DATA_SETTING] = str(place.data)
    os.environ[SECRETS_SETTING] = str(secrets)
    os.environ["DATABASE_URL"] = place.url


def _let_go() -> None:
    from django.db import connections

    connections.close_all()


def _facts(wish: Wish, told: Manifest) -> list[tuple[str, str]]:
    made = datetime.fromisoformat(told.made_at)
    age = datetime.now(UTC) - made
    hours = int(age.total_seconds() // 3600)
    return [
        ("备份文件", wish.archive.name),
        ("备份时间", f"{made.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"),
        ("现在", f"{datetime.now(CHINA):%Y-%m-%d %H:%M:%S}"),
        ("这之后的数据不在备份里", f"约 {hours} 小时"),
        ("做备份的程序版本", told.program),
        ("数据库", {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[told.kind]),
        ("文件", f"{len(told.parts) - 1} 个，连同数据库 {told.bytes / 1e6:.1f} MB，摘要都相符"),
        ("留痕", f"第 {told.record.epoch} 期，{told.record.size} 条"),
    ]


def beyond(outside: Sequence[str], end: RecordEnd) -> list[Checkpoint]:
    """The checkpoints of a longer record than this one: what came after the backup is lost, and was seen."""
    return [note for note in map(read, outside) if is_beyond(note, end)]
