"""Reading .lrmx: XML written by many programs, in any order, with whatever they got wrong told and the rest read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers.expat import errors

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from zugong.formats.forms.cleaning import decoded, meant, parsable, segments, trimmed
from zugong.formats.forms.embedded import read_embedded
from zugong.formats.forms.fields import BY_ELEMENT, RELATIVE_BY_ELEMENT, RELATIVE_ITEM
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.reading import RelativeTexts, compose
from zugong.formats.forms.refusing import NotAForm, Noted
from zugong.formats.grids import BLANKS
from zugong.formats.limits import MEBIBYTE


MAX_FORM = 20 * MEBIBYTE
"""Bytes of one form file."""
MAX_DEPTH = 12
MAX_ELEMENTS = 20_000

_ROOT = "person"
_CONTROLS = "".join(map(chr, range(0x20)))
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,300}\?>", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_UNBOUND = errors.codes[errors.XML_ERROR_UNBOUND_PREFIX]
_TAG = re.compile(r"<[^<>]{1,2000}>")
_PREFIX = re.compile(r"(</?|\s)[\w.-]{1,60}:(?=[\w.-])")
_RESAVE = "请用任免审批表编辑器打开后重新保存"


def read_lrmx(content: bytes) -> AppointmentForm:
    """The form in an .lrmx file. Raises NotAForm."""
    if len(content) > MAX_FORM:
        raise NotAForm(f"文件超过 {MAX_FORM // MEBIBYTE} MB", "请缩小照片后重新保存")
    noted = Noted()
    person = _person(_tree(decoded(content, noted), noted), noted)
    return _Reading(noted).form(person)


def _tree(text: str, noted: Noted) -> Element:
    """The elements of the file below one of our own, because some files have no root."""
    if any(_DOCTYPE.search(part) for quoted, part in segments(text) if not quoted):
        if re.search(r"<!\s*doctype\s+html|<html", text[:2000], re.IGNORECASE):
            raise NotAForm("内容是网页，不是任免审批表", "请核对文件；从网页上另存的不是原文件，请重新下载")
        raise NotAForm("文件里有文档类型定义或实体定义（DTD），为防止攻击不予读取", "请核对文件来源；" + _RESAVE)
    plain = text.strip(BLANKS + _CONTROLS)
    if not plain.startswith("<"):
        raise NotAForm("内容不是任免审批表（不是 XML）", "请核对文件；" + _RESAVE)
    plain = parsable(_DECLARATION.sub("", plain, count=1), noted)
    try:
        return _parsed(plain)
    except ParseError as error:
        if error.code == _UNBOUND and (bare := _TAG.sub(lambda tag: _PREFIX.sub(r"\1", tag[0]), text)) != text:
            return _tree(bare, noted)
        line, column = error.position
        raise NotAForm(
            f"XML 不完整或有错（第 {line} 行第 {column + 1} 个字符）", _RESAVE + "，或重新取得文件"
        ) from error
    except DefusedXmlException as error:
        raise NotAForm("文件里有实体定义，为防止攻击不予读取", "请核对文件来源；" + _RESAVE) from error


def _parsed(plain: str) -> Element:
    parser = XMLParser(target=_Builder(), forbid_dtd=True)
    parser.feed(f"<files>{plain}</files>")
    root: Element = parser.close()
    return root


class _Builder(TreeBuilder):
    """Builds the tree, and stops where it nests or grows as no form does."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._count = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise NotAForm("XML 的层次或项目太多，不是任免审批表", "请核对文件")
        return super().start(tag, attrs)

    def end(self, tag: Any, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _person(root: Element, noted: Noted) -> Element:
    """The element whose children are the fields. Raises NotAForm."""
    found = [element for element in root.iter() if _name(element).lower() == _ROOT]
    persons = [element for element in found if _fields(element)]
    if persons:
        _tell_others(persons[1:], noted)
        return persons[0]
    if _fields(root):
        noted.note("file", "", "文件没有根元素 Person", "内容已读出；请重新保存")
        return root
    for element in root.iter():
        if _fields(element):
            noted.note("file", _name(element), f"根元素是 {_name(element)}，不是 Person", "内容已读出；请重新保存")
            return element
    if found and not len(found[0]) and len(root) == 1:
        return found[0]
    raise NotAForm("内容是 XML，但不是干部任免审批表（没有姓名等项目）", "请核对文件")


def _fields(element: Element) -> int:
    return sum(_name(child).lower() in BY_ELEMENT for child in element)


def _tell_others(persons: list[Element], noted: Noted) -> None:
    if persons:
        wanted = ("".join(child.itertext()) for one in persons for child in one if _name(child).lower() == "xingming")
        names = "、".join(trimmed(name) for name in wanted)
        problem = f"文件里有 {len(persons) + 1} 个人，只读了第一个"
        noted.note("file", names, problem, "一人一个文件：请把其余的人分开保存后再读")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    return "".join(element.itertext())


class _Reading:
    """The children of a person, sorted into fields, relatives and what is not known."""

    def __init__(self, noted: Noted) -> None:
        self._noted = noted
        self._texts: dict[str, str] = {}
        self._relatives: list[RelativeTexts] = []
        self._unknown: dict[str, list[str]] = {}

    def form(self, person: Element) -> AppointmentForm:
        if stray := trimmed("".join([person.text or "", *(child.tail or "" for child in person)])):
            self._noted.note("file", stray, "有不属于任何项目的文字，没有读入", "请核对原文件，把它补到所属的项目里")
        for child in person:
            self._take(child)
        packed = self._texts.pop("photo", "")
        photo = read_embedded(packed, self._noted)
        originals = {"photo": "".join(packed.split())} if packed.strip() and photo is None else {}
        unknown = {name: "\n".join(filter(None, texts)) for name, texts in self._unknown.items()}
        return compose(self._texts, self._relatives, self._noted, photo=photo, unknown=unknown, originals=originals)

    def _take(self, child: Element) -> None:
        name = _name(child)
        field = BY_ELEMENT.get(name.lower())
        if field is None and name == RELATIVE_ITEM:
            self._relatives.append(self._relative(child))
        elif field is None:
            self._keep(name, child)
        elif field.name == "family":
            self._relatives += map(self._relative, self._items(child))
        else:
            self._once(field.name, _text(child))

    def _items(self, family: Element) -> Iterator[Element]:
        for child in family:
            if _name(child).lower() == RELATIVE_ITEM.lower():
                yield child
            elif text := trimmed(_text(child)):
                problem = f"家庭成员里有不认识的项目 {_name(child)}，没有读入"
                self._noted.note("family", text, problem, "请核对原文件，把这一项补到家庭成员里")
        if text := trimmed(family.text or ""):
            self._noted.note("family", text, "家庭成员一栏有不成行的文字，没有读入", "请逐人补填称谓、姓名等")

    def _relative(self, item: Element) -> RelativeTexts:
        texts: dict[str, str] = {}
        others: list[tuple[str, str]] = []
        for child in item:
            field = RELATIVE_BY_ELEMENT.get(_name(child).lower())
            if field is None:
                if text := meant(_text(child), "family", self._noted):
                    others.append((_name(child), text))
            elif not texts.get(field.name, "").strip():
                texts[field.name] = _text(child)
        return texts, tuple(others)

    def _once(self, field: str, text: str) -> None:
        earlier = self._texts.get(field, "")
        if not earlier.strip():
            self._texts[field] = text
        elif text.strip() and text.strip() != earlier.strip():
            shown = "" if field == "photo" else trimmed(text)
            self._noted.note(field, shown, "同一项目写了两次，内容不同，取了前一个", "请核对后删去一个")

    def _keep(self, name: str, child: Element) -> None:
        text = meant(_text(child), "unknown", self._noted)
        if len(child):
            self._noted.note("unknown", name, f"不认识的项目 {name} 里还有下级，只保留了文字", "请核对原文件")
        self._unknown.setdefault(name, []).append(text)
