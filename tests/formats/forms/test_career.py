"""简历: each way of writing a line, and what comes of it; lines rendered and read again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.forms.building import CAREER
from zugong.formats.forms.career import career, read_career
from zugong.formats.forms.form import CareerLine, Spell
from zugong.formats.forms.refusing import Noted


def problems(text: str) -> list[tuple[str, str]]:
    noted = Noted()
    read_career(text, noted)
    return [(one.value, one.problem) for one in noted.all()]


def test_the_standard_form() -> None:
    assert read_career(CAREER) == (
        CareerLine("1998-09", "2002-07", "示例大学公共管理学院行政管理专业学习"),
        CareerLine(
            "2002-07",
            "2009-03",
            "示例区春晓街道办事处科员",
            (Spell("2005-09", "2008-06", "示例省委党校经济管理专业在职研究生学习"),),
        ),
        CareerLine("2009-03", "2016-11", "示例区民政局副局长、党组成员"),
        CareerLine("2016-11", None, "示例区民政局局长、党组书记"),
    )
    assert problems(CAREER) == []
    assert career(read_career(CAREER)) == CAREER


@pytest.mark.parametrize(
    "head",
    [
        "1998.09--2002.07  ", "1998.09-2002.07  ", "1998.09—2002.07  ", "1998.09——2002.07  ", "1998.09－2002.07  ",
        "1998.09－－2002.07  ", "1998.09–2002.07 ", "1998.09～2002.07  ", "1998.09~2002.07  ", "1998.09至2002.07  ",
        "1998.09 -- 2002.07 ", "199809--200207  ", "199809-200207 ", "1998.9--2002.7  ", "1998年9月--2002年7月  ",
        "1998年09月至2002年07月", "1998-09--2002-07  ", "1998/09--2002/07 ", "１９９８．０９－－２００２．０７　　",
        "　1998.09--2002.07\t", "1998.09--2002.07，", "1998.09--2002.07：", "1998.09--2002.07",
    ],
)  # fmt: skip
def test_separators_and_ways_of_writing_a_month(head: str) -> None:
    assert read_career(head + "学习") == (CareerLine("1998-09", "2002-07", "学习"),)
    assert problems(head + "学习") == []


@pytest.mark.parametrize(
    "head",
    [
        "2016.11--         ",
        "2016.11-- ",
        "2016.11--",
        "201611-",
        "2016.11至今 ",
        "2016.11--至今  ",
        "2016.11—现在 ",
        "2016.11--今  ",
        "2016.11～至今 ",
        "2016年11月至今",
        "2016.11——目前 ",
        "2016.11 至今 ",
    ],
)
def test_a_line_that_still_runs(head: str) -> None:
    assert read_career(head + "局长") == (CareerLine("2016-11", None, "局长"),)
    assert problems(head + "局长") == []


SPELLS = {
    "at the end": "科员（其间：2005.09--2008.06  学习）",
    "on the next line": "科员\n（其间：2005.09--2008.06  学习）",
    "on the next line, indented": "科员\n                  （其间：2005.09--2008.06  学习）",
    "ASCII brackets": "科员(其间:2005.09-2008.06 学习)",
    "mixed brackets": "科员(其间：2005.09--2008.06学习）",
    "期间": "科员（期间：2005.09--2008.06 学习）",
    "no colon": "科员（其间2005.09--2008.06 学习）",
    "a comma": "科员（其间，2005.09--2008.06 学习）",
    "no keyword": "科员（2005.09--2008.06 学习）",
    "no brackets": "科员\n其间：2005.09--2008.06 学习",
    "never closed": "科员（其间：2005.09--2008.06 学习",
    "broken inside": "科员（其间：2005.09--2008.06\n学习）",
    "closed by a stop": "科员（其间：2005.09--2008.06  学习；）",
}


@pytest.mark.parametrize("text", SPELLS.values(), ids=SPELLS)
def test_a_sub_period(text: str) -> None:
    expected = CareerLine("2002-07", "2009-03", "科员", (Spell("2005-09", "2008-06", "学习"),))
    assert read_career(f"2002.07--2009.03  {text}") == (expected,)


TWO = (Spell("2003-01", "2004-01", "挂职"), Spell("2005-09", "2008-06", "学习"))


@pytest.mark.parametrize(
    "text",
    [
        "（其间：2003.01--2004.01  挂职；2005.09--2008.06  学习）",
        "(其间:2003.01-2004.01挂职;2005.09-2008.06学习)",
        "（其间：2003.01--2004.01  挂职，2005.09--2008.06  学习）",
        "（其间：2003.01--2004.01  挂职；其间：2005.09--2008.06  学习）",
        "（其间：2003.01--2004.01  挂职）（其间：2005.09--2008.06  学习）",
        "\n（其间：2003.01--2004.01  挂职）\n（2005.09--2008.06  学习）",
        "（其间：2003.01--2004.01  挂职；\n2005.09--2008.06  学习）",
        "（其间：2003.01--2004.01  挂职\n2005.09--2008.06  学习）",
    ],
)
def test_several_sub_periods(text: str) -> None:
    line = CareerLine("2002-07", "2009-03", "科员", TWO)
    after = CareerLine("2009-03", None, "局长")
    assert read_career(f"2002.07--2009.03  科员{text}\n2009.03--         局长") == (line, after)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("科员（正科级）", CareerLine("2002-07", "2009-03", "科员（正科级）")),
        ("科员（2005.09任副科长）", CareerLine("2002-07", "2009-03", "科员（2005.09任副科长）")),
        ("科员（其间：挂职锻炼）", CareerLine("2002-07", "2009-03", "科员", (Spell(None, None, "挂职锻炼"),))),
        (
            "科员（其间：2005.09任副科长）",
            CareerLine("2002-07", "2009-03", "科员", (Spell("2005-09", None, "任副科长"),)),
        ),
        (
            "科员（其间：2005.09--至今  学习（在职））",
            CareerLine("2002-07", "2009-03", "科员", (Spell("2005-09", None, "学习（在职）"),)),
        ),
        (
            "科员（其间：2005.09--2008.06 学习），副主任",
            CareerLine("2002-07", "2009-03", "科员，副主任", (Spell("2005-09", "2008-06", "学习"),)),
        ),
    ],
)
def test_what_is_a_sub_period_and_what_is_not(text: str, expected: CareerLine) -> None:
    assert read_career(f"2002.07--2009.03  {text}") == (expected,)


def test_a_line_that_begins_with_no_month_goes_on_with_the_one_above() -> None:
    text = "2002.07--2009.03  示例区春晓街道\n                  办事处\n科员\n2009.03--         局长"
    expected = (CareerLine("2002-07", "2009-03", "示例区春晓街道办事处科员"), CareerLine("2009-03", None, "局长"))
    assert read_career(text) == expected
    assert read_career(text.replace("\n", "\r\n").replace("\r", "")) == expected


def test_a_last_line_broken_within_a_sentence_does_not_stand_alone() -> None:
    text = "2016.11--         局长，\n兼任示例区慈善会会长"
    assert read_career(text) == (CareerLine("2016-11", None, "局长，兼任示例区慈善会会长"),)


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n  \n"])
@pytest.mark.parametrize("aside", ["第十届示例区政协委员", "示例区第十五届人大代表", "兼任示例区慈善会会长"])
def test_a_last_paragraph_without_months_stands_alone(between: str, aside: str) -> None:
    assert read_career(f"2016.11--         局长{between}{aside}") == (
        CareerLine("2016-11", None, "局长"),
        CareerLine(None, None, aside),
    )


@pytest.mark.parametrize(
    ("text", "value", "problem"),
    [
        ("1998.09--2002.07 甲\n2002.08--2003.01 乙", "1998.09--2002.07 / 2002.08--2003.01", "简历中断"),
        ("1998.09--2002.07 甲\n2002.06--2003.01 乙", "1998.09--2002.07 / 2002.06--2003.01", "简历重叠"),
        ("1998.09--         甲\n2002.06--2003.01 乙", "1998.09-- / 2002.06--2003.01", "没有写止月"),
        ("2002.07--1998.09 甲", "2002.07--1998.09", "止月早于起月"),
        ("1998.13--2002.07 甲", "1998.13", "不是存在的年月"),
        ("1998.09--2002.00 甲", "2002.00", "不是存在的年月"),
        ("甲\n1998.09--2002.07 乙", "甲", "第一行没有起止时间"),
        ("1998--2002 甲", "1998--2002 甲", "没有写到月"),
        ("1998.09 甲", "1998.09 甲", "只有一个年月"),
        ("1998.09--2002.07 甲（其间：2001.01--2003.01 乙）", "2001.01--2003.01", "超出了所在的一行"),
        ("1998.09--2002.07 甲（其间：1997.01--1999.01 乙）", "1997.01--1999.01", "超出了所在的一行"),
        ("1998.09--2002.07 甲（其间：2001.13--2002.01 乙）", "2001.13", "不是存在的年月"),
        ("1998.09--2002.07 甲（其间：2001.01--2002.01 乙", "甲（其间：2001.01--2002.01 乙", "括号"),
    ],
)
def test_what_an_officer_should_look_at(text: str, value: str, problem: str) -> None:
    assert [quoted for quoted, said in problems(text) if problem in said] == [value]


def test_neighbours_that_meet_in_one_month_are_right() -> None:
    assert problems("1998.09--2002.07 甲\n2002.07--2003.01 乙\n2003.01--至今 丙\n\n第十届示例区政协委员") == []


def test_a_month_that_is_none_leaves_the_rest_of_the_line() -> None:
    assert read_career("1998.13--2002.07  学习") == (CareerLine(None, "2002-07", "学习"),)


TEXT = st.builds(
    "{}{}{}".format, st.sampled_from("甲乙A"), st.text("局长科员、0123456789b·—", max_size=20), st.just("丙")
)
MONTH = st.builds("{:04}-{:02}".format, st.integers(1900, 2099), st.integers(1, 12))
DAY = MONTH | st.dates(date(1900, 1, 1), date(2099, 12, 31)).map(str)
SPELL = st.builds(Spell, DAY, st.none() | DAY, TEXT)
LINE = st.builds(CareerLine, DAY, st.none() | DAY, TEXT, st.lists(SPELL, max_size=3).map(tuple))
ASIDE = st.builds(CareerLine, st.none(), st.none(), TEXT)


@given(st.lists(LINE, max_size=6), st.lists(ASIDE, max_size=1))
def test_lines_rendered_and_read_again_are_the_same(lines: list[CareerLine], aside: list[CareerLine]) -> None:
    whole = tuple(lines + aside)
    assert read_career(career(whole)) == whole


@given(st.text("1920.-—至今（）()其间：；\n 　年月学习", max_size=120))
def test_whatever_was_read_is_rendered_to_what_reads_the_same(text: str) -> None:
    lines = read_career(text)
    again = read_career(career(lines))
    assert read_career(career(again)) == again


@pytest.mark.parametrize(
    "text", ["（" * 50_000, "2001.01--" * 10_000, "（其间：" * 20_000, "2001.01-\n" * 10_000, "；" * 50_000]
)
def test_long_nonsense_is_read_in_time(text: str) -> None:
    assert read_career(text)


def test_what_is_too_long_for_any_career_is_not_taken_apart() -> None:
    assert read_career("2001.01-\n" * 20_000) == ()
    assert [problem for _, problem in problems("2001.01-\n" * 20_000)] == ["简历过长，没有分行读"]
