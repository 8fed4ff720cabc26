"""Workbooks that ask for too much are refused before they are laid out in memory."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.formats.excel_like import text_rows, write_workbook
from zugong.formats.grids import Unopenable
from zugong.formats.limits import Limits, current_limits
from zugong.formats.workbook import Workbook


def add_part(path: Path, name: str, content: bytes) -> None:
    with ZipFile(path, "a", ZIP_DEFLATED) as package:
        package.writestr(name, content)


def small_book(tmp_path: Path, rows: str = "") -> Path:
    return write_workbook(tmp_path / "a.xlsx", {"表": rows or text_rows(("编号",), ("甲",))})


def refusal(path: Path) -> Unopenable:
    with pytest.raises(Unopenable) as caught, Workbook(path) as book:
        book.read("表")
    return caught.value


def test_high_ratio_is_refused_from_the_directory_alone(tmp_path: Path) -> None:
    path = small_book(tmp_path)
    add_part(path, "xl/media/image1.png", b"\0" * (12 << 20))
    assert "压缩炸弹" in refusal(path).reason


def test_high_ratio_of_a_small_file_is_harmless(tmp_path: Path) -> None:
    path = small_book(tmp_path)
    add_part(path, "xl/media/image1.png", b"\0" * (4 << 20))
    with Workbook(path) as book:
        assert book.read("表").rows == [["编号"], ["甲"]]


def test_unpacked_size_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_book(tmp_path)
    add_part(path, "xl/media/image1.png", b"\0" * (4 << 20))
    monkeypatch.setenv("ZUGONG_MAX_INFLATED", str(2 << 20))
    assert "超过 2 MB" in refusal(path).reason


def test_an_archive_that_lies_about_its_sizes_is_caught_while_unpacking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The directory says a few bytes, with the check sum of those few bytes; the data goes on for megabytes."""
    path = small_book(tmp_path, text_rows(("编号",)) + " " * (4 << 20))
    content = bytearray(path.read_bytes())
    with ZipFile(path) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
        shown = package.read(info)[:100]
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, place + 16, zlib.crc32(shown))
    struct.pack_into("<I", content, place + 24, len(shown))
    path.write_bytes(content)
    with ZipFile(path) as package:
        assert package.getinfo("xl/worksheets/sheet1.xml").file_size == 100
        assert package.read("xl/worksheets/sheet1.xml") == shown
    monkeypatch.setenv("ZUGONG_MAX_INFLATED", str(1 << 20))
    assert "超过 1 MB" in refusal(path).reason


def test_number_of_cells_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small_book(tmp_path, text_rows(*[("甲", "乙")] * 10))
    monkeypatch.setenv("ZUGONG_MAX_CELLS", "20")
    with Workbook(path) as book:
        assert len(book.read("表").rows) == 10
    monkeypatch.setenv("ZUGONG_MAX_CELLS", "19")
    assert "单元格超过 19 个" in refusal(path).reason


def test_cells_of_all_sheets_count_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": text_rows(("甲", "乙")), "又": text_rows(("甲", "乙"))})
    monkeypatch.setenv("ZUGONG_MAX_CELLS", "3")
    with Workbook(path) as book:
        book.read("表")
        with pytest.raises(Unopenable, match="单元格超过 3 个"):
            book.read("又")


def test_blank_formatted_cells_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blanks = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(2, 500))
    path = small_book(tmp_path, text_rows(("编号",)) + blanks)
    monkeypatch.setenv("ZUGONG_MAX_CELLS", "1")
    with Workbook(path) as book:
        assert book.read("表").rows == [["编号"]]


def test_a_lone_cell_far_away_is_refused(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "第 1048576 行、第 16384 列" in refusal(small_book(tmp_path, text_rows(("编号",)) + far)).reason


def test_part_packed_in_an_unknown_way(tmp_path: Path) -> None:
    path = small_book(tmp_path)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<H", content, place + 10, 14)
    path.write_bytes(content)
    assert "不支持的压缩" in refusal(path).reason


def test_torn_data_of_a_part(tmp_path: Path) -> None:
    path = small_book(tmp_path)
    content = bytearray(path.read_bytes())
    with ZipFile(path) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    start = info.header_offset + 30 + len(info.filename)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)
    assert "损坏" in refusal(path).reason


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert current_limits() == Limits()
    monkeypatch.setenv("ZUGONG_MAX_RATIO", "7")
    assert current_limits().ratio == 7


@pytest.mark.parametrize("value", ["很多", "-1", "0", "1.5", "１２"])
def test_a_setting_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("ZUGONG_MAX_CELLS", value)
    with pytest.raises(Unopenable, match="ZUGONG_MAX_CELLS"):
        current_limits()
