"""The older format: 33 values in quotes, GBK, a photo beside it; what it loses is told."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.forms.building import CAREER, FAMILY, JPEG, lrm, lrmx, png
from tests.formats.forms.test_lrmx import told
from tests.formats.forms.test_writing import FORM
from zugong.formats.forms.career import career
from zugong.formats.forms.form import AppointmentForm, Relative
from zugong.formats.forms.lrm import read_lrm
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.lrmx import read_lrmx
from zugong.formats.forms.refusing import NotAForm


LOST = ("id_number", "version", "retirement_on", "former_age_limit", "unknown", "problems", "originals")


def kept(form: AppointmentForm) -> dict[str, object]:
    return {field.name: getattr(form, field.name) for field in fields(form) if field.name not in LOST}


def test_every_value_stands_in_its_place() -> None:
    form = read_lrm(lrm(), JPEG)
    assert kept(form) == kept(read_lrmx(lrmx()))
    assert form.id_number is form.version is None
    assert form.problems == ()


def test_an_empty_tail_and_missing_values() -> None:
    form = read_lrm(lrm(dict.fromkeys(range(26, 33), "")))
    assert (form.current_post, form.proposed_post, form.filled_on) == ("示例区民政局局长、党组书记", None, None)
    short = lrm().decode("gb18030").split('","')[:26]
    assert kept(read_lrm((",".join(f'"{one.strip(chr(34))}"' for one in short)).encode("gb18030"))) == kept(form)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (lrm() + b"\r\n", set()),
        (b"\r\n" + lrm() + b",", set()),
        (lrm().replace(b'","', b'",\r\n"'), set()),
        (lrm().replace(b'","', b'" , "'), set()),
        (lrm().decode("gb18030").encode(), {"file"}),
        (b"\xef\xbb\xbf" + lrm().decode("gb18030").encode(), {"file"}),
        (lrm({2: "1972.04", 8: "2002.07"}), set()),
        (lrm({0: "王\x01伟"}), {"file"}),
    ],
)
def test_the_same_form_however_it_was_written(content: bytes, problems: set[str]) -> None:
    form = read_lrm(content, JPEG)
    assert kept(form) == kept(read_lrm(lrm(), JPEG))
    assert told(form) == problems


def test_education_with_parts_missing() -> None:
    form = read_lrm(lrm({9: "大学", 10: "@示例党校"}))
    found = (form.full_time_education, form.full_time_degree, form.in_service_education, form.in_service_degree)
    assert found == ("大学", None, None, None)
    assert (form.full_time_education_school, form.in_service_education_school) == (None, "示例党校")
    assert told(read_lrm(lrm({9: "大学#学士#多余@研究生"}))) == {"full_time_education"}


def test_relatives_by_columns_of_unequal_length() -> None:
    form = read_lrm(lrm({20: "妻子@女儿", 21: "李娜@王小雨@", 22: "197312", 23: "", 24: "@学生"}))
    expected = (Relative("妻子", "李娜", "1973-12"), Relative("女儿", "王小雨", None, None, "学生"))
    assert form.family == expected


def test_a_value_that_breaks_the_line_is_put_together_again() -> None:
    form = read_lrm(lrm({17: '2016.11--         局长","书记', 28: '工作","需要'}))
    assert form.resume_text == '2016.11--         局长","书记'
    assert form.reason is not None
    assert [one.name for one in form.family] == ["李娜", "王小雨"]
    assert "file" in told(form)


def test_spare_values_are_kept() -> None:
    form = read_lrm(lrm({13: "备用"}))
    assert form.unknown == {"LrmValue13": "备用"}
    assert read_lrm(write_lrm(form).content).unknown == form.unknown


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'"a"', "只有 1 项"),
        ("姓名,性别".encode("gbk"), "引号"),
        (lrm()[:100], "只有"),
        (('"' + '","'.join(["x"] * 40) + '"').encode(), "却有 40 项"),
        (lrm({20: "@" * 600}), "家庭成员超过"),
        (b'"' + b'","' * 600, "项数太多"),
        (b'"' + b"x" * (20 << 20) + b'"', "20 MB"),
        (b'"' + bytes(range(128, 256)) * 40, "编码"),
    ],
    ids=[
        "one value",
        "no quotes",
        "cut off",
        "too many",
        "very many relatives",
        "very many values",
        "too large",
        "noise",
    ],
)
def test_what_is_no_form_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotAForm, match=reason):
        read_lrm(content)


def test_the_photo_beside_it() -> None:
    assert read_lrm(lrm(), JPEG).photo == JPEG
    assert (read_lrm(lrm(), png()).photo, told(read_lrm(lrm(), png()))) == (png(), {"photo"})
    assert (read_lrm(lrm(), b"text").photo, told(read_lrm(lrm(), b"text"))) == (None, {"photo"})


def test_the_written_file_is_what_other_readers_split() -> None:
    written = write_lrm(read_lrm(lrm(), JPEG))
    assert written.problems == ()
    text = written.content.decode("gbk")
    values = text[1:-1].split('","')
    assert len(values) == 33
    assert values[5:10] == ["200108", "健康", "示例省春晓", "200207", "大学#管理学学士@省委党校研究生#"]
    assert values[10] == "示例大学公共管理学院行政管理专业#@示例省委党校经济管理专业#"
    assert values[12:16] == ["", "", "", ""]
    assert values[17] == CAREER.replace("\n", "\r\n")
    assert [value.split("@") for value in values[20:25]] == [
        [*column, *[""] * 11] for column in zip(*FAMILY, strict=True)
    ]
    assert values[30:] == ["20261101", "赵敏", "202611"]


def test_what_would_break_the_format_is_written_in_full_width_and_told() -> None:
    form = AppointmentForm(
        name="王伟",
        current_post='局"长","书记',
        full_time_education="大#学@",
        family=(Relative("妻子", "李娜", unit_and_post="甲@乙"),),
    )
    written = write_lrm(form)
    again = read_lrm(written.content)
    assert again.current_post == "局＂长＂,＂书记"
    assert again.full_time_education == "大＃学＠"
    assert again.family[0].unit_and_post == "甲＠乙"
    assert {one.field for one in written.problems} == {"current_post", "full_time_education", "family"}


def test_what_is_lost_is_told() -> None:
    family = tuple(Relative("亲属", f"王{number}") for number in range(14))
    form = replace(read_lrmx(lrmx()), family=family, retirement_on="2035-07", unknown={"BeiZhu": "甲"})
    found = {one.field: one.value for one in write_lrm(form).problems}
    assert found["id_number"] == "000000197204150011"
    assert found["family"] == "亲属王13"
    assert found["unknown"] == "BeiZhu：甲"
    assert set(found) == {"id_number", "version", "retirement_on", "family", "unknown"}


def test_a_character_outside_gbk_is_told_and_kept() -> None:
    written = write_lrm(AppointmentForm(name="王\U00020bb7", current_post="局长€"))
    assert [one.field for one in written.problems] == ["name", "current_post"]
    assert read_lrm(written.content).name == "王\U00020bb7"


@settings(max_examples=60)
@given(FORM)
def test_a_form_written_and_read_is_the_same_but_for_what_was_told(form: AppointmentForm) -> None:
    form.resume_text = career(form.resume) or None
    form.family = form.family[:13]
    written = write_lrm(form)
    again = read_lrm(written.content, form.photo)
    before, after = kept(form), kept(again)
    changed = {name for name in before if before[name] != after[name]}
    # A text that looks escaped is unescaped in reading, and told there.
    assert changed <= {one.field for one in (*written.problems, *again.problems)} | {"resume_text"}


@given(
    st.lists(st.text(st.characters(codec="gb18030", exclude_characters='"@#&'), max_size=12), min_size=33, max_size=33)
)
def test_any_33_values_are_read(values: list[str]) -> None:
    content = ('"' + '","'.join(values) + '"').encode("gb18030")
    form = read_lrm(content)
    again = read_lrm(write_lrm(form).content)
    assert again.current_post == form.current_post
    assert kept(again) == kept(form)
