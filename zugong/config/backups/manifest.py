"""What a backup says about itself: its parts with their digests, how long the record was, rows of each table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from zugong.config.backups.errors import BackupError
from zugong.core.keys import KEY_BYTES


FORMAT, VERSION = "zugong-backup", 1
NAME = "manifest.json"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
"""Where the database lies in the archive, by kind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the archive; `bytes` is its length, `sha256` hex."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class RecordEnd:
    """Where the record ended: entries, and the newest checkpoint's note (empty when none was made)."""

    origin: str
    epoch: int
    size: int
    previous: str
    checkpoint: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole description. `made_at` ISO in UTC; `keys` fingerprints by name; `rows` counts by table."""

    made_at: str
    program: str
    kind: str
    record: RecordEnd
    keys: Mapping[str, str]
    rows: Mapping[str, int]
    parts: tuple[Part, ...]

    def text(self) -> str:
        """As JSON."""
        return json.dumps({"format": FORMAT, "version": VERSION} | asdict(self), ensure_ascii=False, indent=1)

    @property
    def bytes(self) -> int:
        """Length of all parts together."""
        return sum(part.bytes for part in self.parts)


def read_manifest(content: bytes) -> Manifest:
    """Raises BackupError when it is not the description of a backup, or one of a later form."""
    try:
        told = json.loads(content)
        if told["format"] != FORMAT:
            raise KeyError("format")
        version = told["version"]
        if version == VERSION:
            return _manifest(told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError("清单 manifest.json 读不懂：这个文件不是本系统的备份，或已损坏。请换一份备份。") from error
    raise BackupError(f"备份格式是第 {version} 版，本程序只认第 {VERSION} 版。请用做备份的那个版本或更新的版本恢复。")


def _manifest(told: Mapping[str, Any]) -> Manifest:
    if told["kind"] not in DATABASES:
        raise KeyError("kind")
    return Manifest(
        made_at=str(told["made_at"]),
        program=str(told["program"]),
        kind=told["kind"],
        record=RecordEnd(**told["record"]),
        keys=dict(told["keys"]),
        rows={str(table): int(count) for table, count in told["rows"].items()},
        parts=tuple(Part(str(p["path"]), str(p["sha256"]), int(p["bytes"])) for p in told["parts"]),
    )


def fingerprints(secrets: Path) -> dict[str, str]:
    """By name, half a digest of each key: tells whether it is the same key, and nothing else about it."""
    keys = sorted(path for path in secrets.glob("*") if path.is_file() and path.stat().st_size == KEY_BYTES)
    return {path.name: sha256(b"zugong key fingerprint\n" + path.read_bytes()).hexdigest()[:16] for path in keys}
