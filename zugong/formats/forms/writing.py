"""Writing .lrmx: the classic 34 elements in their order, or the newer dialect; elements not known at the end."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from xml.sax.saxutils import escape

from zugong.formats.forms.cleaning import storable, unescaped
from zugong.formats.forms.fields import BY_ELEMENT, FIELDS, RELATIVE_BY_ELEMENT, RELATIVE_FIELDS, RELATIVE_ITEM
from zugong.formats.forms.form import AppointmentForm, FormProblem, Relative
from zugong.formats.forms.refusing import Noted
from zugong.formats.forms.texts import field_texts, plain, relative_texts


EDITOR_VERSION = "3.2.1.6"
"""The version whose 34 elements we write; put into forms that come from no file."""

_ELEMENT_NAME = re.compile(r"[^\W\d][\w.-]*")


class Dialect(StrEnum):
    """Which elements a file has: the classic 34, or two more about the age of retirement."""

    CLASSIC = "classic"
    NEWER = "4.0"


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a file, and what it could not hold or holds otherwise."""

    content: bytes
    problems: tuple[FormProblem, ...] = ()


def write_lrmx(form: AppointmentForm, dialect: Dialect | str = Dialect.CLASSIC, *, version: str = "") -> Written:
    """The form as an .lrmx file in UTF-8. `version` is written where the form has none."""
    noted = Noted()
    newer = Dialect(dialect) is Dialect.NEWER
    texts = field_texts(form)
    texts["version"] = texts["version"] or version
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<Person>"]
    for field in FIELDS:
        if field.newer and not newer:
            _tell_lost(field.label, field.name, texts[field.name], noted)
        elif field.name == "family":
            lines += _family(field.element, form.family)
        else:
            packed = (
                _photo(field.element, form) if field.name == "photo" else _element(field.element, texts[field.name])
            )
            lines.append("  " + packed)
    lines += _unknown(form, noted)
    lines.append("</Person>")
    return Written(("\r\n".join(lines) + "\r\n").encode(), noted.all())


def _tell_lost(label: str, name: str, text: str, noted: Noted) -> None:
    if text:
        noted.note(name, text, f"经典格式没有{label}，没有写入", "接收方用 4.0 编辑器时请加 --dialect 4.0")


def _element(name: str, text: str) -> str:
    if unescaped(text) != text:  # a reader would take off one layer too many
        text = escape(text)
    return f"<{name}>{escape(text)}</{name}>"


def _photo(name: str, form: AppointmentForm) -> str:
    if form.photo is None:  # a reader does not unescape what stands here, so it is escaped once whatever it is
        return f"<{name}>{escape(storable(form.originals.get('photo', '')))}</{name}>"
    return f"<{name}>{base64.b64encode(form.photo).decode()}</{name}>"


def _family(element: str, family: tuple[Relative, ...]) -> Iterator[str]:
    yield f"  <{element}>"
    for relative in family:
        texts = relative_texts(relative)
        yield f"    <{RELATIVE_ITEM}>"
        for field in RELATIVE_FIELDS:
            yield "      " + _element(field.element, texts[field.name])
        for name, text in relative.others:
            if _ELEMENT_NAME.fullmatch(name) and name.lower() not in RELATIVE_BY_ELEMENT:
                yield "      " + _element(name, plain(text))
        yield f"    </{RELATIVE_ITEM}>"
    yield f"  </{element}>"


def _unknown(form: AppointmentForm, noted: Noted) -> Iterator[str]:
    for name, text in form.unknown.items():
        if _ELEMENT_NAME.fullmatch(name) and name.lower() not in BY_ELEMENT and name != RELATIVE_ITEM:
            yield "  " + _element(name, plain(text))
        else:
            noted.note("unknown", f"{name}：{text}", f"“{name}”不能作元素名，没有写入", "请改名后再写")
