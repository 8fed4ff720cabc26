"""Form files as other programs and hurried people leave them, written byte by byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from zugong.formats.forms.form import AppointmentForm, Relative
from zugong.formats.forms.lrm_writing import write_lrm
from zugong.formats.forms.writing import write_lrmx
from zugong.samples.photos import draw_photo


Quirk = tuple[str, str, bytes]
"""File name, what is the matter with it, content."""

RELATIVES = 13
LEAST = 16
"""Forms that are spoilt, a person each."""


def quirks(forms: list[AppointmentForm]) -> list[Quirk]:
    """The files; made from the given forms, taken in turn where they are fewer than `LEAST`."""
    return list(_quirks([forms[place % len(forms)] for place in range(LEAST)]))


def _quirks(forms: list[AppointmentForm]) -> Iterator[Quirk]:
    yield "问题01-GBK编码.lrmx", "GBK 编码，没有 XML 声明", _undeclared(forms[0]).encode("gb18030")
    yield "问题02-带BOM.lrmx", "开头有字节序标记（BOM）", b"\xef\xbb\xbf" + _bytes(forms[1])
    yield "问题03-十三位亲属.lrmx", f"家庭成员 {RELATIVES} 人，纸表只印 7 行", _bytes(_crowded(forms[2]))
    yield "问题04-两次转义.lrmx", "简历里的尖括号转义了两次", _career(forms[3], "，获&amp;lt;示例&amp;gt;专项奖")
    yield "问题05-控制字符.lrmx", "简历里有看不见的控制字符", _career(forms[4], "\x0b\x01")
    yield "问题06-没有这个月.lrmx", "参加工作时间写成 2025.13", _set(forms[5], "CanJiaGongZuoShiJian", "2025.13")
    yield "问题07-校验码.lrmx", "身份证号的校验码不对", _bytes(replace(forms[6], id_number=_spoilt(forms[6])))
    yield "问题08-照片是PNG.lrm", "旧格式，照片名为 .jpg，内容是 PNG", write_lrm(forms[7]).content
    yield "问题08-照片是PNG.jpg", "问题08的照片", draw_photo(8, file_format="PNG")
    yield "问题09-没有根元素.lrmx", "没有 Person 根元素", _rootless(forms[8])
    yield "问题10-旧格式.lrm", "旧格式，照片在旁边的 .pic 里", write_lrm(forms[9]).content
    yield "问题10-旧格式.pic", "问题10的照片", draw_photo(10)
    yield "问题11-出生年月.lrmx", "问题11和问题12是同一个人，出生年月不同", _bytes(_unnumbered(forms[10], 0))
    yield "问题12-出生年月.lrmx", "问题11和问题12是同一个人，出生年月不同", _bytes(_unnumbered(forms[10], 5))
    yield "问题13-另存的网页.lrmx", "内容是网页，不是任免审批表", "<html><body>示例</body></html>".encode()
    yield "问题14-外部实体.lrmx", "带有文档类型定义，不予读取", _with_doctype(forms[12])
    yield "问题15-多出的项目.lrmx", "多出一个不认识的项目，英文字母大小写不一", _unknown(forms[13])
    yield "问题16-空文件.lrmx", "空文件", b""
    yield "问题17-姓名有空格.lrmx", "姓名中间有空格，出生年月带点", _spaced(forms[15])


def _bytes(form: AppointmentForm) -> bytes:
    return write_lrmx(form).content


def _text(form: AppointmentForm) -> str:
    return _bytes(form).decode()


def _undeclared(form: AppointmentForm) -> str:
    return _text(form).split("?>", 1)[1].lstrip()


def _crowded(form: AppointmentForm) -> AppointmentForm:
    uncles = [
        Relative("叔父", f"示例{place}", f"19{50 + place}-03", "群众", "示例乡务农") for place in range(RELATIVES)
    ]
    return replace(form, family=(*form.family, *uncles)[:RELATIVES])


def _career(form: AppointmentForm, more: str) -> bytes:
    return _text(form).replace("</JianLi>", f"{more}</JianLi>").encode()


def _set(form: AppointmentForm, element: str, value: str) -> bytes:
    return re.sub(f"<{element}>.*?</{element}>", f"<{element}>{value}</{element}>", _text(form)).encode()


def _spoilt(form: AppointmentForm) -> str:
    number = form.id_number or ""
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def _rootless(form: AppointmentForm) -> bytes:
    return _text(form).replace("<Person>", "").replace("</Person>", "").encode()


def _unnumbered(form: AppointmentForm, months: int) -> AppointmentForm:
    """Without the id number, born so many months later or earlier in the same year."""
    year, month = (form.born_on or "1980-01")[:7].split("-")
    return replace(form, id_number=None, born_on=f"{year}-{(int(month) - 1 + months) % 12 + 1:02}")


def _spaced(form: AppointmentForm) -> bytes:
    text = _text(form).replace(f"<XingMing>{form.name}<", f"<XingMing>{'　'.join(form.name or '')}<", 1)
    return re.sub(r"(<ChuShengNianYue>\d{4})", r"\1.", text).encode()


def _with_doctype(form: AppointmentForm) -> bytes:
    head, body = _text(form).split("?>", 1)
    return f'{head}?>\r\n<!DOCTYPE Person [<!ENTITY inside "示例">]>{body}'.encode()


def _unknown(form: AppointmentForm) -> bytes:
    text = _text(form).replace("</Person>", "  <BeiZhu>示例备注</BeiZhu>\r\n</Person>")
    return text.replace("XingBie>", "xingbie>").encode()
