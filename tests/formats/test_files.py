"""Files that are not what their name says: each gets its own way out."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.formats.excel_like import text_rows, write_workbook
from zugong.formats.files import file_status, require_file, require_workbook
from zugong.formats.grids import Unopenable


OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def package(*names: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [
        (b"", "空的", "重新导出"),
        (OLE + "Workbook".encode("utf-16-le"), "旧版格式", "另存为"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码", "去掉密码"),
        (b"%PDF-1.7 ...", "PDF", "原始的电子表格"),
        (b"<html><table>", "网页", "另存为"),
        (b"\xef\xbb\xbf  <?xml version='1.0'?>", "网页或 XML", "另存为"),
        ("编号,姓名".encode("gb18030"), "不是 Excel 工作簿", ".csv"),
        (b"PK\x03\x04 torn", "损坏", "重新复制"),
        (package("mimetype", "content.xml"), ".ods", "另存为"),
        (package("word/document.xml"), "其他文档", ".xlsx"),
        (package("xl/workbook.bin"), ".xlsb", "另存为"),
    ],
)
def test_what_is_no_workbook_is_named(tmp_path: Path, content: bytes, reason: str, remedy: str) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(Unopenable) as caught:
        require_workbook(path)
    assert reason in caught.value.reason
    assert remedy in caught.value.remedy


def test_a_real_workbook_passes(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": text_rows(("编号",))})
    require_workbook(path)
    assert path.read_bytes().startswith(b"PK")


def test_links_that_go_round_and_links_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "nothing")
    with pytest.raises(Unopenable, match="循环"):
        file_status(tmp_path / "a")
    with pytest.raises(Unopenable, match="不存在"):
        file_status(tmp_path / "c")


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(Unopenable, match="不是文件夹"):
        file_status(tmp_path / "a" / "b")
    with pytest.raises(Unopenable, match="过长"):
        file_status(tmp_path / ("长" * 300))
    with pytest.raises(Unopenable, match="不能使用的字符"):
        file_status(tmp_path / "a\0b")


def test_folders_and_pipes_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unopenable, match="不是普通文件"):
        require_file(tmp_path / "pipe")
    with pytest.raises(Unopenable, match="文件夹"):
        require_file(tmp_path)
