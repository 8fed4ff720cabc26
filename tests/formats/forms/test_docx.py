"""The printed form, as an officer sees it: two full pages, every value there, nothing cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from tests.formats.office import DPI, Printed, dark_runs, print_all
from zugong.formats.forms.docx import write_docx
from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative, Spell


TODAY = date(2026, 11, 24)
BLUE = (60, 110, 200)


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 500)) -> bytes:
    kept = BytesIO()
    Image.new("RGB", size, BLUE).save(kept, kind)
    return kept.getvalue()


SHORT = AppointmentForm(
    name="高以宁",
    sex="男",
    born_on="1972-04",
    ethnicity="汉族",
    native_place="辽宁大连",
    birthplace="山东青岛",
    party_joined_on="1995-06",
    parties=("民建",),
    work_started_on="1994-07",
    health="健康",
    technical_title="高级经济师",
    specialty="区域经济",
    full_time_education="大学",
    full_time_degree="管理学学士",
    full_time_education_school="示例大学公共管理学院行政管理专业",
    in_service_education="中央党校研究生",
    in_service_degree="公共管理硕士",
    in_service_education_school="中央党校经济管理专业",
    in_service_degree_school="示例理工大学公共管理专业",
    current_post="示例区民政局党组书记、局长",
    proposed_post="示例区人民政府副区长",
    removed_post="示例区民政局局长",
    resume=(
        CareerLine("1990-09", "1994-07", "示例大学公共管理学院行政管理专业学习"),
        CareerLine(
            "1994-07", "2009-03", "示例街道办事处科员", (Spell("2003-09", "2006-07", "中央党校在职研究生学习"),)
        ),
        CareerLine("2009-03", None, "示例区民政局局长"),
        CareerLine(None, None, "示例市第十五届人大代表"),
    ),
    rewards_and_sanctions="2022年记三等功一次。",
    annual_assessments="2024年：优秀；2025年：称职",
    reason="工作需要",
    family=(
        Relative("妻子", "周一诺", "1974-12", "中共党员", "示例区第一中学教师"),
        Relative("父亲", "高大川", "1945-01", "群众", "已去世"),
    ),
    submitting_unit="中共示例区委组织部",
    age_as_of="2026-03",
    filled_on="2026-11-20",
    filled_by="李示例",
    photo=picture(),
)


def relatives(count: int, length: int) -> tuple[Relative, ...]:
    return tuple(
        Relative("重要关系", f"亲属{at:02}号", "1980-01", "中共党员", f"单位{at:02}" + "职" * (length - 4))
        for at in range(count)
    )


def career(count: int, text: str) -> tuple[CareerLine, ...]:
    last = count - 1
    return tuple(
        CareerLine(f"{1960 + at}-01", f"{1961 + at}-01" if at < last else None, f"第{at + 1}行{text}")
        for at in range(count)
    )


FULL = replace(
    SHORT,
    name="名" * 18,
    ethnicity="民" * 18,
    native_place="籍" * 18,
    birthplace="生" * 18,
    health="健" * 18,
    technical_title="术" * 90,
    specialty="专" * 110,
    full_time_education="学" * 54,
    full_time_degree="位" * 54,
    full_time_education_school="校" * 90,
    full_time_degree_school="系" * 90,
    in_service_education="育" * 54,
    in_service_degree="士" * 54,
    in_service_education_school="院" * 90,
    in_service_degree_school="班" * 90,
    current_post="现" * 324,
    proposed_post="拟" * 324,
    removed_post="免" * 324,
    resume=career(40, "示例区某局党组成员、副局长，兼任某开发区管理委员会副主任，分管综合、人事和财务工作"),
    rewards_and_sanctions="奖" * 552,
    annual_assessments="考" * 414,
    reason="由" * 552,
    family=tuple(replace(one, relation="称" * 18, political_status="党" * 18) for one in relatives(13, 124)),
    submitting_unit="报" * 252,
    filled_by="填" * 18,
)
FORMS = {
    "short": SHORT,
    "sixty_lines": replace(SHORT, resume=career(60, "示例区某局科员")),
    "long_lines": replace(SHORT, resume=career(30, "示例区某局党组成员、副局长，" * 4)),
    "thirteen": replace(SHORT, family=relatives(13, 40)),
    "thirty": replace(SHORT, family=relatives(30, 40)),
    "full": FULL,
    "empty": AppointmentForm(),
    "no_photo": replace(SHORT, photo=None),
    "mixed": replace(
        SHORT,
        resume=career(25, "ABC Software (Dalian) Co., Ltd.，CEO；2012.09--2015.06 WWWWWWWWWWWWWWWWWWWW") * 2,
        reason="一行\n两行\n\n四行 & <b>不是标记</b>",
    ),
}


def written(form: AppointmentForm) -> bytes:
    kept = BytesIO()
    write_docx(form, kept, today=TODAY)
    return kept.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printed]:
    return print_all(tmp_path_factory.mktemp("forms"), {name: written(form) for name, form in FORMS.items()})


@pytest.mark.parametrize("name", FORMS)
def test_every_form_fills_two_pages_and_loses_nothing(printed: dict[str, Printed], name: str) -> None:
    form, text = FORMS[name], printed[name].text()
    assert printed[name].pages == 2
    for field in (
        "name", "sex", "ethnicity", "native_place", "birthplace", "health", "technical_title", "specialty",
        "full_time_education", "full_time_degree", "full_time_education_school", "full_time_degree_school",
        "in_service_education", "in_service_degree", "in_service_education_school", "in_service_degree_school",
        "current_post", "proposed_post", "removed_post", "rewards_and_sanctions", "annual_assessments", "reason",
        "submitting_unit", "filled_by",
    ):  # fmt: skip
        assert "".join((getattr(form, field) or "").split()) in text, field
    first, second = printed[name].text(1), printed[name].text(2)
    for line in form.resume:
        assert "".join(line.text.split()) in first
    for relative in form.family:
        assert relative.name is not None
        assert relative.name in second
        assert relative.unit_and_post is not None
        assert relative.unit_and_post in second
    assert "干部任免审批表" in first
    assert "奖惩" in second or "奖" in second


@pytest.mark.parametrize("name", ["short", "empty", "sixty_lines", "full"])
def test_the_grids_reach_from_margin_to_margin(printed: dict[str, Printed], name: str) -> None:
    front, back = printed[name].picture(1), printed[name].picture(2)
    for page in (front, back):
        across = dark_runs(page, row=_mm(200))
        assert across[0] == pytest.approx(_mm(20), abs=3)
        assert across[-1] == pytest.approx(_mm(190), abs=3)
    down = dark_runs(front, column=_mm(189.0))
    assert _mm(297 - 14 - 5) <= down[-1] <= _mm(297 - 14)  # the career reaches to the bottom margin
    down = dark_runs(back, column=_mm(189.0))
    assert down[0] == pytest.approx(_mm(18.5), abs=4)
    assert _mm(297 - 14 - 14) <= down[-1] <= _mm(297 - 14 - 6)  # one line for 填表人 is left


def test_the_photo_stands_in_the_middle_of_its_cell_at_the_upper_right(printed: dict[str, Printed]) -> None:
    page = printed["short"].picture(1)
    blue = [
        (x, y)
        for x in range(page.width // 2, page.width)
        for y in range(page.height // 2)
        if sum(abs(a - b) for a, b in zip(page.getpixel((x, y)), BLUE, strict=True)) < 30
    ]
    left, right = min(x for x, _ in blue), max(x for x, _ in blue)
    top, bottom = min(y for _, y in blue), max(y for _, y in blue)
    assert (right - left) / (bottom - top) == pytest.approx(0.8, abs=0.02)
    edges = dark_runs(page, row=(top + bottom) // 2)
    cell = max(at for at in edges if at < left), min(at for at in edges if at > right)
    assert cell == (pytest.approx(_mm(153), abs=3), pytest.approx(_mm(190), abs=3))
    assert abs((left - cell[0]) - (cell[1] - right)) <= 3
    lines = dark_runs(page, column=right + 3)
    assert max(at for at in lines if at < top) >= _mm(28)
    assert min(at for at in lines if at > bottom) <= _mm(85)


def test_the_text_of_the_career_stands_behind_its_days(printed: dict[str, Printed]) -> None:
    """Left of where the text begins, the second line of a long entry is white."""
    page = printed["long_lines"].picture(1)
    narrow = range(_mm(32), _mm(36))
    rows = [y for y in range(_mm(120), _mm(278)) if any(sum(page.getpixel((x, y))) < 400 for x in narrow)]
    beginnings = [y for y in rows if not {y - 1, y - 2} & set(rows)]
    assert len(beginnings) == 30


def _mm(millimetres: float) -> int:
    return round(millimetres / 25.4 * DPI)


def cells(content: bytes, table: int) -> list[str]:
    return [cell.text for row in docx.Document(BytesIO(content)).tables[table].rows for cell in row.cells]


def test_ages_are_completed_years_to_the_month_of_reckoning() -> None:
    assert "1972.04\n（53岁）" in cells(written(SHORT), 0)  # to 2026-03, the month before the birthday
    assert "1972.04\n（54岁）" in cells(written(replace(SHORT, age_as_of="2026-04-01")), 0)
    assert "1972.04\n（54岁）" in cells(written(replace(SHORT, age_as_of=None)), 0)  # to the month of filling in


def test_today_is_used_last_and_told() -> None:
    form = replace(SHORT, age_as_of=None, filled_on=None, born_on="1972-12-31")
    kept = BytesIO()
    [problem] = write_docx(form, kept, today=TODAY)
    assert "1972.12\n（53岁）" in cells(kept.getvalue(), 0)
    assert problem.field == "age_as_of"
    assert "2026.11" in problem.problem


def test_a_relative_who_has_died_has_no_age() -> None:
    back = cells(written(SHORT), 1)
    assert back[back.index("周一诺") + 1] == "51"
    assert back[back.index("高大川") + 1] == ""


@pytest.mark.parametrize("mark", ["已去世", "原示例厂职工（已故）", "2019年病故"])
def test_each_word_for_death_counts(mark: str) -> None:
    form = replace(SHORT, family=(Relative("父亲", "高大川", "1945-01", "群众", mark),))
    back = cells(written(form), 1)
    assert back[back.index("高大川") + 1] == ""


def test_one_school_for_both_stands_once() -> None:
    form = replace(SHORT, in_service_degree_school=SHORT.in_service_education_school)
    table = docx.Document(BytesIO(written(form))).tables[0]
    upper, lower = (table.rows[row].cells[-1] for row in (6, 7))
    assert upper._tc is lower._tc
    assert upper.text == "中央党校经济管理专业"
    apart = docx.Document(BytesIO(written(SHORT))).tables[0]
    assert [apart.rows[row].cells[-1].text for row in (6, 7)] == ["中央党校经济管理专业", "示例理工大学公共管理专业"]


def test_the_career_hangs_on_tabs_and_keeps_its_sub_periods() -> None:
    text = next(text for text in cells(written(SHORT), 0) if "人大代表" in text)
    assert text.split("\n") == [
        "1990.09--1994.07\t示例大学公共管理学院行政管理专业学习",
        "1994.07--2009.03\t示例街道办事处科员",
        "\t（其间：2003.09--2006.07  中央党校在职研究生学习）",
        "2009.03--\t示例区民政局局长",
        "示例市第十五届人大代表",
    ]


def test_a_career_never_taken_apart_is_printed_as_stored() -> None:
    stored = "2009.03--2016.11  示例区民政局副局长\n2016.11--         示例区民政局局长\n某年参加工作"
    text = next(t for t in cells(written(replace(SHORT, resume=(), resume_text=stored)), 0) if "某年" in t)
    assert text == "2009.03--2016.11\t示例区民政局副局长\n2016.11--\t示例区民政局局长\n某年参加工作"


@pytest.mark.parametrize(("photo", "said"), [(b"GIF89a....", "GIF"), (picture()[:300], "损坏"), (b"\xff\xd8", "")])
def test_a_photo_that_cannot_be_printed_is_told(photo: bytes, said: str) -> None:
    problems = write_docx(replace(SHORT, photo=photo), BytesIO())
    [problem] = [one for one in problems if one.field == "photo"]
    assert said in problem.problem
    assert "没有印上" in problem.problem


def test_a_photo_of_another_shape_is_cut_and_told() -> None:
    problems = write_docx(replace(SHORT, photo=picture("PNG", (500, 500))), BytesIO())
    assert ["已裁成 4:5" in one.problem for one in problems] == [True]


def test_what_the_form_has_no_place_for_is_told() -> None:
    form = replace(SHORT, retirement_on="2035-02", unknown={"BeiZhu": "另有说明"})
    assert [(one.field, one.value) for one in write_docx(form, BytesIO())] == [
        ("retirement_on", "2035-02"),
        ("BeiZhu", "另有说明"),
    ]


def test_what_the_file_says_instead_of_a_day_is_printed_as_it_stands() -> None:
    texts = {"born_on": "1972.13", "work_started_on": "不详", "party_joined_on": "1995年夏"}
    form = replace(SHORT, born_on=None, work_started_on=None, party_joined_on=None, parties=(), originals=texts)
    assert set(texts.values()) <= set(cells(written(form), 0))


def test_letters_too_small_to_read_are_told() -> None:
    told = {one.field for one in write_docx(FULL, BytesIO())}
    assert {"resume", "current_post", "reason", "family"} <= told
    assert write_docx(SHORT, BytesIO()) == []


def test_more_than_two_pages_can_hold_is_told() -> None:
    told = write_docx(replace(SHORT, family=relatives(90, 124)), BytesIO())
    assert "多出一页" in told[-1].problem


def test_control_characters_do_not_spoil_the_file() -> None:
    assert "工作需要" in cells(written(replace(SHORT, reason="工作\x07需要\x0b")), 1)


def test_a_path_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write_docx(SHORT, tmp_path / "高以宁.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["高以宁.docx"]
    with pytest.raises(OSError, match="none"):
        write_docx(SHORT, tmp_path / "none" / "x.docx")


def test_the_file_names_its_fonts_and_what_may_stand_in_for_them() -> None:
    document = docx.Document(BytesIO(written(SHORT)))
    fonts = next(part.blob.decode() for part in document.part.package.iter_parts() if "fontTable" in part.partname)
    assert 'w:name="方正小标宋简体"><w:altName' in fonts
    assert "宋体" in document.element.xml
    assert document.core_properties.author == ""
