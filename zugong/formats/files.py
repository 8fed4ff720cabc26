"""Opening a file and telling what it is by its first bytes, whatever its name says."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from zugong.formats.grids import Unopenable


_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "请用 Excel 或 WPS 打开后“另存为”.xlsx 再读"

_ERRORS = {
    errno.ENOENT: ("文件或文件夹不存在", "请核对路径，注意大小写和空格"),
    errno.EACCES: ("没有读取权限", "请让文件的所有者授予读取权限，或复制一份到自己的文件夹"),
    errno.EPERM: ("没有读取权限", "请让文件的所有者授予读取权限，或复制一份到自己的文件夹"),
    errno.ELOOP: ("符号链接循环指向自身", "请删去该链接，改放真实的文件"),
    errno.ENAMETOOLONG: ("路径过长", "请改用较短的文件名或移到上层文件夹"),
    errno.ENOTDIR: ("路径中间有一段不是文件夹", "请核对路径"),
}


def unopenable(error: OSError) -> Unopenable:
    """The same fault in words an officer can act on."""
    default = (f"操作系统拒绝读取（{os.strerror(error.errno or 0)}）", "请检查磁盘和路径后重试")
    return Unopenable(*_ERRORS.get(error.errno or 0, default))


def file_status(path: Path) -> os.stat_result:
    """Status of a file or folder, links followed. Raises Unopenable."""
    try:
        return path.stat()
    except OSError as error:
        raise unopenable(error) from error
    except ValueError as error:  # a NUL character in the path
        raise Unopenable("路径含有不能使用的字符", "请核对路径") from error


def require_file(path: Path) -> int:
    """Size in bytes of a regular file that can be read. Raises Unopenable."""
    status = file_status(path)
    if stat.S_ISDIR(status.st_mode):
        raise Unopenable("这是文件夹，不是文件", "请把表格文件直接放在数据集文件夹里")
    if not stat.S_ISREG(status.st_mode):
        raise Unopenable("这不是普通文件", "请改放真实的表格文件")
    return status.st_size


def head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a regular file. Raises Unopenable."""
    require_file(path)
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise unopenable(error) from error


def require_workbook(path: Path) -> None:
    """Raise Unopenable unless the content is an .xlsx workbook, naming what it is instead and the way out."""
    start = head(path)
    if not start:
        raise Unopenable("文件是空的（0 字节）", "请重新导出或复制该文件")
    if start.startswith(_OLE):
        raise _ole_fault(path)
    if start.startswith(b"%PDF"):
        raise Unopenable("内容是 PDF，不是 Excel 工作簿", "请取得原始的电子表格，PDF 改扩展名不能读取")
    if not start.startswith(b"PK"):
        raise _text_fault(start)
    _require_package(path)


def _ole_fault(path: Path) -> Unopenable:
    """Excel 97 and an encrypted .xlsx share one container; only the second has a stream of that name."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return unopenable(error)
    if _ENCRYPTED in content:
        return Unopenable("工作簿设有打开密码", "请在 Excel 或 WPS 中去掉密码后再保存为 .xlsx")
    return Unopenable("是旧版格式（Excel 97-2003 .xls 或 WPS .et）", _RESAVE)


def _text_fault(start: bytes) -> Unopenable:
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Unopenable("内容是网页或 XML，不是 Excel 工作簿", _RESAVE)
    return Unopenable("内容不是 Excel 工作簿（.xlsx）", _RESAVE + "；如为 CSV 文本，请把扩展名改为 .csv")


def _require_package(path: Path) -> None:
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unopenable("工作簿已损坏或没有下载完整", "请重新复制或导出该文件") from error
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise Unopenable("是二进制工作簿（.xlsb）", _RESAVE)
    if "mimetype" in names:
        raise Unopenable("是 OpenDocument 表格（.ods）", _RESAVE)
    raise Unopenable("是压缩包或其他文档，不是 Excel 工作簿", "请解压或另存为 .xlsx 后再读")
