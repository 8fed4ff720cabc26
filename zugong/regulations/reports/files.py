"""Where a report goes: standard output, or a file that appears complete or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from zugong.regulations.reports.errors import ReportError


REASONS = {
    errno.EACCES: "没有写入权限，或文件正被别的程序打开。请关闭该文件，或换一个位置。",
    errno.EPERM: "没有写入权限。请换一个位置，或请管理员开通权限。",
    errno.EROFS: "所在磁盘是只读的。请换一个位置。",
    errno.ENOENT: "文件夹不存在。请先建好文件夹，或换一个位置。",
    errno.ENOTDIR: "路径中有一段不是文件夹。请检查路径。",
    errno.EISDIR: "这是一个文件夹。请写明文件名。",
    errno.ENOSPC: "磁盘已满。请腾出空间，或换一个位置。",
    errno.ENAMETOOLONG: "文件名太长。请改短。",
}


def failure(target: Path | str, error: OSError) -> ReportError:
    """The message for a target that cannot be written: where, why, what to do."""
    reason = REASONS.get(error.errno or 0, f"{error.strerror or error}。请换一个位置再试。")
    return ReportError(f"报告写不进 {target}：{reason}")


def text_stdout() -> TextIO:
    """Standard output as it stands now, so that redirection is honoured."""
    return sys.stdout


@contextmanager
def opened(out: Path | None) -> Iterator[BinaryIO]:
    """A stream of bytes to write a report to. Raises ReportError when the target cannot be written."""
    try:
        if out is None:
            sys.stdout.flush()
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        elif _is_special(out):
            with out.open("wb") as stream:
                yield stream
        else:
            with _replacing(Path(os.path.realpath(out))) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise failure("标准输出" if out is None else out, error) from error


def _is_special(out: Path) -> bool:
    """Pipes and devices are written through; putting a file in their place would break them."""
    return out.exists() and not out.is_file() and not out.is_dir()


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Write beside the target and move into place at the end, so that nobody ever sees half a report."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    draft = target.with_name(f".zugong-{secrets.token_hex(6)}.tmp")
    try:
        with draft.open("xb") as stream:
            yield stream
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
