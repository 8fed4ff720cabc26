"""What is inside a .docx that somebody handed in: refused before any word processor or template engine sees it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from zugong.formats.limits import MEBIBYTE


MAX_BYTES = 5 * MEBIBYTE
MAX_PARTS = 500
MAX_INFLATED = 50 * MEBIBYTE
MAX_PART = 4 * MEBIBYTE
"""Bytes of one XML part once unpacked. A template of ten pages has about a tenth of it."""
MAX_RATIO, RATIO_FLOOR = 100, 10 * MEBIBYTE

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RESAVE = "请用 Word 或 WPS 打开后“另存为”.docx 再上传"
_EMBEDDED = re.compile(r"/(embeddings|activeX|ink)/|oleObject|afchunk", re.IGNORECASE)
_EMBEDDED_KINDS = ("/oleObject", "/package", "/aFChunk", "/control", "/activeXControlBinary", "/subDocument", "/frame")
_FIELDS = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|DATABASE|RD|MACROBUTTON)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What makes a template unfit: where it is, what stands there, why, and what to do."""

    where: str
    found: str
    problem: str
    remedy: str


class TemplateRefused(Exception):
    """A template that must not be used; `problems` says why."""

    def __init__(self, problems: list[TemplateProblem]) -> None:
        super().__init__("；".join(f"{one.where}：{one.problem}" for one in problems))
        self.problems = problems


def read_package(content: bytes) -> dict[str, bytes]:
    """The parts of a template by name. Raises TemplateRefused when it is no .docx or too much of one."""
    if len(content) > MAX_BYTES:
        raise _refusal(f"超过 {MAX_BYTES // MEBIBYTE} MB", "请压缩或删去模板里的图片")
    if content.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise _refusal("是旧版 .doc、.wps，或设有打开密码", _RESAVE + "，不要设密码")
    try:
        with ZipFile(BytesIO(content)) as archive:
            return dict(_parts(archive, len(content)))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _refusal("不是 .docx 文件，或者已损坏", _RESAVE) from error


def package_problems(parts: dict[str, bytes]) -> list[TemplateProblem]:
    """Macros, links out of the file, embedded objects, fields that fetch, parts that are no plain XML."""
    return [*_kind(parts), *(problem for name in sorted(parts) for problem in _part_problems(name, parts[name]))]


def place_of(name: str) -> str:
    """What an officer calls that part of the document."""
    stem = re.sub(r"\d+$", "", name.rpartition("/")[2].partition(".")[0])
    places = {"document": "正文", "header": "页眉", "footer": "页脚", "footnotes": "脚注", "core": "文档属性"}
    return places.get(stem, name)


def _parts(archive: ZipFile, packed: int) -> Iterator[tuple[str, bytes]]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS:
        raise _refusal(f"压缩包里有 {len(entries)} 个部件，超过 {MAX_PARTS} 个", "请新建文档，把内容粘贴进去")
    inflated = 0
    seen: set[str] = set()
    for entry in entries:
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise _refusal("用了不常见的压缩方式", _RESAVE, entry.filename)
        if entry.filename.lower() in seen or ".." in entry.filename or entry.filename.startswith(("/", "\\")):
            raise _refusal("压缩包里有重名或路径不正常的部件", _RESAVE, entry.filename)
        seen.add(entry.filename.lower())
        part = _inflated(archive, entry)
        inflated += len(part)
        if inflated > MAX_INFLATED or inflated > max(RATIO_FLOOR, MAX_RATIO * packed):
            raise _refusal("解压后过大，疑似压缩炸弹", "请核对文件来源；内容属实的，新建文档重做", entry.filename)
        yield entry.filename, part


def _inflated(archive: ZipFile, entry: ZipInfo) -> bytes:
    """One part, read no further than the limit whatever size it states."""
    limit = MAX_PART if entry.filename.lower().endswith((".xml", ".rels")) else MAX_INFLATED
    with archive.open(entry) as stream:
        part = stream.read(limit + 1)
    if len(part) > limit:
        raise _refusal(f"解压后超过 {limit // MEBIBYTE} MB", "请精简模板内容", entry.filename)
    return part


def _kind(parts: dict[str, bytes]) -> Iterator[TemplateProblem]:
    types = parts.get("[Content_Types].xml", b"").decode("utf-8", "replace")
    if "macroEnabled" in types or any("vbaProject" in name for name in parts):
        yield TemplateProblem("文件", "宏", "含有宏", "请另存为不含宏的 .docx")
    elif _MAIN not in types or "word/document.xml" not in parts:
        yield TemplateProblem("文件", "", "不是 Word 文档（.docx）", _RESAVE)


def _part_problems(name: str, content: bytes) -> Iterator[TemplateProblem]:
    if _EMBEDDED.search(f"/{name}"):
        yield TemplateProblem("文件", name, "含有嵌入的对象", "请删去嵌入的表格、文件或控件，改用文字、表格或图片")
    if not name.lower().endswith((".xml", ".rels")):
        return
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        yield TemplateProblem("文件", name, "部件的内容不是规范的 XML", _RESAVE)
        return
    yield from _relation_problems(name, root) if name.endswith(".rels") else _field_problems(name, root)


def _relation_problems(name: str, root: Element) -> Iterator[TemplateProblem]:
    where = place_of(name.removesuffix(".rels"))
    for relation in root.iter():
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if relation.get("TargetMode", "").lower() == "external":
            yield TemplateProblem(where, target[:80], "链接到文件以外的地方", "请取消超链接、链接的图片或附加的模板")
        elif kind.endswith(_EMBEDDED_KINDS):
            yield TemplateProblem(where, target[:80], "含有嵌入的对象", "请删去嵌入的对象")


def _field_problems(name: str, root: Element) -> Iterator[TemplateProblem]:
    codes = "".join(element.text or "" for element in root.iter() if element.tag.endswith("}instrText"))
    simple = " ".join(value for element in root.iter() for key, value in element.items() if key.endswith("}instr"))
    for found in sorted({one.group().upper() for one in _FIELDS.finditer(f"{codes} {simple}")}):
        yield TemplateProblem(
            place_of(name), found, "含有会取外部内容的域", "请删去这个域（按 Shift+F9 可看到域代码）"
        )


def _refusal(problem: str, remedy: str, found: str = "") -> TemplateRefused:
    return TemplateRefused([TemplateProblem("文件", found, problem, remedy)])
