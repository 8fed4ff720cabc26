"""Rosters and short lists as they come out of the printer, and workbooks in which nothing calculates."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from PIL import Image

from tests.formats.office import Printed, dark_runs, print_all
from zugong.formats.documents.listing import Column, Entry, Group, Value
from zugong.formats.documents.rosters import SHORT_LIST, Kind, write_roster, write_short_list
from zugong.formats.grids import Unopenable


COLUMNS = (
    Column("姓名"),
    Column("出生年月"),
    Column("参加工作时间"),
    Column("现任职务", None, "left"),
    Column("任职日期"),
)


def photo() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (400, 500), (60, 110, 200)).save(kept, "JPEG")
    return kept.getvalue()


def row(number: int, post: str = "示例区民政局副局长") -> tuple[Value, ...]:
    return (f"干部{number:03}甲", "1972.04", "1994.07", post, date(2019, 3, 1))


def groups(count: int, size: int, picture: bytes | None = None) -> list[Group]:
    posts = (
        "示例区民政局副局长",
        "示例区民政局党组书记、局长，兼示例区老龄工作委员会办公室主任、区残疾人联合会副理事长",
    )
    return [
        Group(f"示例第{at + 1}局", [Entry(row(at * size + n + 1, posts[n % 2]), picture) for n in range(size)])
        for at in range(count)
    ]


def roster(kind: Kind, parts: list[Group], *, photos: bool = False, landscape: bool = True) -> bytes:
    kept = BytesIO()
    write_roster(
        COLUMNS,
        parts,
        kept,
        title="示例区科级干部花名册",
        note="（截至2026年11月24日）",
        photos=photos,
        landscape=landscape,
        kind=kind,
    )
    return kept.getvalue()


def short_list(kind: Kind, people: int) -> bytes:
    kept = BytesIO()
    rows = [
        ("高以宁", "男", "1972.04", "汉族", "研究生", "1995.06", "1994.07", f"示例区第{n}局局长")
        for n in range(people)
    ]
    write_short_list(rows, kept, title="示例区局长名册", kind=kind)
    return kept.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    folder = tmp_path_factory.mktemp("rosters")
    documents = {
        "roster": roster("docx", groups(8, 25)),
        "photos": roster("docx", groups(2, 10, photo()), photos=True),
        "upright": roster("docx", groups(1, 40), landscape=False),
        "short": short_list("docx", 60),
    }
    sheets = {"sheet": roster("xlsx", groups(8, 25)), "pictures": roster("xlsx", groups(1, 9, photo()), photos=True)}
    return {**print_all(folder, documents), **print_all(folder, sheets, "xlsx")}


@pytest.mark.parametrize("name", ["roster", "sheet"])
def test_two_hundred_rows_are_all_there_numbered_through_under_a_head_on_every_page(
    printed: dict[str, Printed], name: str
) -> None:
    pages = printed[name].pages
    assert 8 <= pages <= 16
    texts = [printed[name].text(page) for page in range(1, pages + 1)]
    assert all("姓名" in text and "现任职务" in text for text in texts)
    assert [f"第{page}页" in text and f"共{pages}页" in text for page, text in enumerate(texts, 1)] == [True] * pages
    whole = "".join(texts)
    assert all(f"干部{number:03}甲" in whole for number in range(1, 201))
    assert all(f"示例第{at}局（25人）" in whole for at in range(1, 9))
    assert "干部201甲" not in whole
    assert name == "sheet" or "200干部200甲" in whole  # a workbook's text comes out column by column
    assert "2019.03.01" in whole
    assert "制表人" in texts[-1]
    assert "截至2026年11月24日" in texts[0]


def test_no_heading_of_a_unit_is_left_alone_at_the_foot_of_a_page(printed: dict[str, Printed]) -> None:
    for page in range(1, printed["roster"].pages + 1):
        text = printed["roster"].text(page).split("第1页")[0]
        assert not text.rstrip("0123456789第共页").endswith("（25人）")


@pytest.mark.parametrize(("name", "width"), [("roster", 297), ("upright", 210), ("short", 210)])
def test_the_grid_fills_the_width_between_the_margins(printed: dict[str, Printed], name: str, width: int) -> None:
    page = printed[name].picture(1)
    lines = dark_runs(page, row=page.height * 3 // 5)
    assert lines[0] == pytest.approx(15 / 25.4 * 100, abs=4)
    assert lines[-1] == pytest.approx((width - 15) / 25.4 * 100, abs=4)


def test_photos_stand_in_their_column(printed: dict[str, Printed]) -> None:
    page = printed["photos"].picture(2)
    blue = {
        x
        for x in range(page.width)
        for y in range(0, page.height, 3)
        if page.getpixel((x, y))[2] > 150 > page.getpixel((x, y))[0]
    }
    assert (max(blue) - min(blue)) / 100 * 25.4 == pytest.approx(16.8, abs=0.8)
    made = docx.Document(BytesIO(roster("docx", groups(2, 10, photo()), photos=True)))
    assert len(made.inline_shapes) == 20
    table = made.tables[0]
    assert [bool(r.cells[1]._tc.xpath(".//w:drawing")) for r in table.rows][:4] == [False, False, True, True]


def test_a_short_list_says_its_order_and_shows_every_one_unbroken(printed: dict[str, Printed]) -> None:
    text = printed["short"].text()
    assert "（共60人，以姓氏笔画为序）" in text
    assert text.count("高以宁") == 60
    assert text.count("1972.04") == 60
    assert "示例区第59局局长" in text
    assert [column.title for column in SHORT_LIST] == [
        "姓名", "性别", "出生年月", "民族", "学历", "入党时间", "参加工作时间", "现任职务",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "start",
    ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "＝1", '=HYPERLINK("http://example.invalid")', "http://example.invalid"],
)
def test_nothing_in_a_workbook_calculates_or_links(start: str) -> None:
    kept = BytesIO()
    entry = Entry((start, "1972.04", "1994.07", start, start))
    write_roster(COLUMNS, [Group(start, [entry])], kept, title=start, note=start, kind="xlsx")
    book = openpyxl.load_workbook(BytesIO(kept.getvalue()))
    cells = [cell for line in book.active.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.hyperlink is None for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "-", "@", "＝", "\t")) for cell in cells)


def test_a_workbook_prints_with_its_head_on_every_page_and_numbers_are_numbers() -> None:
    sheet = openpyxl.load_workbook(BytesIO(roster("xlsx", groups(2, 3)))).active
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert [sheet.cell(line, 1).value for line in range(5, 8)] == [1, 2, 3]
    assert sheet.freeze_panes == "C4"
    assert sheet["B5"].value == "干部001甲"


def test_a_path_says_its_kind_and_a_wrong_row_is_no_file(tmp_path: Path) -> None:
    write_short_list([], tmp_path / "名册.xlsx")
    write_short_list([], tmp_path / "名册.docx")
    assert openpyxl.load_workbook(tmp_path / "名册.xlsx").sheetnames == ["干部名册"]
    assert docx.Document(str(tmp_path / "名册.docx")).tables
    with pytest.raises(ValueError, match="1 values for 8 columns"):
        write_short_list([("高以宁",)], tmp_path / "x.docx")
    with pytest.raises(Unopenable):
        write_roster(COLUMNS, groups(1, 1, b"GIF89a"), tmp_path / "x.docx", title="x", photos=True)
    assert not (tmp_path / "x.docx").exists()


def test_a_sheet_takes_any_title() -> None:
    kept = BytesIO()
    write_roster(COLUMNS, [], kept, title="[2026]年/花名册:*?'", kind="xlsx")
    assert openpyxl.load_workbook(BytesIO(kept.getvalue())).sheetnames == ["2026年花名册"]
