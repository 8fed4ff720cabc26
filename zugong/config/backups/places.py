"""Where a backup is restored to: an empty place, or a scratch place that a drill leaves no trace of."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

from zugong.config.backups import postgresql, sqlite
from zugong.config.backups.archive import Archive
from zugong.config.backups.errors import BackupError, writing
from zugong.config.backups.manifest import DATABASES, RecordEnd
from zugong.config.databases import database


SQLITE_NAME = "zugong.sqlite3"


@dataclass(frozen=True, slots=True)
class Place:
    """A restored system: its data folder, and the address of its database (empty for SQLite in that folder).

    `commit` moves it to where it shall stay; `look` counts its rows; `damage` tells what the database finds broken.
    """

    data: Path
    url: str
    commit: Callable[[], None]
    look: Callable[[], tuple[dict[str, int], RecordEnd]]
    damage: Callable[[], list[str]]


@contextmanager
def scratch_place(archive: Archive, url: str) -> Iterator[Place]:
    """For a drill; removed at the end. Raises BackupError."""
    with writing(Path(tempfile.gettempdir())):
        folder = Path(tempfile.mkdtemp(prefix="zugong-drill-"))
    try:
        if archive.manifest.kind == "sqlite":
            yield _sqlite(archive, folder / "var", lambda: None)
        else:
            with _scratch_database(archive, folder / "var", url) as place:
                yield place
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def empty_place(archive: Archive, data: Path, url: str) -> Iterator[Place]:
    """For a real restore: everything is made beside `data` and moved there by `commit`. Raises BackupError."""
    refuse_occupied(archive, data, url)
    staging = data.with_name(f".{data.name}.restoring")
    if staging.exists():
        raise BackupError(f"{staging} 还在：上一次恢复没有做完，或正在做。确认没有别的恢复在进行后删去它，再重做。")
    try:
        if archive.manifest.kind == "sqlite":
            yield _sqlite(archive, staging, lambda: _move(staging, data))
        else:
            archive.unpack(staging)
            postgresql.load_dump(settings_of(url), staging / DATABASES["postgresql"])
            yield _postgresql(staging, url, "", lambda: _move(staging, data))
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def refuse_occupied(archive: Archive, data: Path, url: str) -> None:
    """Raises BackupError when something is there already, or the database is of the other kind."""
    there = [path for path in (data / SQLITE_NAME, *sorted((data / "files").glob("*"))) if path.exists()]
    if there:
        what = f"{data} 里已有数据（{there[0].name}）：只恢复到空的地方。"
        raise BackupError(f"{what}请用 --into 指向空文件夹，或先把旧数据整个移走。")
    wanted = "postgresql" if urlsplit(url).scheme.startswith("postgres") else "sqlite"
    if archive.manifest.kind != wanted:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        kinds = f"备份来自 {names[archive.manifest.kind]}，现在的设置是 {names[wanted]}。"
        raise BackupError(f"{kinds}请改环境变量 DATABASE_URL 后再恢复。")
    if wanted == "postgresql" and not postgresql.is_empty(settings_of(url)):
        raise BackupError(
            "DATABASE_URL 指向的数据库里已有表：只恢复到空的数据库。请新建一个空库，改 DATABASE_URL 后再恢复。"
        )


def settings_of(url: str) -> postgresql.Settings:
    """Django's settings of the database at that address."""
    return database(url, Path())


def _sqlite(archive: Archive, data: Path, commit: Callable[[], None]) -> Place:
    archive.unpack(data)
    path = data / SQLITE_NAME
    (data / DATABASES["sqlite"]).rename(path)
    return Place(data, "", commit, lambda: sqlite.look(path), lambda: sqlite.damage(path))


def _postgresql(data: Path, url: str, name: str, commit: Callable[[], None]) -> Place:
    (data / DATABASES["postgresql"]).unlink()
    return Place(data, url, commit, lambda: postgresql.look(settings_of(url), name), list)


@contextmanager
def _scratch_database(archive: Archive, data: Path, url: str) -> Iterator[Place]:
    if not urlsplit(url).scheme.startswith("postgres"):
        raise BackupError(
            "备份来自 PostgreSQL：演练也要在 PostgreSQL 上做，请在环境变量 DATABASE_URL 里写服务器地址。"
        )
    settings = settings_of(url)
    name = f"zugong_drill_{datetime.now(UTC):%Y%m%d%H%M%S}"
    archive.unpack(data)
    postgresql.make_database(settings, name)
    try:
        postgresql.load_dump(settings, data / DATABASES["postgresql"], name)
        there = urlsplit(url)._replace(path=f"/{quote(name)}").geturl()
        yield _postgresql(data, there, name, lambda: None)
    finally:
        postgresql.drop_database(settings, name)


def _move(staging: Path, data: Path) -> None:
    """The database last: before it is there, the place counts as empty."""
    with writing(data):
        data.mkdir(parents=True, exist_ok=True)
        for name in ("files", SQLITE_NAME):
            if (staging / name).is_dir() and (data / name).is_dir():
                (data / name).rmdir()
            if (staging / name).exists():
                (staging / name).rename(data / name)
