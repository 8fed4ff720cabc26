"""CSV in the encodings and separators that offices produce."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from zugong.formats.delimited import read_delimited
from zugong.formats.grids import Unopenable


def named(record: Sequence[str]) -> int:
    return len({"编号", "姓名", "备注"}.intersection(record))


def rows(path: Path, content: bytes | str) -> list[list[str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [list(row) for row in read_delimited(path, named).rows]  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(path: Path, encoding: str) -> None:
    assert rows(path, "编号,姓名\n1,㛃镕𠮷\n".encode(encoding)) == [["编号", "姓名"], ["1", "㛃镕𠮷"]]


def test_utf16_of_the_other_byte_order(path: Path) -> None:
    content = b"\xfe\xff" + "编号,姓名\n".encode("utf-16-be")
    assert rows(path, content) == [["编号", "姓名"]]


@pytest.mark.parametrize("content", [b"\x81\x00\xff", "编号".encode("utf-16-le") + b"\0\0", b"a,\xff\xfe\xff"])
def test_unknown_encoding(path: Path, content: bytes) -> None:
    with pytest.raises(Unopenable, match="编码无法识别"):
        rows(path, content)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(path: Path, separator: str) -> None:
    content = separator.join(["编号", "姓名"]) + "\n" + separator.join(["1", "甲"])
    assert rows(path, content) == [["编号", "姓名"], ["1", "甲"]]


def test_separator_is_that_of_the_header_not_of_the_text(path: Path) -> None:
    assert rows(path, "名单，共一人,,,,,\n编号;姓名\n1;甲,乙,丙,丁,戊,己\n")[1:] == [
        ["编号", "姓名"],
        ["1", "甲,乙,丙,丁,戊,己"],
    ]


def test_quoted_line_breaks_stay_in_one_record(path: Path) -> None:
    assert rows(path, '编号,备注\r\n1,"上\r\n下"\r\n2,"带""引号"""\r\n') == [
        ["编号", "备注"],
        ["1", "上\n下"],
        ["2", '带"引号"'],
    ]


def test_line_ends_of_old_macs(path: Path) -> None:
    assert rows(path, "编号,姓名\r1,甲\r") == [["编号", "姓名"], ["1", "甲"]]


def test_an_open_quote_does_not_swallow_the_rest(path: Path) -> None:
    with pytest.raises(Unopenable, match="引号不成对") as caught:
        rows(path, '编号,姓名\n1,"甲\n2,乙\n3,丙\n')
    assert caught.value.row == 2


def test_a_workbook_named_csv(path: Path) -> None:
    with pytest.raises(Unopenable, match="内容是 Excel 工作簿"):
        rows(path, b"PK\x03\x04....")


def test_size_limit(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZUGONG_MAX_TEXT", "5")
    assert rows(path, "a\nb") == [["a"], ["b"]]
    with pytest.raises(Unopenable, match="过大"):
        rows(path, "编号,姓名")


def test_empty_file(path: Path) -> None:
    assert rows(path, b"") == []
