"""Bytes to text, and text to what was meant: encodings, characters XML forbids, escaping done twice, blanks."""

from __future__ import annotations

import codecs
import re
from unicodedata import normalize

from zugong.formats.forms.fields import BY_ELEMENT, RELATIVE_BY_ELEMENT, label_of
from zugong.formats.forms.refusing import NotAForm, Noted
from zugong.formats.grids import BLANKS


_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_UTF16 = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DAMAGED_UTF8 = 5  # GBK read as UTF-8 is damaged nearly everywhere; one character in five is still UTF-8
_DAMAGE = 50  # one character in so many may be damaged in what is read as GB18030
_MOST_MARKS = 300_000  # tags, references and forbidden characters of one file
_MOST_SECTIONS = 20_000
_OPEN, _CLOSE = "<![CDATA[", "]]>"
_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_MARKS = re.compile(  # begins with one set of characters, so that a photo is passed over quickly
    rf"(?P<mark>[<&{_FORBIDDEN}])(?:(?P<end>/?)(?P<tag>[A-Za-z_][\w.-]{{0,63}})(?P<closed>;?)"
    r"|#(?:(?P<decimal>\d{1,10})|x(?P<hexadecimal>[0-9a-fA-F]{1,8}));)?"
)
_ENTITIES = ("&lt;", "&gt;", "&amp;", "&quot;", "&apos;")
_ESCAPED = re.compile(
    r"&\d?(?P<name>lt|gt|amp|quot|apos);|&#(?:(?P<decimal>\d{1,7})|x(?P<hexadecimal>[0-9a-fA-F]{1,6}));"
)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_FORBIDDEN_CHARACTERS = re.compile(f"[{_FORBIDDEN}]")


def decoded(content: bytes, noted: Noted) -> str:
    """The text of an .lrmx file: UTF-8, else GB18030, whatever it says of itself. Raises NotAForm."""
    text, encoding = _decoded(content)
    declared = _DECLARED.search(content[:400])
    if encoding != "UTF-8":
        noted.note(
            "file", encoding, f"文件的编码是 {encoding}，不是 UTF-8", "内容已读出；请用本系统或编辑器重新保存后再外送"
        )
    elif declared and codecs_name(declared[1].decode()) != "utf-8":
        said = declared[1].decode()
        noted.note(
            "file", said, f"文件写明的编码是 {said}，实际是 UTF-8", "内容已读出；请重新保存，免得别的软件读成乱码"
        )
    if "\ufffd" in text:
        noted.note("file", "", "有损坏的字符，读作“\ufffd”", "请从原单位重新取得文件，或核对后改正")
    return text


def codecs_name(name: str) -> str:
    """The usual name of an encoding; unknown names in lower case."""
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return name.lower()


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in _UTF16:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    damaged = content.decode("utf-8-sig", "replace")
    foreign = sum(character > "\x7f" for character in damaged)
    if damaged.count("\ufffd") * _DAMAGED_UTF8 <= foreign:
        return damaged, "UTF-8"
    text = content.decode("gb18030", "replace")
    if text.count("\ufffd") * _DAMAGE > max(len(text), _DAMAGE):
        raise NotAForm("文字编码无法识别", "只能读 UTF-8 和 GBK 的文件，请用任免审批表编辑器重新保存")
    return text, "GB18030"


def segments(text: str) -> list[tuple[bool, str]]:
    """The text cut at its CDATA sections; True where the part is one. Raises NotAForm when there are too many."""
    found, place = [], 0
    if text.count(_OPEN) > _MOST_SECTIONS:
        raise NotAForm("CDATA 段太多，不是任免审批表", "请核对文件")
    while (start := text.find(_OPEN, place)) >= 0 and (end := text.find(_CLOSE, start)) >= 0:
        found += [(False, text[place:start]), (True, text[start : end + len(_CLOSE)])]
        place = end + len(_CLOSE)
    return [*found, (False, text[place:])]


def parsable(text: str, noted: Noted) -> str:
    """The text without what stops an XML parser: forbidden characters and bare `&`, told with their field.

    Raises NotAForm when there is more of it than any form has.
    """
    cleaner = _Cleaner(noted)
    return "".join(
        _FORBIDDEN_CHARACTERS.sub("", part) if quoted else _MARKS.sub(cleaner.cleaned, part)
        for quoted, part in segments(text)
    )


class _Cleaner:
    """Walks over tags and marks of a text, knowing in which element it stands."""

    def __init__(self, noted: Noted) -> None:
        self._noted = noted
        self._field = "file"
        self._in_family = False
        self._marks = 0

    def cleaned(self, match: re.Match[str]) -> str:
        self._marks += 1
        if self._marks > _MOST_MARKS:
            raise NotAForm("控制字符或标记太多，不是任免审批表", "请核对文件，或重新取得原文件")
        mark, rest = match["mark"], match[0][1:]
        if mark == "<":
            if match["tag"]:
                self._enter(match["tag"].lower(), ends=bool(match["end"]))
            return match[0]
        if mark != "&":
            return self._forbidden(ord(mark)) + rest
        if not (match["decimal"] or match["hexadecimal"]):
            return match[0] if match[0] in _ENTITIES else "&amp;" + rest
        code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
        return match[0] if allowed(code) else self._forbidden(code)

    def _enter(self, tag: str, *, ends: bool) -> None:
        if tag == "jiatingchengyuan":
            self._in_family = not ends
        if self._in_family or tag in RELATIVE_BY_ELEMENT.keys() - BY_ELEMENT.keys():
            self._field = "family"
        else:
            self._field = BY_ELEMENT[tag].name if tag in BY_ELEMENT else "file"

    def _forbidden(self, code: int) -> str:
        name = f"U+{code:04X}"
        problem = f"{label_of(self._field)}里有看不见的控制字符 {name}，已去掉"
        self._noted.note(self._field, name, problem, "请核对这一处文字是否完整")
        return ""


def allowed(code: int) -> bool:
    """Whether XML 1.0 allows the character."""
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def storable(text: str) -> str:
    """The text without characters that XML forbids."""
    return _FORBIDDEN_CHARACTERS.sub("", text)


def unescaped(text: str) -> str:
    """The text with one layer of escaping taken off, the odd `&1lt;` included."""
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return _NAMED[match["name"]]
    code = int(match["decimal"]) if match["decimal"] else int(match["hexadecimal"], 16)
    return chr(code) if allowed(code) else ""


def trimmed(text: str) -> str:
    """The text with line ends `\\n` and without blanks at its ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(BLANKS)


def meant(text: str, field: str, noted: Noted) -> str:
    """What was meant: trimmed, and unescaped once more where it had been escaped twice, which is told."""
    plain = unescaped(text)
    if plain != text:
        problem = f"{label_of(field)}被转义了两次，已还原一次"
        noted.note(field, trimmed(text), problem, "请核对文字，无误后重新保存")
    return trimmed(plain)


def plain_name(text: str) -> str:
    """A name without the blanks that pad it; between Latin letters one stays."""
    name = ""
    for word in re.split(f"[{BLANKS}]+", text):
        name += " " + word if name[-1:].isascii() and word[:1].isascii() and name and word else word
    return name


def plain_number(text: str) -> str:
    """An ID number in half-width characters, without blanks, `X` in upper case."""
    return re.sub(rf"[{BLANKS}]", "", normalize("NFKC", text)).upper()
