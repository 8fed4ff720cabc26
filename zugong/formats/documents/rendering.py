"""Filling a Word template that an officer edited: it can read the values it is given and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import Template, TemplateError, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from zugong.formats.documents.expressions import LOOP, expression_problems
from zugong.formats.documents.packages import (
    TemplateProblem,
    TemplateRefused,
    package_problems,
    place_of,
    read_package,
)
from zugong.formats.documents.tables import printable
from zugong.formats.limits import MEBIBYTE
from zugong.formats.photos import read_photo


MAX_TURNS = 20_000
"""Turns of all loops of a document together."""
MAX_RENDERED = 20 * MEBIBYTE
"""Characters of one rendered part."""
MAX_BRACES = 5_000
"""Opening braces in one part: more are no letter but an attack on the reader's time."""
_RENDERED = ("正文", "页眉", "页脚", "脚注", "文档属性")


_UNSOUND = TemplateProblem("文件", "", "文档的内部结构不完整", "请用 Word 或 WPS 打开后“另存为”.docx 再上传")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image for a placeholder: JPEG, PNG or BMP, printed at this size in millimetres."""

    content: bytes
    width: float
    height: float


Value = str | int | bool | date | Picture | Sequence["Value"] | Mapping[str, "Value"] | None
"""What a template may be given. A day is written as `2026年3月1日`; None as nothing."""


def check_template(content: bytes, allowed: Collection[str]) -> list[TemplateProblem]:
    """Everything that makes a template unfit for use, in Chinese; an empty list when it may be used.

    `allowed`: the paths it may name, `家庭[].称谓` for a field of each item of a list.
    """
    try:
        parts = read_package(content)
    except TemplateRefused as refusal:
        return refusal.problems
    marks = (problem for name in sorted(parts) for problem in _mark_problems(name, parts[name], allowed))
    return package_problems(parts) or ([] if _is_sound(content) else [_UNSOUND]) or list(marks)


def render(content: bytes, values: Mapping[str, Value], *, allowed: Collection[str] | None = None) -> bytes:
    """The template as a finished .docx.

    `allowed`: what the template may name (left out: what the values hold); what is named and missing stays blank.
    Raises TemplateRefused when the template is unfit, and Unopenable for a picture that cannot be read.
    """
    if problems := check_template(content, {*paths_of(values)} if allowed is None else allowed):
        raise TemplateRefused(problems)
    document = DocxTemplate(BytesIO(content))
    try:
        document.render(_Filler(document).plain(values), _Environment(autoescape=True))
    except (TemplateError, _TooMuch, _Torn) as error:
        raise TemplateRefused([_failed(error)]) from error
    filled = BytesIO()
    document.save(filled)
    return filled.getvalue()


def paths_of(value: Value, path: str = "") -> Iterator[str]:
    """The paths that a template may name when it is given these values."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from paths_of(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield f"{path}[]"
        for item in value:
            yield from paths_of(item, f"{path}[]")
    else:
        yield path


class _TooMuch(Exception):
    """A document grows beyond what a printer could take."""


class _Torn(Exception):
    """A loop or a condition begins in one part of a table and ends in another."""


class _Filler:
    """Turns values into text, lists and fields of nothing but these; counts the turns of loops."""

    def __init__(self, document: DocxTemplate) -> None:
        self._document = document
        self._turns = 0

    def plain(self, value: Value) -> Any:
        if isinstance(value, Mapping):
            return {str(name): self.plain(inner) for name, inner in value.items()}
        if isinstance(value, Picture):
            ready = BytesIO(read_photo(value.content, cut=False).content)
            return InlineImage(self._document, ready, Mm(value.width), Mm(value.height))
        if isinstance(value, Sequence) and not isinstance(value, str):
            return _Rows([self.plain(item) for item in value], self.turn)
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        return value if isinstance(value, bool | int) else printable(value or "")

    def turn(self) -> None:
        self._turns += 1
        if self._turns > MAX_TURNS:
            raise _TooMuch(f"循环超过 {MAX_TURNS} 次")


class _Rows(list[Any]):
    """A list whose walks are counted."""

    def __init__(self, items: list[Any], turn: Callable[[], None]) -> None:
        super().__init__(items)
        self._turn = turn

    def __iter__(self) -> Iterator[Any]:
        for item in super().__iter__():
            self._turn()
            yield item


class _Measured(Template):
    def render(self, *args: Any, **values: Any) -> str:
        pieces, size = [], 0
        for piece in self.generate(*args, **values):
            size += len(piece)
            if size > MAX_RENDERED:
                raise _TooMuch(f"内容超过 {MAX_RENDERED // MEBIBYTE} MB")
            pieces.append(piece)
        made = "".join(pieces)
        if made.startswith("<"):
            _require_whole(made)
        return made


class _Environment(ImmutableSandboxedEnvironment):
    """Names of the values and of the loop; no attribute of any object, no call, operator, filter, test or global."""

    template_class = _Measured
    intercepted_binops = frozenset(ImmutableSandboxedEnvironment.default_binop_table)
    intercepted_unops = frozenset(ImmutableSandboxedEnvironment.default_unop_table)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        for table in (self.globals, self.filters, self.tests):
            table.clear()

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else Undefined(name=attribute)
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        raise SecurityError(attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        raise SecurityError(str(argument))

    def call(self, *args: Any, **values: Any) -> Any:
        raise SecurityError("call")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(operator)

    def call_unop(self, context: Any, operator: str, arg: Any) -> Any:
        raise SecurityError(operator)


def _mark_problems(name: str, content: bytes, allowed: Collection[str]) -> Iterator[TemplateProblem]:
    if not name.endswith(".xml"):
        return
    where, source = place_of(name), content.decode("utf-8", "replace")
    if source.count("{") > MAX_BRACES:
        yield TemplateProblem(where, "", f"花括号超过 {MAX_BRACES} 个", "请精简模板")
    elif where in _RENDERED:
        patched = DocxTemplate(BytesIO()).patch_xml(source).replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")
        yield from expression_problems(patched, where, allowed)
    elif "{{" in source or "{%" in source:
        yield TemplateProblem(where, "", "占位符放在了不能填写的位置", "请把它移到正文、页眉、页脚或脚注里")


def _require_whole(xml: str) -> None:
    """docxtpl would mend broken XML by leaving things out, without a word."""
    try:
        fromstring(xml)
    except ParseError as error:
        raise _Torn from error


def _is_sound(content: bytes) -> bool:
    """Whether the libraries find what they will ask for when the template is filled."""
    document = DocxTemplate(BytesIO(content))
    try:
        document.init_docx()
        about = document.docx.core_properties
        told = [about.author, about.comments, about.identifier, about.language, about.subject, about.title]
        names = [part.partname for part in document.docx.part.package.iter_parts()]
        if document.docx.element.body is None or None in told or len(names) != len(set(names)):
            return False
        document.docx.save(BytesIO())
        return True
    except Exception:  # they fail with whatever a missing part led them to
        return False


def _failed(error: Exception) -> TemplateProblem:
    if isinstance(error, _TooMuch):
        return TemplateProblem("文件", "", f"填写时停下：{error}", "请删去模板里多余的循环")
    if isinstance(error, _Torn):
        way = "请把开头和结尾放在同一段里；要重复表格的行，用 {%tr for … %} 和 {%tr endfor %} 各占一行"
        return TemplateProblem("文件", "", "循环或条件的开头和结尾不在同一段、同一格里", way)
    return TemplateProblem("文件", "", "占位符没有写完整，或写法不对", "请对照本模板的占位符清单改正")
