"""Workbooks as Excel writes them, put together by hand: shared strings, cached formula values, built-in formats."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile


_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

STYLES = (
    f'<styleSheet {_MAIN}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="57" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
"""Style 1 is a short date, style 2 the Chinese year and month that Excel has built in without writing it out."""


def write_workbook(path: Path, sheets: Mapping[str, str], shared: tuple[str, ...] = (), after: str = "") -> Path:
    """A workbook whose sheets hold this XML of rows; `after` follows the rows of every sheet."""
    names = list(sheets)
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(len(names)))
        package.writestr("_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.xml")}))
        entries = "".join(
            f'<sheet name="{name}" sheetId="{place}" r:id="rId{place}"/>' for place, name in enumerate(names, 1)
        )
        book = f'<workbook {_MAIN} xmlns:r="{_RELATION}"><sheets>{entries}</sheets></workbook>'
        package.writestr("xl/workbook.xml", book)
        targets = {f"rId{place}": ("worksheet", f"worksheets/sheet{place}.xml") for place in range(1, len(names) + 1)}
        targets["rId90"] = ("sharedStrings", "sharedStrings.xml")
        targets["rId91"] = ("styles", "styles.xml")
        package.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
        package.writestr(
            "xl/sharedStrings.xml", f"<sst {_MAIN}>{''.join(f'<si>{text}</si>' for text in shared)}</sst>"
        )
        package.writestr("xl/styles.xml", STYLES)
        for place, name in enumerate(names, 1):
            xml = f"<worksheet {_MAIN}><sheetData>{sheets[name]}</sheetData>{after}</worksheet>"
            package.writestr(f"xl/worksheets/sheet{place}.xml", xml)
    return path


def text_rows(*rows: tuple[str, ...]) -> str:
    """Rows of inline text, from A1 on."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for place, text in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )


def _content_types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": _BOOK_TYPE} | {
        f"/xl/worksheets/sheet{place}.xml": _SHEET_TYPE for place in range(1, sheets + 1)
    }
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_PACKAGE}/content-types">{default}{overrides}</Types>'


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
