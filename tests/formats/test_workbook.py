"""Sheets as grids: values where Excel shows them, and no faulty cell lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.formats.excel_like import text_rows, write_workbook
from zugong.formats.grids import CellFault, Grid, Unopenable, is_blank
from zugong.formats.workbook import Workbook


def read(path: Path, sheet: str = "表") -> Grid:
    with Workbook(path) as book:
        return book.read(sheet)


def test_shared_rich_and_inline_strings(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'
        '<c r="C1" t="inlineStr"><is><r><t>内</t></r><r><t>联</t></r></is></c></row>'
    )
    shared = ("<t>编号</t>", '<r><rPr><b/></rPr><t>姓</t></r><r><t xml:space="preserve">名 </t></r>')
    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": rows}, shared))
    assert grid.rows == [["编号", "姓名 ", "内联"]]


def test_rows_keep_the_numbers_excel_shows(tmp_path: Path) -> None:
    rows = '<row r="4"><c r="C4"><v>7</v></c></row>'
    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": rows}))
    assert [[is_blank(cell) for cell in row] for row in grid.rows[:3]] == [[True] * 3] * 3
    assert grid.rows[3] == ["", "", 7.0]


def test_dates_with_styles_that_chinese_excel_has_built_in(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" s="1"><v>45730</v></c><c r="B1" s="2"><v>45717</v></c><c r="C1"><v>45730</v></c></row>'
    )
    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": rows}))
    assert grid.rows == [[date(2025, 3, 14), date(2025, 3, 1), 45730.0]]


@pytest.mark.parametrize(
    ("cell", "text", "reason"),
    [
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A", "公式出错"),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!", "公式出错"),
        ('<c r="A1"><f>B1+1</f></c>', "（公式）", "公式没有保存计算结果"),
        ('<c r="A1"><f>B1+1</f><v></v></c>', "（公式）", "公式没有保存计算结果"),
        ('<c r="A1"><f>B1+1</f><v/></c>', "（公式）", "公式没有保存计算结果"),
    ],
)
def test_cells_without_a_value_are_marked(tmp_path: Path, cell: str, text: str, reason: str) -> None:
    rows = f'<row r="1">{cell}<c r="B1"><v>1</v></c></row>'
    fault = read(write_workbook(tmp_path / "a.xlsx", {"表": rows})).rows[0][0]
    assert isinstance(fault, CellFault)
    assert (fault.text, fault.reason) == (text, reason)


def test_formulas_with_a_saved_result_are_values(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a</v></c>'
        '<c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="b"><f>TRUE()</f><v>1</v></c></row>'
    )
    assert read(write_workbook(tmp_path / "a.xlsx", {"表": rows})).rows == [[2.0, "a", "", True]]


def test_formulas_of_validations_are_no_cells(tmp_path: Path) -> None:
    after = "<extLst><ext><f>名单!A1</f><v>1</v></ext></extLst>"
    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": text_rows(("编号",), ("甲",))}, after=after))
    assert grid.rows == [["编号"], ["甲"]]


def test_cells_without_places_follow_one_another(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c t="e"><v>#REF!</v></c></row><row><c t="e"><v>#NAME?</v></c></row>'
    grid = read(write_workbook(tmp_path / "a.xlsx", {"表": rows}))
    faults = [[cell.text if isinstance(cell, CellFault) else "" for cell in row] for row in grid.rows]
    assert faults[0][:2] == ["", "#REF!"]
    assert faults[1][0] == "#NAME?"


def test_a_workbook_of_another_program(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表"
    sheet.append(["标题"])
    sheet.merge_cells("A1:C1")
    for row in range(2, 5):
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.append(["甲", datetime.fromisoformat("2025-03-14 10:05"), True])
    book.create_chartsheet("图")
    book.save(tmp_path / "a.xlsx")
    with Workbook(tmp_path / "a.xlsx") as opened:
        assert opened.sheet_names == ["表"]
        rows = opened.read("表").rows
    assert rows[0][0] == "标题"
    assert rows[-1] == ["甲", datetime.fromisoformat("2025-03-14 10:05"), True]


def test_prefixed_names_as_some_programs_write_them(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'})
    rewrite(path, "xl/worksheets/sheet1.xml", prefixed)
    assert isinstance(read(path).rows[0][0], CellFault)


def test_a_sheet_with_outside_definitions_is_refused(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": text_rows(("编号",))})
    rewrite(path, "xl/worksheets/sheet1.xml", lambda xml: '<!DOCTYPE a [<!ENTITY b "c">]>' + xml)
    with pytest.raises(Unopenable, match="外部定义"):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"])
def test_broken_parts_are_told(tmp_path: Path, part: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", {"表": text_rows(("编号",))})
    rewrite(path, part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(Unopenable, match="损坏"):
        read(path)


def prefixed(xml: str) -> str:
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        xml = re.sub(rf"(</?){name}\b", rf"\1x:{name}", xml)
    return xml.replace("xmlns=", "xmlns:x=")


def rewrite(path: Path, part: str, change: Callable[[str], str]) -> None:
    """Replace one part of a package."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
