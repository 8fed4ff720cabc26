"""What is written is read again as the same form, field by field, whatever the file was like."""

from __future__ import annotations

import base64
from dataclasses import fields, replace
from typing import Any

import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.forms.building import GOOD, JPEG, ORDER, lrmx, only
from tests.formats.forms.test_career import LINE
from tests.formats.forms.test_lrmx import QUIRKS, SAME
from zugong.formats.forms.career import career
from zugong.formats.forms.comparing import differences
from zugong.formats.forms.form import AppointmentForm, CareerLine, Relative
from zugong.formats.forms.lrmx import read_lrmx
from zugong.formats.forms.writing import EDITOR_VERSION, Dialect, write_lrmx
from zugong.formats.grids import BLANKS


NEWER = ("DaoLingNianYue", "GaiGeQianRenZhiNianLingJieXian")


def again(form: AppointmentForm) -> AppointmentForm:
    return read_lrmx(write_lrmx(form, Dialect.NEWER).content)


def values(form: AppointmentForm) -> dict[str, Any]:
    """Every field but the problems."""
    return {field.name: getattr(form, field.name) for field in fields(form) if field.name != "problems"}


def elements(content: bytes) -> list[str]:
    return [child.tag for child in ElementTree.fromstring(content)]


def test_a_classic_file_has_the_34_elements_in_their_order() -> None:
    written = write_lrmx(read_lrmx(lrmx()))
    assert elements(written.content) == list(ORDER)
    assert len(ORDER) == 34
    assert written.problems == ()
    assert written.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')


def test_the_newer_dialect_puts_its_two_elements_in_their_places() -> None:
    found = elements(write_lrmx(AppointmentForm(name="王伟"), "4.0").content)
    assert [name for name in found if name not in NEWER] == list(ORDER)
    assert found[found.index(NEWER[0]) - 1] == "CanJiaGongZuoShiJian"
    assert found[found.index(NEWER[1]) - 1] == "ChengBaoDanWei"


def test_what_a_classic_file_cannot_hold_is_told() -> None:
    written = write_lrmx(AppointmentForm(name="王伟", retirement_on="2035-07", former_age_limit="界限"))
    assert [one.field for one in written.problems] == ["retirement_on", "former_age_limit"]
    assert read_lrmx(written.content).retirement_on is None


@pytest.mark.parametrize("content", [one[0] for one in SAME.values()], ids=SAME)
def test_a_file_written_again_is_the_same_form(content: bytes) -> None:
    form = read_lrmx(content)
    assert values(again(form)) == values(form)
    assert differences(again(form), form) == []


@pytest.mark.parametrize("quirk", [one[0] for one in QUIRKS.values()], ids=QUIRKS)
def test_what_could_not_be_understood_survives(quirk: dict[str, str]) -> None:
    form = read_lrmx(only(**quirk))
    assert values(again(form)) == values(form)


def test_a_text_that_is_no_day_stands_in_the_file_again() -> None:
    quirk = {
        "ChuShengNianYue": "不详",
        "TianBiaoShiJian": "2025.13",
        "RuDangShiJian": "20010815",
        "ZhaoPian": "aGVsbG8=",
    }
    person = ElementTree.fromstring(write_lrmx(read_lrmx(only(**quirk))).content)
    assert {name: person.findtext(name) for name in quirk} == quirk


def test_a_changed_value_takes_the_place_of_what_stood_there() -> None:
    form = read_lrmx(only(TianBiaoShiJian="2025.13", RuDangShiJian="20010815", JianLi="1998.09--  学习"))
    form.filled_on, form.party_joined_on = "2025-12", "2002-01"
    form.resume = (CareerLine("1999-09", "2001-07", "工作"),)
    person = ElementTree.fromstring(write_lrmx(form).content)
    found = [person.findtext(name) for name in ("TianBiaoShiJian", "RuDangShiJian", "JianLi")]
    assert found == ["202512", "200201", "1999.09--2001.07  工作"]


def test_the_version_is_kept_and_given_only_where_it_is_asked_for() -> None:
    assert read_lrmx(write_lrmx(read_lrmx(only())).content).version is None
    assert read_lrmx(write_lrmx(read_lrmx(only()), version=EDITOR_VERSION).content).version == "3.2.1.6"
    assert read_lrmx(write_lrmx(read_lrmx(lrmx()), version=EDITOR_VERSION).content).version == GOOD["Version"]


def test_the_photo_is_written_without_breaks() -> None:
    person = ElementTree.fromstring(write_lrmx(AppointmentForm(photo=JPEG)).content)
    assert person.findtext("ZhaoPian") == base64.b64encode(JPEG).decode()


def test_names_that_can_be_no_element_are_told() -> None:
    written = write_lrmx(AppointmentForm(name="王伟", unknown={"a b": "1", "<x>": "2", "XingMing": "3", "备注": "4"}))
    assert len(written.problems) == 3
    assert read_lrmx(written.content).unknown == {"备注": "4"}


ODD = ["甲&乙", "&lt;", "&amp;lt;", "&1lt;", "]]>", "<a>", '"', "&#13;", "甲\n乙"]
PLAIN = st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029", exclude_categories=("Cs", "Cc", "Cn"))
TRIMMED = st.text(PLAIN, min_size=1, max_size=30).map(lambda text: text.strip(BLANKS)).filter(bool)
WORDS = TRIMMED | st.sampled_from(ODD)
NAME = st.text("王李赵伟娜敏·阿依", min_size=2, max_size=6)
DAY = st.sampled_from(["1972-04", "1972-04-15", "2001-12", "2024-02-29"])
TEXTS = {
    field.name: st.none() | WORDS
    for field in fields(AppointmentForm)
    if field.type == "str | None" and not field.name.endswith(("_on", "_of", "_text", "number"))
} | {"name": st.none() | NAME}
DAYS = {name: st.none() | DAY for name in ("born_on", "work_started_on", "age_as_of", "filled_on", "retirement_on")}
RELATIVE = st.builds(
    Relative,
    relation=st.sampled_from(["妻子", "丈夫", "长女"]),
    name=st.none() | NAME,
    born_on=st.none() | DAY,
    political_status=st.none() | WORDS,
    unit_and_post=st.none() | WORDS,
)
FORM = st.builds(
    AppointmentForm,
    **TEXTS,
    **DAYS,
    party_joined_on=st.none() | st.sampled_from(["1999-07", "2001-08"]),
    parties=st.lists(st.sampled_from(["民建", "九三", "无党派"]), unique=True).map(tuple),
    resume=st.lists(LINE, max_size=4).map(tuple),
    family=st.lists(RELATIVE, max_size=14).map(tuple),
    photo=st.none() | st.binary(max_size=300).map(lambda tail: JPEG + tail),
    unknown=st.dictionaries(st.sampled_from(["BeiZhu", "备注", "Foo.Bar"]), WORDS),
)


@settings(max_examples=60)
@given(FORM)
def test_a_form_written_and_read_is_the_same_field_by_field(form: AppointmentForm) -> None:
    form.resume_text = career(form.resume) or None
    assert values(again(form)) == values(form)


ANYTHING = st.one_of(WORDS, st.text(max_size=40), st.text("0123456789.-年月；（）民建 ", max_size=12))
RAW = st.dictionaries(st.sampled_from([*ORDER, *NEWER, "BeiZhu"]), ANYTHING, max_size=12)


@given(RAW, st.booleans())
def test_a_file_of_anything_written_again_is_the_same_form(raw: dict[str, str], escaped: bool) -> None:
    def packed(text: str) -> str:
        return (
            text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;")
            if escaped
            else f"<![CDATA[{text}]]>"
        )

    raw = {name: text.replace("]]>", "") for name, text in raw.items()}
    content = only(**{name: packed(text.encode("utf-8", "replace").decode()) for name, text in raw.items()})
    form = read_lrmx(content)
    assert values(again(form)) == values(form)
    assert values(again(replace(form, problems=()))) == values(form)
