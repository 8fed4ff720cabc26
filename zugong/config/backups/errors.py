"""What backup and restore say when they do not act."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BackupError(Exception):
    """Nothing was done, nothing is left half done; `message` is for the person at the terminal."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


WHY = {
    errno.ENOSPC: "磁盘空间不够",
    errno.EDQUOT: "磁盘配额用完",
    errno.EFBIG: "超过允许的文件大小",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已有同名文件",
    errno.ENOENT: "路径不存在",
    errno.EIO: "磁盘读写失败",
}


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Say in Chinese why nothing could be written to `place`. Raises BackupError."""
    try:
        yield
    except OSError as error:
        why = WHY.get(error.errno or 0, error.strerror or str(error))
        raise BackupError(f"写不到 {place}：{why}。没有留下不完整的文件；请处理后重做。") from error
    except sqlite3.OperationalError as error:
        full = "full" in str(error) or "disk I/O" in str(error)
        raise BackupError(
            f"写不到 {place}：{'磁盘空间不够或读写失败' if full else error}。没有留下不完整的文件。"
        ) from error
