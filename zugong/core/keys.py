"""Keys of an installation: one file each, made at first use, readable by the owner alone."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes

from zugong.core.paths import secrets_folder


KEY_BYTES = 32


def secret(name: str) -> bytes:
    """The 32 random bytes kept under that name; made when they are not there yet.

    Raises ValueError for a file of another length: a damaged key must not be replaced quietly.
    """
    path = secrets_folder() / name
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return _make(path)
    if len(key) != KEY_BYTES:
        raise ValueError(f"密钥文件 {path} 应有 {KEY_BYTES} 个字节，实有 {len(key)} 个；请从密钥的备份恢复。")
    return key


def _make(path: Path) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was quicker
        return path.read_bytes()
    with os.fdopen(handle, "wb") as file:
        key = token_bytes(KEY_BYTES)
        file.write(key)
    return key
