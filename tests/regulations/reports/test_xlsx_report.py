from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest

from zugong.core.outcomes import Force
from zugong.regulations.findings import TOPICS, RuleCard, RuleSummary
from zugong.regulations.reports.options import Listed
from zugong.regulations.reports.xlsx_cells import CUT_MARK, cell_text, lines_of
from zugong.regulations.reports.xlsx_findings import COLUMNS
from zugong.regulations.reports.xlsx_report import write_xlsx


ASSEMBLY = "branch_life.assembly_quarterly"
THEME_DAY = "branch_life.theme_day_monthly"


def saved(check, **options) -> bytes:
    stream = io.BytesIO()
    write_xlsx(check, stream, listed=Listed.PROBLEMS, **options)
    return stream.getvalue()


def opened(check, **options) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(saved(check, **options)))


def texts(sheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_a_sheet_for_every_topic_with_rows_in_the_order_of_topics(mixed):
    names = opened(mixed).sheetnames

    assert names == ["摘要", "三会一课", "教育培训", "选拔任用"]
    assert [name for name in TOPICS.values() if name in names] == names[1:]


def test_summary_says_what_was_checked_and_counts_every_rule(mixed):
    sheet = opened(mixed)["摘要"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True) if row[1]}

    assert sheet["A1"].value == "合规核查结果"
    assert sheet["A2"].value == "数据集：青澜区2025　　基准日：2025-12-31　　期间：2025-01-01 至 2025-12-31"
    assert " ".join(cell.value for cell in sheet[6]) == "规则名称 规则 约束力 合规 不合规 待核 不适用 合规率 依据"
    assert rows["branch_life.assembly_quarterly"] == (
        "支部党员大会每季度至少1次",
        "branch_life.assembly_quarterly",
        "应当",
        3,
        1,
        1,
        0,
        0.75,
        "《中国共产党支部工作条例（试行）》第11条",
    )
    said = "\n".join(texts(sheet))
    assert "本表由系统按法规参数核对，只提示，不作决定" in said
    assert "没有看到表 工作日历。" in said
    assert "《本区党委意识形态工作责任制》第2条（待核实）" in said
    assert "✕ 不合规 2" in said


def test_no_folder_of_the_machine_in_the_file(mixed):
    with zipfile.ZipFile(io.BytesIO(saved(mixed))) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist()]

    assert not any("/srv/private" in part for part in parts)
    assert any("<dc:creator>组工</dc:creator>" in part for part in parts)


def test_rate_is_empty_where_nothing_was_judged_and_never_rounds_up(make_check):
    counts = (RuleSummary(ASSEMBLY, 99_999, 1, 0, 0), RuleSummary(THEME_DAY, 0, 0, 5, 5))
    rows = {row[1]: row for row in opened(replace(make_check(), summary=counts))["摘要"].iter_rows(values_only=True)}

    assert rows[ASSEMBLY][7] == 0.999
    assert rows[THEME_DAY][7] == "—"


def test_the_topic_links_to_its_sheet(mixed):
    sheet = opened(mixed)["摘要"]
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}

    assert links["三会一课"] == "'三会一课'!A1"


def test_a_sheet_of_findings_is_ready_to_use_and_to_print(mixed):
    sheet = opened(mixed)["三会一课"]

    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == "A1:L4"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$1:$1"
    assert "&P" in sheet.oddFooter.right.text
    assert "只提示，不作决定" in sheet.oddFooter.left.text


def test_outcomes_tell_themselves_apart_by_word_glyph_and_fill(make_check, make_finding):
    outcomes = ["fail", "not_applicable", "pass", "unknown"]
    check = make_check([make_finding(subject_id=outcome, outcome=outcome) for outcome in outcomes])
    sheet = opened(check)["三会一课"]
    cells = {row[3].value: row[0] for row in sheet.iter_rows(min_row=2)}

    assert [cells[outcome].value for outcome in outcomes] == ["✕ 不合规", "— 不适用", "✓ 合规", "? 待核"]
    assert cells["fail"].fill.fill_type == "solid"
    assert cells["fail"].fill.fgColor.rgb == "FFB03A0A"
    assert cells["fail"].font.color.rgb == "FFFFFFFF"
    assert cells["unknown"].fill.fill_type not in ("solid", None)
    assert len({cell.fill.fgColor.rgb for cell in cells.values()}) == 4


def test_columns_are_as_wide_as_their_text_within_bounds(make_check, make_finding):
    check = make_check([make_finding(actual="字" * 100)], names={("organization", "b1"): "青澜区上河村党支部"})
    sheet = opened(check)["三会一课"]
    widths = dict(zip(COLUMNS, (sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL"), strict=True))

    assert 20 <= widths["对象名称"] <= 22
    assert widths["实际"] == pytest.approx(26, abs=1)
    assert sheet.row_dimensions[2].height > 60


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(start, make_check, make_finding):
    evil = f"{start}HYPERLINK(1)"
    check = make_check([make_finding(subject_id=evil, actual=evil)], names={("organization", evil): evil})
    sheet = opened(check)["三会一课"]

    assert [sheet.cell(2, column).value for column in (3, 4, 6)] == [f"'{evil}"] * 3
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_a_web_address_stays_text(make_check, make_finding):
    sheet = opened(make_check([make_finding(actual="https://example.invalid/")]))["三会一课"]

    assert sheet["F2"].value == "https://example.invalid/"
    assert sheet["F2"].hyperlink is None


def test_control_characters_show_as_a_mark(make_check, make_finding):
    sheet = opened(make_check([make_finding(actual="a\x00b\x1bc")]))["三会一课"]

    assert sheet["F2"].value == "a\ufffdb\ufffdc"


def test_too_long_text_is_cut_with_a_mark():
    cut = cell_text("𠮷" * 20_000)

    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith(CUT_MARK)
    assert set(cut.removesuffix(CUT_MARK)) == {"𠮷"}
    assert cell_text("字" * 32_767) == "字" * 32_767


def test_lines_of_a_row_follow_its_longest_cell():
    assert lines_of([("短", 20), ("字" * 30, 21)]) == 3
    assert lines_of([("短", 20), ("一\n二\n三\n四\n五\n六", 8)]) == 6
    assert lines_of([]) == 1


def test_a_full_sheet_continues_on_the_next(make_check, make_finding):
    check = make_check([make_finding(subject_id=f"b{number}") for number in range(1, 6)])
    book = opened(check, rows_per_sheet=2)

    assert book.sheetnames == ["摘要", "三会一课", "三会一课(2)", "三会一课(3)"]
    ids = [[row[3] for row in book[name].iter_rows(min_row=2, values_only=True)] for name in book.sheetnames[1:]]
    assert ids == [["b1", "b2"], ["b3", "b4"], ["b5"]]
    assert book["三会一课(3)"].auto_filter.ref == "A1:L2"


def test_many_rows_all_arrive(make_check, make_finding):
    check = make_check([make_finding(subject_id=f"b{number:05}", actual=str(number)) for number in range(20_000)])
    book = openpyxl.load_workbook(io.BytesIO(saved(check)), read_only=True)
    try:
        ids = [row[3] for row in book["三会一课"].iter_rows(min_row=2, values_only=True)]
    finally:
        book.close()

    assert ids == [f"b{number:05}" for number in range(20_000)]


def test_local_topics_get_a_sheet_name_that_excel_accepts(make_check, make_finding):
    key = f"x/y:z*?[]{'w' * 40}.rule"
    card = RuleCard(key, "本地规则", Force.LOCAL, "本地要求。")
    counts = (RuleSummary(key, 0, 1, 0, 0),)
    check = replace(make_check([make_finding(rule=key)]), cards={key: card}, summary=counts)

    assert opened(check).sheetnames[1].startswith("x_y_z____ww")
