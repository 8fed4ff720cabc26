"""What is asked of a restored system before anybody trusts it. Django has been started on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zugong.audit.verifying.findings import Report as Verified
from zugong.config.backups.errors import BackupError
from zugong.config.backups.manifest import Manifest, RecordEnd
from zugong.config.backups.places import Place
from zugong.config.backups.report import Check


Rows = list[tuple[str, int, int]]
"""Table, rows in the backup, rows restored."""


def check_copy(place: Place, told: Manifest) -> tuple[list[Check], Rows]:
    """Whether the database came over whole: before anything is migrated."""
    rows, end = place.look()
    compared = [(table, told.rows.get(table, 0), rows.get(table, 0)) for table in sorted({*told.rows, *rows})]
    differing = [f"{table}（{before} → {after}）" for table, before, after in compared if before != after]
    total = sum(rows.values())
    broken = place.damage()
    checks = [
        Check("数据库完好", not broken, "；".join(broken[:5]) or "页、索引、外键都查过"),
        Check(
            "各表行数", not differing, "、".join(differing[:5]) or f"{len(compared)} 张表，共 {total} 行，与备份时相同"
        ),
        Check("留痕到哪里", end == told.record, _end_words(end, told.record)),
    ]
    return checks, compared


def migrate_forward() -> Check:
    """Bring the database to this version. Raises BackupError when it comes from a later one."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = executor.loader.disk_migrations
    later = [f"{app}.{name}" for app, name in executor.loader.applied_migrations if (app, name) not in known]
    if later:
        raise BackupError(f"备份来自更新的版本（{later[0]} 等 {len(later)} 步）。请先把程序升级到那个版本再恢复。")
    pending = [str(step) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    call_command("migrate", interactive=False, verbosity=0)
    return Check("数据库版本", True, f"向前升级了 {len(pending)} 步" if pending else "与程序相同")


def check_record(outside: Sequence[str]) -> tuple[Check, Verified]:
    """Verify the whole record, and the checkpoints that somebody kept. Raises BackupError when that cannot be done."""
    from zugong.audit.verifying.snapshots import CannotVerify
    from zugong.audit.verifying.whole import verify

    try:
        verified = verify(outside)
    except CannotVerify as reason:
        raise BackupError(str(reason)) from reason
    first, *rest = verified.lines()
    return Check("核验留痕和业务数据", verified.ok, first if verified.ok else " ".join([first, *rest[:3]])), verified


def check_keys(told: Mapping[str, str], found: Mapping[str, str]) -> Check:
    """Whether the keys are those the data was sealed and signed with."""
    missing = [name for name in told if name not in found]
    other = [name for name in told if name in found and found[name] != told[name]]
    words = [f"没有 {name}" for name in missing] + [f"{name} 不是做备份时的那一把" for name in other]
    return Check("密钥", not words, "；".join(words) or f"{len(told)} 把，都是做备份时的")


def _end_words(end: RecordEnd, told: RecordEnd) -> str:
    if end == told:
        return f"第 {end.epoch} 期 {end.size} 条，末条摘要 {end.previous[:16] or '无'}"
    return f"备份时 {told.size} 条（{told.previous[:16]}），恢复后 {end.size} 条（{end.previous[:16]}）"
