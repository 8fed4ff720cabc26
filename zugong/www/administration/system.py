"""How the server is doing, for the system administrator. Whatever cannot be told is told as unknown."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

import zugong
from zugong.accounts.models import Installation, SignedIn, User
from zugong.audit.models import Checkpoint, Entry, Head, Verification
from zugong.compliance.models import Run, RunKind
from zugong.core.clock import CHINA


Fact = tuple[str, str]
KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
UNKNOWN = "没有记载"
BACKUP = "audit.backup.taken"


def facts_about_program() -> list[Fact]:
    """Versions, the department, what database."""
    desk = Installation.objects.first()
    return [
        (
            "单位",
            f"{desk.name}{'（示例数据）' if desk.is_sample else ''}" if desk else "还没有初始化：请运行 zugong init",
        ),
        ("启用", _instant(desk.created_at) if desk else UNKNOWN),
        ("组工", zugong.__version__),
        ("Django", django.get_version()),
        ("数据库", f"{KINDS.get(connection.vendor, connection.vendor)} {_database_version()}"),
        ("反向代理", f"{settings.PROXIES} 层" if settings.PROXIES else "没有（地址直接取自连接）"),
        ("动态码", "三员和各岗位必须绑定" if settings.SECOND_FACTOR_REQUIRED else "不强制（示例数据）"),
    ]


def facts_about_data() -> list[Fact]:
    """How big things are. Counts of rows tell nothing about anybody."""
    head = Head.objects.first()
    return [
        ("数据库大小", _size(_database_bytes())),
        ("文件", _size(sum(_sizes(settings.DATA / "files")))),
        ("留痕", f"{head.size} 条" if head else "0 条"),
        ("账号", f"{User.objects.filter(is_active=True).count()} 个在用"),
        ("现在的登录", f"{SignedIn.objects.filter(ended_at=None).count()} 个"),
    ]


def facts_about_care() -> list[Fact]:
    """When it was last backed up, judged, sealed and verified."""
    checkpoint = Checkpoint.objects.order_by("-pk").first()
    verified = Verification.objects.order_by("-at").first()
    run = Run.objects.exclude(kind=RunKind.MAKING).order_by("-at").first()
    backup = Entry.objects.filter(verb=BACKUP).order_by("-seq").first()
    return [
        ("最近的备份", _instant(backup.at) if backup else "还没有备份过：请运行 zugong backup"),
        ("最近的留痕检查点", f"{_instant(checkpoint.at)}，到第 {checkpoint.size} 条" if checkpoint else UNKNOWN),
        ("最近的留痕核验", f"{_instant(verified.at)}，{'相符' if verified.ok else '不符'}" if verified else UNKNOWN),
        ("最近的全面核查", f"{_instant(run.at)}，用时 {run.seconds:.0f} 秒" if run else UNKNOWN),
    ]


def _database_version() -> str:
    if connection.vendor == "sqlite":
        from sqlite3 import sqlite_version

        return sqlite_version
    return ".".join(str(part) for part in connection.get_database_version())


def _database_bytes() -> int | None:
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return path.stat().st_size if path.is_file() else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _sizes(folder: Path) -> Iterable[int]:
    return (path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _instant(value: datetime) -> str:
    return value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def _size(count: int | None) -> str:
    if count is None:
        return UNKNOWN
    return f"{count / 1024**2:.1f} MB" if count < 1024**3 else f"{count / 1024**3:.2f} GB"
