"""Putting a sample where it was asked for: whole or not at all, and never over somebody's other files."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zugong.regulations.tables.schema import TABLES


README = "README.txt"
WORKBOOK = "示例区.xlsx"
OWN_FILES = frozenset({README, WORKBOOK, *(f"{name}{ending}" for name in TABLES for ending in (".csv", ".parquet"))})
"""Every file name a sample may carry: what --force replaces."""

_UNFINISHED = ".zugong-sample-"


class SampleError(Exception):
    """The sample cannot be written; the message says why and what to do, in Chinese."""


@contextmanager
def whole_folder(target: Path, *, force: bool, own: frozenset[str] = OWN_FILES) -> Iterator[Path]:
    """A scratch folder whose files appear in `target` together when the block ends, and vanish when it fails.

    A target with files in it is refused unless `force`, which replaces files of the same names, takes away the rest of
    the `own` files of samples, and keeps all others. Raises SampleError.
    """
    try:
        target = Path(os.path.abspath(target))
        present = _present(target, force=force)
        scratch = (target if present else target.parent) / f"{_UNFINISHED}{os.getpid()}"
        scratch.mkdir(parents=True)
        try:
            yield scratch
            _publish(scratch, target, own, present=present)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    except OSError as error:
        raise SampleError(_explain(target, error)) from error


def _present(target: Path, *, force: bool) -> bool:
    """Whether the target folder exists already. Raises SampleError for a file, or a folder that is not free."""
    if not target.exists() and not target.is_symlink():
        return False
    if not target.is_dir():
        raise SampleError(f"{target} 不是文件夹：请换一个文件夹名")
    names = sorted(entry.name for entry in target.iterdir() if not entry.name.startswith(_UNFINISHED))
    if names and not force:
        shown = "、".join(names[:3]) + (f" 等 {len(names)} 项" if len(names) > 3 else "")
        raise SampleError(
            f"文件夹 {target} 不是空的（内有 {shown}）：请换一个空文件夹，或加 --force 换掉其中同名的数据表"
        )
    return True


def _publish(scratch: Path, target: Path, own: frozenset[str], *, present: bool) -> None:
    """A new folder appears by one rename; into an existing one the files are moved, each whole."""
    if not present:
        scratch.rename(target)
        return
    new = sorted(entry.name for entry in scratch.iterdir())
    for name in sorted(own.difference(new)):
        (target / name).unlink(missing_ok=True)
    for name in new:
        os.replace(scratch / name, target / name)


def _explain(target: Path, error: OSError) -> str:
    reasons = {
        errno.EACCES: "没有写入权限：请换一个可以写入的文件夹，或请管理员放开权限",
        errno.EPERM: "没有写入权限：请换一个可以写入的文件夹，或请管理员放开权限",
        errno.EROFS: "所在磁盘是只读的：请换一个可以写入的文件夹",
        errno.ENOSPC: "磁盘空间不足：请清理后再试，或用 --tables 少写几张表",
        errno.EDQUOT: "磁盘配额不足：请清理后再试，或用 --tables 少写几张表",
        errno.ENOTDIR: "路径中有一段是文件，不是文件夹：请检查路径",
        errno.ENAMETOOLONG: "文件夹名太长：请换一个短一些的名字",
        errno.ELOOP: "路径中的符号链接成环：请检查路径",
    }
    return f"示例数据写不到 {target}：{reasons.get(error.errno or 0, error.strerror or '未知原因')}"
