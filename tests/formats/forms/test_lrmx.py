"""Files as strangers write them, byte by byte, and what must come out of each field."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import Any

import pytest

from tests.formats.forms.building import CAREER, FAMILY, GOOD, JPEG, ORDER, body, family_xml, lrmx, only, png
from zugong.formats.forms.form import AppointmentForm, Relative
from zugong.formats.forms.lrmx import read_lrmx
from zugong.formats.forms.refusing import NotAForm
from zugong.formats.forms.view import form_view


def told(form: AppointmentForm) -> set[str]:
    return {one.field for one in form.problems}


def test_a_classic_file_gives_every_field_and_no_problem() -> None:
    view = form_view(read_lrmx(lrmx()))
    assert view.pop("resume")[1] == {
        "since": "2002-07",
        "until": "2009-03",
        "text": "示例区春晓街道办事处科员",
        "within": [
            {"since": "2005-09", "until": "2008-06", "text": "示例省委党校经济管理专业在职研究生学习"},
        ],
    }
    assert view.pop("family") == [
        {
            "relation": "妻子",
            "name": "李娜",
            "born_on": "1973-12",
            "political_status": "群众",
            "unit_and_post": "示例区第一小学教师",
        },
        {
            "relation": "女儿",
            "name": "王小雨",
            "born_on": "2001-08-20",
            "political_status": "共青团员",
            "unit_and_post": "示例大学学生",
        },
    ]
    assert view == {
        "name": "王伟",
        "sex": "男",
        "born_on": "1972-04",
        "ethnicity": "汉族",
        "native_place": "示例省示例市",
        "birthplace": "示例省春晓",
        "party_joined_on": "2001-08",
        "parties": [],
        "work_started_on": "2002-07",
        "health": "健康",
        "technical_title": "社会工作师",
        "specialty": "社会救助",
        "full_time_education": "大学",
        "full_time_degree": "管理学学士",
        "full_time_education_school": "示例大学公共管理学院行政管理专业",
        "full_time_degree_school": None,
        "in_service_education": "省委党校研究生",
        "in_service_degree": None,
        "in_service_education_school": "示例省委党校经济管理专业",
        "in_service_degree_school": None,
        "current_post": "示例区民政局局长、党组书记",
        "proposed_post": "示例区人力资源和社会保障局局长",
        "removed_post": "示例区民政局局长",
        "resume_text": CAREER,
        "rewards_and_sanctions": "无",
        "annual_assessments": "2024年：优秀；2025年：称职",
        "reason": "工作需要",
        "submitting_unit": "中共示例区委组织部",
        "age_as_of": "2026-11-01",
        "filled_on": "2026-11",
        "filled_by": "赵敏",
        "id_number": "000000197204150011",
        "photo_sha256": hashlib.sha256(JPEG).hexdigest(),
        "version": "3.2.1.16",
        "retirement_on": None,
        "former_age_limit": None,
        "unknown": {},
        "problems": [],
    }


BOM = b"\xef\xbb\xbf"
HEAD = '<?xml version="1.0" encoding="{}"?>\n'
SAME: dict[str, tuple[bytes, set[str]]] = {
    "with a BOM": (BOM + lrmx(), set()),
    "blank lines before": (b"\r\n \r\n" + lrmx(), set()),
    "without declaration": (f"<Person>{body()}</Person>".encode(), set()),
    "declaration in capitals": (lrmx().replace(b'encoding="utf-8"', b'ENCODING="UTF-8"'), set()),
    "declaration in single quotes": (lrmx().replace(b'"1.0" encoding="utf-8"', b"'1.0' encoding='Utf-8'"), set()),
    "GBK without declaration": (f"<Person>{body()}</Person>".encode("gbk"), {"file"}),
    "GBK that says UTF-8": ((HEAD.format("utf-8") + f"<Person>{body()}</Person>").encode("gbk"), {"file"}),
    "GBK that says so": ((HEAD.format("gb2312") + f"<Person>{body()}</Person>").encode("gbk"), {"file"}),
    "UTF-8 that says GBK": ((HEAD.format("gbk") + f"<Person>{body()}</Person>").encode(), {"file"}),
    "UTF-16": ((HEAD.format("utf-16") + f"<Person>{body()}</Person>").encode("utf-16"), {"file"}),
    "elements the other way round": (lrmx(order=ORDER[::-1]), set()),
    "CRLF": (lrmx().replace(b"\n", b"\r\n"), set()),
    "CR written out": (lrmx({"JianLi": CAREER.replace("\n", "&#13;\n")}), set()),
    "CR alone": (lrmx({"JianLi": CAREER.replace("\n", "&#xD;")}), set()),
    "empties as one tag": (
        lrmx().replace(b"<ZaiZhiJiaoYu_XueWei></ZaiZhiJiaoYu_XueWei>", b"<ZaiZhiJiaoYu_XueWei/>"),
        set(),
    ),
    "empties as blanks": (
        lrmx({"ZaiZhiJiaoYu_XueWei": "\n   \n  ", "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "　"}),
        set(),
    ),
    "texts with blanks around": (lrmx({"MinZu": " 汉族\n  ", "JiGuan": "　示例省示例市　"}), set()),
    "names padded": (
        lrmx({"XingMing": "王　伟", "JiaTingChengYuan": family_xml((("妻子", "李  娜", *FAMILY[0][2:]), FAMILY[1]))}),
        set(),
    ),
    "elements missing": (
        lrmx(order=tuple(name for name in ORDER if GOOD.get(name) or name == "JiaTingChengYuan")),
        set(),
    ),
    "namespace": (lrmx().replace(b"<Person>", b'<Person xmlns="urn:example:form">'), set()),
    "prefixes of no namespace": (
        lrmx().replace(b"<Person>", b'<w:Person xsi:nil="0">').replace(b"</Person>", b"</w:Person>"),
        set(),
    ),
    "attributes": (lrmx().replace(b"<XingMing>", b'<XingMing xml:lang="zh" len="2">'), set()),
    "comments": (lrmx().replace(b"<XingBie>", b"<!-- &nbsp; a --><XingBie>"), set()),
    "CDATA": (lrmx({"NiRenZhiWu": "<![CDATA[示例区人力资源和社会保障局局长]]>"}), set()),
    "no root": (body().encode(), {"file"}),
    "no root, with a declaration": ((HEAD.format("utf-8") + body()).encode(), {"file"}),
    "another root": (lrmx().replace(b"Person>", b"GanBu>"), {"file"}),
    "root in lower case": (lrmx().replace(b"Person>", b"person>"), set()),
    "root one level down": (
        lrmx().replace(b"<Person>", b"<Persons><Person>").replace(b"</Person>", b"</Person></Persons>"),
        set(),
    ),
    "dotted days": (
        lrmx({"ChuShengNianYue": "1972.04", "CanJiaGongZuoShiJian": "2002.7", "JiSuanNianLingShiJian": "2026.11.01"}),
        set(),
    ),
    "dashed days": (
        lrmx({"ChuShengNianYue": "1972-04", "CanJiaGongZuoShiJian": "2002-07", "JiSuanNianLingShiJian": "2026-11-1"}),
        set(),
    ),
    "days in words": (lrmx({"ChuShengNianYue": "1972年4月", "JiSuanNianLingShiJian": "2026年11月1日"}), set()),
    "days in full width": (lrmx({"ChuShengNianYue": "１９７２０４"}), set()),
    "party with a dot": (lrmx({"RuDangShiJian": "2001.08"}), set()),
    "ID number with blanks": (lrmx({"ShenFenZheng": "000000 19720415 0011"}), set()),
    "base64 in lines": (
        lrmx({"ZhaoPian": "\r\n".join(GOOD["ZhaoPian"][i : i + 20] for i in range(0, 88, 20))}),
        set(),
    ),
    "data URI": (lrmx({"ZhaoPian": "data:image/jpeg;base64," + GOOD["ZhaoPian"]}), set()),
    "base64 without padding": (lrmx({"ZhaoPian": GOOD["ZhaoPian"].rstrip("=")}), set()),
    "control characters": (lrmx({"JianLi": "\x01" + CAREER + "\x1f"}), {"resume"}),
    "references to control characters": (lrmx({"JianLi": "&#1;" + CAREER + "&#x1F;&#0;"}), {"resume"}),
    "blank relatives": (
        lrmx({"JiaTingChengYuan": family_xml((FAMILY[0], ("", " ", "", "", ""), FAMILY[1])) + "<Item/>"}),
        set(),
    ),
    "a field written twice": (lrmx(extra="<MinZu>满族</MinZu><XingBie/>"), {"ethnicity"}),
    "missing birth": (lrmx({"ChuShengNianYue": ""}).replace(b"x", b"x"), {"born_on"}),
}


@pytest.mark.parametrize(("content", "fields"), SAME.values(), ids=SAME)
def test_the_same_form_however_it_was_written(content: bytes, fields: set[str]) -> None:
    form = read_lrmx(content)
    assert told(form) == fields
    expected = form_view(read_lrmx(lrmx())) | {"problems": form_view(form)["problems"]}
    found = form_view(form)
    if "born_on" in fields:
        expected["born_on"] = "1972-04-15"  # from the ID number
    assert found == expected


QUIRKS: dict[str, tuple[dict[str, str], dict[str, Any], set[str]]] = {
    "escaped twice": ({"NiRenZhiWu": "甲&amp;lt;乙&amp;gt;"}, {"proposed_post": "甲<乙>"}, {"proposed_post"}),
    "escaped three times, unescaped once": (
        {"NiRenZhiWu": "甲&amp;amp;lt;乙"},
        {"proposed_post": "甲&lt;乙"},
        {"proposed_post"},
    ),
    "odd escapes": ({"NiRenZhiWu": "甲&1lt;乙&amp;1gt;丙&1amp;"}, {"proposed_post": "甲<乙>丙&"}, {"proposed_post"}),
    "a bare ampersand": ({"NiRenZhiWu": "甲 & 乙&nbsp;丙"}, {"proposed_post": "甲 & 乙&nbsp;丙"}, set()),
    "an escape in CDATA": ({"NiRenZhiWu": "<![CDATA[甲 & <乙>]]>"}, {"proposed_post": "甲 & <乙>"}, set()),
    "a day to the day": ({"ChuShengNianYue": "19720415"}, {"born_on": "1972-04-15"}, set()),
    "month 13": ({"TianBiaoShiJian": "2025.13"}, {"filled_on": None}, {"filled_on"}),
    "31 April": ({"JiSuanNianLingShiJian": "20250431"}, {"age_as_of": None}, {"age_as_of"}),
    "month 00": ({"CanJiaGongZuoShiJian": "200200"}, {"work_started_on": None}, {"work_started_on"}),
    "no month": ({"CanJiaGongZuoShiJian": "2002"}, {"work_started_on": None}, {"work_started_on"}),
    "words for a day": ({"CanJiaGongZuoShiJian": "不详"}, {"work_started_on": None}, {"work_started_on"}),
    "birth from the number": (
        {"ChuShengNianYue": "1972.14", "ShenFenZheng": "000000197204150011"},
        {"born_on": "1972-04-15"},
        {"born_on"},
    ),
    "member and another party": (
        {"RuDangShiJian": "200108；民建"},
        {"party_joined_on": "2001-08", "parties": ("民建",)},
        set(),
    ),
    "half-width semicolon": (
        {"RuDangShiJian": "2001.08;民建"},
        {"party_joined_on": "2001-08", "parties": ("民建",)},
        set(),
    ),
    "another party": ({"RuDangShiJian": "民建"}, {"party_joined_on": None, "parties": ("民建",)}, set()),
    "two parties": ({"RuDangShiJian": "民建；九三"}, {"party_joined_on": None, "parties": ("民建", "九三")}, set()),
    "two parties in brackets": (
        {"RuDangShiJian": "（民建、九三）"},
        {"party_joined_on": None, "parties": ("民建", "九三")},
        set(),
    ),
    "ASCII brackets": (
        {"RuDangShiJian": "200108(民建、九三)"},
        {"party_joined_on": "2001-08", "parties": ("民建", "九三")},
        set(),
    ),
    "no party": ({"RuDangShiJian": "无党派"}, {"party_joined_on": None, "parties": ("无党派",)}, set()),
    "party to the day": (
        {"RuDangShiJian": "20010815"},
        {"party_joined_on": "2001-08", "parties": ()},
        {"party_joined_on"},
    ),
    "a member without a month": (
        {"RuDangShiJian": "中共党员"},
        {"party_joined_on": None, "parties": (), "originals": {"party_joined_on": "中共党员"}},
        {"party_joined_on"},
    ),
    "party in month 13": ({"RuDangShiJian": "200113"}, {"party_joined_on": None, "parties": ()}, {"party_joined_on"}),
    "day of another party": (
        {"RuDangShiJian": "民建（2001.08）"},
        {"party_joined_on": None, "parties": ("民建",)},
        {"party_joined_on"},
    ),
    "small x": (
        {"ShenFenZheng": "00000019720415029x"},
        {"id_number": "00000019720415029X", "born_on": "1972-04-15"},
        {"born_on"},
    ),
    "check digit": (
        {"ShenFenZheng": "000000197204150012"},
        {"id_number": "000000197204150012"},
        {"born_on", "id_number"},
    ),
    "a woman's number": ({"XingBie": "女", "ShenFenZheng": "000000197204150011"}, {"sex": "女"}, {"born_on", "sex"}),
    "number with a day that is none": ({"ShenFenZheng": "000000197202300010"}, {"born_on": None}, {"id_number"}),
    "too short": ({"ShenFenZheng": "0000007204150012"}, {"id_number": "0000007204150012"}, {"id_number"}),
    "born otherwise": (
        {"ChuShengNianYue": "197304", "ShenFenZheng": "000000197204150011"},
        {"born_on": "1973-04"},
        {"born_on"},
    ),
    "minority name": ({"XingMing": "阿依·古丽"}, {"name": "阿依·古丽"}, set()),
    "sex as a code": ({"XingBie": "1"}, {"sex": "1"}, {"sex"}),
    "short name of a people": ({"MinZu": "汉"}, {"ethnicity": "汉"}, {"ethnicity"}),
    "newer dialect": (
        {"DaoLingNianYue": "203507", "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限为60岁"},
        {"retirement_on": "2035-07", "former_age_limit": "改革前任职年龄界限为60岁", "unknown": {}},
        set(),
    ),
    "political status at the top": (
        {"ZhengZhiMianMao": "中共党员"},
        {"unknown": {"ZhengZhiMianMao": "中共党员"}},
        set(),
    ),
    "unknown elements": ({"BeiZhu": " 甲&lt;乙 ", "Foo": ""}, {"unknown": {"BeiZhu": "甲<乙", "Foo": ""}}, set()),
    "career without first line": (
        {"JianLi": "生于示例省\n1998.09--  学习"},
        {"resume_text": "生于示例省\n1998.09--  学习"},
        {"resume"},
    ),
    "not base64": ({"ZhaoPian": "!!!!"}, {"photo": None}, {"photo"}),
    "not an image": ({"ZhaoPian": base64.b64encode(b"hello world").decode()}, {"photo": None}, {"photo"}),
    "a PNG": ({"ZhaoPian": base64.b64encode(png()).decode()}, {"photo": png()}, {"photo"}),
    "a PNG that says JPEG": (
        {"ZhaoPian": "data:image/jpeg;base64," + base64.b64encode(png()).decode()},
        {"photo": png()},
        {"photo"},
    ),
    "photo too large": ({"ZhaoPian": base64.b64encode(JPEG + bytes(5 << 20)).decode()}, {"photo": None}, {"photo"}),
    "relative's day that is none": (
        {"JiaTingChengYuan": family_xml((("妻子", "李娜", "197313", "群众", ""),))},
        {"family": (Relative("妻子", "李娜", None, "群众", None, born_as_written="197313"),)},
        {"family"},
    ),
    "relative's day with dots": (
        {"JiaTingChengYuan": family_xml((("妻子", "李娜", "1973.12", "群众", "已去世"),))},
        {"family": (Relative("妻子", "李娜", "1973-12", "群众", "已去世"),)},
        set(),
    ),
}


@pytest.mark.parametrize(("values", "fields", "problems"), QUIRKS.values(), ids=QUIRKS)
def test_a_quirk_and_what_comes_of_it(values: dict[str, str], fields: dict[str, Any], problems: set[str]) -> None:
    form = read_lrmx(only(**values))
    assert {name: getattr(form, name) for name in fields} == fields
    assert told(form) == problems


@pytest.mark.parametrize(
    ("values", "field", "quoted"),
    [
        ({"TianBiaoShiJian": "2025.13"}, "filled_on", "2025.13"),
        ({"JiSuanNianLingShiJian": "2025.04.31"}, "age_as_of", "2025.04.31"),
        ({"ShenFenZheng": "000000197204150012"}, "id_number", "000000197204150012"),
        ({"RuDangShiJian": "200113"}, "party_joined_on", "200113"),
        ({"JianLi": "1998.13--2002.07  学习"}, "resume", "1998.13"),
    ],
)
def test_a_problem_quotes_what_stands_in_the_file(values: dict[str, str], field: str, quoted: str) -> None:
    problems = [one for one in read_lrmx(only(**values)).problems if one.field == field]
    assert quoted in [one.value for one in problems]
    assert all(one.problem and one.remedy for one in problems)


def test_thirteen_relatives_are_all_read_and_told() -> None:
    rows = tuple(("亲属", f"王{number}", "197001", "群众", "示例单位") for number in range(13))
    form = read_lrmx(only(JiaTingChengYuan=family_xml(rows)))
    assert [one.name for one in form.family] == [f"王{number}" for number in range(13)]
    assert told(form) == {"family"}


def test_a_relative_keeps_what_is_not_known() -> None:
    item = "<Item><ChengWei>妻子</ChengWei><XingMing>李娜</XingMing><NianLing>52</NianLing></Item>"
    form = read_lrmx(only(JiaTingChengYuan=item))
    assert form.family == (Relative("妻子", "李娜", others=(("NianLing", "52"),)),)
    assert told(form) == {"family"}


def test_of_several_persons_the_others_are_named() -> None:
    other = "<Person><XingMing>李强</XingMing></Person>"
    form = read_lrmx(f"<Persons><Person><XingMing>王伟</XingMing></Person>{other}</Persons>".encode())
    assert form.name == "王伟"
    assert [(one.field, one.value) for one in form.problems] == [("file", "李强")]


def test_text_between_the_elements_is_told() -> None:
    form = read_lrmx(only().replace(b"</XingMing>", "</XingMing>散落的字".encode()))
    assert [(one.field, one.value) for one in form.problems] == [("file", "散落的字")]


def test_a_damaged_byte_in_utf8_does_not_turn_the_file_into_another_language() -> None:
    content = lrmx().replace("示例省示例市".encode(), "示例省示例市".encode()[:-1])
    form = read_lrmx(content)
    assert (form.name, form.native_place, told(form)) == ("王伟", "示例省示例\ufffd", {"file"})


def test_one_damaged_character_of_few_is_still_utf8() -> None:
    form = read_lrmx(only(MinZu="汉族", JiGuan="示例").replace("例".encode(), "例".encode()[:2]))
    assert (form.name, form.ethnicity, form.native_place) == ("王伟", "汉族", "示\ufffd")


def test_an_empty_form_is_a_form() -> None:
    view = form_view(read_lrmx(b"<Person></Person>"))
    assert [name for name, value in view.items() if value] == ["problems"]
    assert [one["field"] for one in view["problems"]] == ["name"]


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing but blanks": (b"  \r\n ", "不是 XML"),
    "text": ("姓名：王伟".encode(), "不是 XML"),
    "cut off": (lrmx()[:-200], "XML 不完整"),
    "another document": (b"<note><to>a</to></note>", "不是干部任免审批表"),
    "a person of another kind": (b"<Person><FirstName>a</FirstName></Person>", "不是干部任免审批表"),
    "a page of the web": (b"<!DOCTYPE html><html><body>404</body></html>", "网页"),
    "outside entity": (b'<!DOCTYPE Person [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + only(MinZu="&x;"), "DTD"),
    "entity bomb": (f'<!DOCTYPE Person [<!ENTITY l0 "ha">{LAUGHS}]>'.encode() + only(MinZu="&l8;"), "DTD"),
    "outside DTD": (b'<!DOCTYPE Person SYSTEM "http://evil.example/x.dtd">' + only(), "DTD"),
    "deeply nested": (only(MinZu="<a>" * 100 + "</a>" * 100), "层次"),
    "very many elements": (only(MinZu="<a/>" * 30_000), "层次"),
    "very many control characters": (only(MinZu="\x01" * 400_000), "控制字符"),
    "very many CDATA sections": (only(MinZu="<![CDATA[]]>" * 30_000), "CDATA"),
    "too large": (b"<Person>" + b" " * (20 << 20), "超过 20 MB"),
    "our own wrapper closed": (b"<XingMing>a</XingMing></files><files>", "XML 不完整"),
    "noise": (bytes(range(128, 256)) * 40, "编码"),
}


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_form_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NotAForm, match=reason) as refusal:
        read_lrmx(content)
    assert refusal.value.remedy


def test_an_entity_reads_no_file_and_expands_to_nothing() -> None:
    form = read_lrmx(only(MinZu="&x;"))
    assert form.ethnicity == "&x;"


def test_reading_changes_no_other_form() -> None:
    one, other = read_lrmx(lrmx()), read_lrmx(lrmx())
    one.unknown["a"] = one.originals["b"] = "c"
    assert (other.unknown, other.originals) == ({}, {})
    assert replace(other) == read_lrmx(lrmx())
