"""Templates edited by officers: what they may say is filled in, whatever else they say is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.formats.documents.making import changed, part, template, words
from zugong.formats.documents import rendering
from zugong.formats.documents.packages import TemplateRefused
from zugong.formats.documents.rendering import Picture, check_template, paths_of, render


VALUES = {
    "姓名": "高以宁",
    "编号": 12,
    "日期": date(2026, 3, 1),
    "是否公示": True,
    "空": None,
    "家庭": [{"称谓": "妻子", "姓名": "周一诺"}, {"称谓": "女儿", "姓名": "高小满", "职务": "学生"}],
    "单位": {"名称": "示例区民政局", "科室": [{"名称": "办公室", "人员": ["甲", "乙"]}]},
}


def test_names_days_and_numbers_are_filled_in() -> None:
    made = render(template("{{ 姓名 }}同志（{{编号}}）", "{{ 日期 }}，{{ 单位.名称 }}{{ 空 }}。"), VALUES)
    assert words(made) == ["高以宁同志（12）", "2026年3月1日，示例区民政局。"]


def test_marks_torn_over_runs_by_the_word_processor_are_found() -> None:
    assert words(render(template(runs=("任{", "{ 姓", "名 }", "}为")), VALUES)) == ["任高以宁为"]


def test_rows_repeat_and_conditions_choose() -> None:
    made = render(
        template(
            "{% if 是否公示 and not 空 %}已公示{% else %}未公示{% endif %}{% if 编号 == 12 %}！{% endif %}",
            rows=[
                ["{%tr for 人 in 家庭 %}", ""],
                ["{{ loop.index }}{{ 人.称谓 }}", "{{ 人.姓名 }}{{ 人.职务 }}"],
                ["{%tr endfor %}", ""],
            ],
        ),
        VALUES,
    )
    assert words(made) == ["已公示！", "1妻子|周一诺", "2女儿|高小满学生"]


def test_lists_within_lists() -> None:
    people = "{% for 人 in 室.人员 %}{{ 人 }}{% if not loop.last %}、{% endif %}{% endfor %}"
    made = render(template("{% for 室 in 单位.科室 %}{{ 室.名称 }}：" + people + "{% endfor %}"), VALUES)
    assert words(made) == ["办公室：甲、乙"]


def test_headers_and_the_title_are_filled_in() -> None:
    made = docx.Document(BytesIO(render(template("x", header="{{ 单位.名称 }}", title="{{ 姓名 }}"), VALUES)))
    assert made.sections[0].header.paragraphs[0].text == "示例区民政局"
    assert made.core_properties.title == "高以宁"


@pytest.mark.parametrize("text", ["A & B <w:t>", "{{ 编号 }}{% if 1 %}", "一行\n两行", "</w:t></w:r>", "\x07铃\x00声"])
def test_values_are_text_whatever_they_hold(text: str) -> None:
    made = words(render(template("{{ 姓名 }}"), {**VALUES, "姓名": text}))
    assert made == ["".join(char for char in text if char == "\n" or char >= " ")]


@given(text=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_goes_in_and_comes_out(text: str) -> None:
    made = words(render(_PLAIN, {"姓名": f"始{text}终"}))
    assert made[0].startswith("始")
    assert made[-1].endswith("终")


_PLAIN = template("{{ 姓名 }}")


def test_a_picture_stands_where_its_name_stood() -> None:
    kept = BytesIO()
    Image.new("RGB", (300, 300), "red").save(kept, "PNG")
    values = {"照片": Picture(kept.getvalue(), 30, 30), "人": [{"照片": Picture(kept.getvalue(), 20, 25)}] * 2}
    made = render(template("{{ 照片 }}", "{% for 一 in 人 %}{{ 一.照片 }}{% endfor %}"), values)
    sizes = [(shape.width.mm, shape.height.mm) for shape in docx.Document(BytesIO(made)).inline_shapes]
    assert sizes == [(30, 30), (20, 25), (20, 25)]


def test_a_list_without_items_leaves_its_rows_out_when_its_paths_are_known() -> None:
    marks = template("{% for 人 in 家庭 %}{{ 人.姓名 }}{% endfor %}完")
    assert words(render(marks, {"家庭": []}, allowed={"家庭[].姓名"})) == ["完"]
    with pytest.raises(TemplateRefused):
        render(marks, {"家庭": []})


def test_what_the_values_hold_may_be_named() -> None:
    assert set(paths_of(VALUES)) >= {"姓名", "家庭[].称谓", "家庭[].职务", "单位.科室[].人员[]"}
    assert (
        check_template(template("{{ 姓名 }}{% for 人 in 家庭 %}{{ 人.称谓 }}{% endfor %}"), set(paths_of(VALUES)))
        == []
    )


ATTACKS = [
    "{{ 7*7 }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 姓名.__class__ }}",
    "{{ 姓名.upper() }}",
    "{{ 姓名.format }}",
    "{{ '%s'|format(姓名) }}",
    "{{ 姓名|attr('__class__') }}",
    "{{ 姓名['__class__'] }}",
    "{{ 家庭[0].姓名 }}",
    "{{ 家庭.append }}",
    "{{ 单位.items() }}",
    "{{ 单位.keys }}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ joiner }}",
    "{{ namespace() }}",
    "{{ range(999999999) }}",
    "{{ dict(a=1) }}",
    "{{ loop.cycle('a') }}",
    "{% for 人 in 家庭 %}{{ loop.__class__ }}{% endfor %}",
    "{% for 人 in 家庭 %}{{ loop.cycle('a','b') }}{% endfor %}",
    "{% for 人 in 家庭 %}{{ loop.nextitem }}{% endfor %}",
    "{% for c in ''.__class__.__mro__ %}{{ c }}{% endfor %}",
    "{% for x in range(100000000) %}a{% endfor %}",
    "{% for x in 姓名 %}{{ x }}{% endfor %}",
    "{% for x in 家庭 if x.姓名.__class__ %}{{ x.姓名 }}{% endfor %}",
    "{% for x in 家庭 recursive %}{{ loop(x) }}{% endfor %}",
    "{% for a, b in 家庭 %}{{ a }}{% endfor %}",
    "{% for _x in 家庭 %}{% endfor %}",
    "{% set x = 姓名 %}{{ x }}",
    "{% set ns = namespace(a=1) %}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{% call m() %}{% endcall %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% from 'os' import popen %}",
    "{% extends 'x' %}",
    "{% block x %}{% endblock %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = 姓名 %}{{ x }}{% endwith %}",
    "{% autoescape false %}{{ 姓名 }}{% endautoescape %}",
    "{% if 姓名.__class__ %}x{% endif %}",
    "{% if ''.__class__.__base__.__subclasses__() %}x{% endif %}",
    "{% if 姓名 is defined %}x{% endif %}",
    "{% if 姓名 == [].__class__ %}x{% endif %}",
    "{{ 姓名 ~ 编号 }}",
    "{{ 姓名 if 编号 else 日期 }}",
    "{{ [姓名] }}",
    "{{ {'a': 姓名} }}",
    "{{ ('a',) }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 9**9**9 }}",
    "{{ -编号 }}",
    "{{ not 姓名 }}",
    "{{ 姓名[::-1] }}",
    "{{ lambda: 1 }}",
    "{%raw%}{{ 姓名 }}{%endraw%}{{ x }}",
    "{{ 没有这一项 }}",
    "{{ 单位.密码 }}",
    "{{ 家庭.称谓 }}",
    "{{ 家庭 }}",
    "{{ 单位 }}",
    "{% for 人 in 家庭 %}{{ 人 }}{% endfor %}",
    "{% for 人 in 单位 %}{{ 人 }}{% endfor %}",
    "{{ 人.称谓 }}",
    "{{ 姓名",
    "{% if 姓名 %}没有结束",
    "{% endfor %}",
    "{% colspan 姓名.__class__ %}",
    "{%tr for x in 家庭.__class__ %}",
    "{{r 姓名.__class__ }}",
    "{{ loop }}",
    "{{ loop.index }}",
    "{{ _ }}",
    "{{ None }}",
    "{{ True.__class__ }}",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_anything_but_names_loops_and_conditions_is_refused_wherever_it_stands(attack: str) -> None:
    for content in (template(attack), template("x", header=attack), template(rows=[[attack]])):
        problems = check_template(content, set(paths_of(VALUES)))
        assert problems
        assert all(one.where and one.problem and one.remedy for one in problems)
        with pytest.raises(TemplateRefused):
            render(content, VALUES)


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_engine_gives_nothing_away_even_unchecked(attack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second wall: with the grammar's check taken away, the engine itself still knows the values alone."""
    monkeypatch.setattr(rendering, "check_template", lambda content, allowed: [])
    try:
        made = "".join(words(render(template(attack), VALUES)))
    except (TemplateRefused, TypeError, ValueError):
        return
    assert not any(
        secret in made for secret in ("root:", "subclasses", "<class", "<built-in", "<module", "uid=", "0x")
    )


def test_a_name_that_is_unknown_is_told_with_its_place() -> None:
    [problem] = check_template(template("好", header="{{ 性名 }}"), {"姓名"})
    assert (problem.where, problem.found) == ("页眉", "性名")
    assert "没有名为“性名”" in problem.problem


def test_a_list_where_a_text_belongs_is_told_apart_from_an_unknown_name() -> None:
    allowed = {"姓名", "家庭[].称谓"}
    assert "不是一段文字" in check_template(template("{{ 家庭 }}"), allowed)[0].problem
    assert "不是列表" in check_template(template("{% for 字 in 姓名 %}{{ 字 }}{% endfor %}"), allowed)[0].problem
    assert check_template(template("{% if 家庭 %}有{% endif %}"), allowed) == []


@pytest.mark.parametrize(
    ("start", "cells"),
    [
        ("x", [["{%tr for 人 in 家庭 %}", ""], ["{{ 人.姓名 }}{% endfor %}", ""]]),
        ("{% for 人 in 家庭 %}", [["{% endfor %}"]]),
    ],
)
def test_a_loop_that_tears_a_table_is_told_and_nothing_is_left_out(start: str, cells: list[list[str]]) -> None:
    with pytest.raises(TemplateRefused, match="不在同一段"):
        render(template(start, rows=cells), VALUES)


def test_too_many_loops_are_refused() -> None:
    nested = "{% for a in 家庭 %}" * 4 + "{% endfor %}" * 4
    assert "循环套了 4 层" in check_template(template(nested), {"家庭[]"})[0].problem
    rows = {"家庭": [{"姓名": "甲"}] * 300}
    marks = template("{% for a in 家庭 %}{% for b in 家庭 %}{{ b.姓名 }}{% endfor %}{% endfor %}")
    with pytest.raises(TemplateRefused, match="循环超过"):
        render(marks, rows)


def test_a_document_that_grows_too_large_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "MAX_RENDERED", 100_000)
    with pytest.raises(TemplateRefused, match="内容超过"):
        render(template("{% for a in 家庭 %}{{ a }}{% endfor %}"), {"家庭": ["字" * 1000] * 200})


def relation(kind: str, target: str, mode: str = "") -> Callable[[], bytes]:
    def made() -> bytes:
        content = template("x")
        name = "word/_rels/document.xml.rels"
        line = f'<Relationship Id="rIdX" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'
        return changed(content, {name: part(content, name).replace("</Relationships>", line + "</Relationships>")})

    return made


def with_field(code: str) -> bytes:
    content = template("x")
    run = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    document = part(content, "word/document.xml")
    return changed(content, {"word/document.xml": document.replace("</w:p>", run + "</w:p>", 1)})


def with_types(old: str, new: str) -> bytes:
    content = template("x")
    return changed(content, {"[Content_Types].xml": part(content, "[Content_Types].xml").replace(old, new)})


def zipped_without(part_name: str) -> bytes:
    with ZipFile(BytesIO(template("x"))) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name != part_name})


def zipped(parts: dict[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    kept = BytesIO()
    with ZipFile(kept, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return kept.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EXTERNAL = ' TargetMode="External"'
UNFIT: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "不是 .docx"),
    "text": (lambda: b"{{ 7*7 }}", "不是 .docx"),
    "old .doc": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "旧版 .doc"),
    "cut": (lambda: template("x")[:-300], "不是 .docx"),
    "other zip": (lambda: zipped({"a.txt": b"x"}), "不是 Word 文档"),
    "too large": (lambda: b"PK" + b"\0" * (5 * 1024 * 1024), "超过 5 MB"),
    "macro": (lambda: changed(template("x"), {"word/vbaProject.bin": b"\0"}), "宏"),
    "macro type": (lambda: with_types("wordprocessingml.document.main", "ms-word.document.macroEnabled.main"), "宏"),
    "link": (relation("hyperlink", "https://example.invalid/", EXTERNAL), "文件以外"),
    "remote template": (relation("attachedTemplate", "file://example.invalid/y.dotm", EXTERNAL), "文件以外"),
    "remote image": (relation("image", "http://example.invalid/y.png", ' TargetMode="external"'), "文件以外"),
    "object": (relation("oleObject", "embeddings/oleObject1.bin"), "嵌入"),
    "chunk": (relation("aFChunk", "x.html"), "嵌入"),
    "workbook": (lambda: changed(template("x"), {"word/embeddings/book.xlsx": b"PK"}), "嵌入"),
    "control": (lambda: changed(template("x"), {"word/activeX/activeX1.xml": b"<a/>"}), "嵌入"),
    "fetching field": (lambda: with_field(' INCLUDETEXT "c:\\\\secret.docx" '), "域"),
    "dde": (lambda: with_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "域"),
    "entities": (
        lambda: changed(template("x"), {"word/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "规范的 XML",
    ),
    "no xml": (lambda: changed(template("x"), {"word/styles.xml": b"<a>"}), "规范的 XML"),
    "bomb": (lambda: changed(template("x"), {"word/media/a.png": b"\0" * 60_000_000}), "解压后"),
    "xml bomb": (lambda: changed(template("x"), {"word/a.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}), "解压后"),
    "many parts": (lambda: changed(template("x"), {f"word/media/{at}.png": b"" for at in range(600)}), "超过 500 个"),
    "path": (lambda: changed(template("x"), {"../../etc/passwd": b""}), "路径"),
    "twice": (lambda: changed(template("x"), {"word/Document.xml": b"<a/>"}), "重名"),
    "elsewhere": (lambda: changed(template("x"), {"word/comments.xml": "<a>{{ 姓名 }}</a>"}), "不能填写的位置"),
    "lzma": (lambda: zipped({"word/document.xml": b"<a/>"}, ZIP_LZMA), "压缩方式"),
    "a part is missing": (lambda: zipped_without("word/styles.xml"), "结构不完整"),
    "braces": (lambda: template("{" * 6000), "花括号"),
}


@pytest.mark.parametrize("name", UNFIT)
def test_unfit_files_are_refused_and_told(name: str) -> None:
    made, said = UNFIT[name]
    content = made()
    problems = check_template(content, {"姓名"})
    assert any(said in one.problem for one in problems), problems
    with pytest.raises(TemplateRefused):
        render(content, {"姓名": "x"})


def test_bytes_changed_anywhere_are_refused_or_filled_in_never_a_crash() -> None:
    content = bytearray(template("{{ 姓名 }}", header="{{ 姓名 }}"))
    step = max(len(content) // 150, 1)
    for place in range(0, len(content), step):
        broken = bytes(content[:place]) + bytes([content[place] ^ 0x55]) + bytes(content[place + 1 :])
        check_template(broken, {"姓名"})


@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_parts_damaged_anywhere_are_refused_or_filled_in_never_a_crash(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]))
    whole = part(_LOOP, name).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = min(start + data.draw(st.integers(0, 40)), len(whole))
    piece = data.draw(
        st.sampled_from([b"", b"{{", b"}}", b"{% endfor %}", b"{%tr ", b"<w:p>", b"</w:tc>", b"\0", b'"'])
    )
    content = changed(_LOOP, {name: whole[:start] + piece + whole[end:]})
    with suppress(TemplateRefused):
        render(content, VALUES)


_LOOP = template("{{ 姓名 }}", rows=[["{%tr for 人 in 家庭 %}"], ["{{ 人.姓名 }}"], ["{%tr endfor %}"]])


def test_a_large_template_full_of_halves_of_marks_is_checked_in_reasonable_time() -> None:
    body = "<w:p><w:r><w:t>内容</w:t></w:r></w:p>" * 40_000 + "<w:p><w:r><w:t>{{</w:t></w:r></w:p>" * 2_000
    document = part(template("x"), "word/document.xml").replace("<w:p>", body + "<w:p>", 1)
    started = time.monotonic()
    [problem] = check_template(changed(template("x"), {"word/document.xml": document}), {"姓名"})
    assert problem.problem.startswith("占位符")
    assert time.monotonic() - started < 30
