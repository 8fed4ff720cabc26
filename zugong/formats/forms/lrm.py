"""Reading .lrm, the older format: 33 values in quotes, in GBK, the photo in a file beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zugong.formats.forms.embedded import usable
from zugong.formats.forms.fields import RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.lrmx import MAX_FORM
from zugong.formats.forms.reading import RelativeTexts, compose
from zugong.formats.forms.refusing import NotAForm, Noted
from zugong.formats.grids import BLANKS
from zugong.formats.limits import MEBIBYTE


COUNT = 33
"""Values of one form."""
SLOTS = 13
"""Relatives that each of the five family values has room for."""
PLACES = (
    "name", "sex", "born_on", "ethnicity", "native_place", "party_joined_on", "health", "birthplace",
    "work_started_on", "", "", "technical_title", "", "", "", "", "specialty", "resume",
    "rewards_and_sanctions", "annual_assessments", "", "", "", "", "", "current_post", "proposed_post",
    "removed_post", "reason", "submitting_unit", "age_as_of", "filled_by", "filled_on",
)  # fmt: skip
"""The field at each place; empty where a place holds several fields or none."""
EDUCATION = 9
SCHOOLS = 10
SPARE = range(12, 16)
FAMILY = 20
CAREER = 17
CURRENT_POST = 25
EDUCATION_FIELDS = (
    ("full_time_education", "full_time_degree", "in_service_education", "in_service_degree"),
    (
        "full_time_education_school",
        "full_time_degree_school",
        "in_service_education_school",
        "in_service_degree_school",
    ),
)
"""What the values 9 and 10 hold, as `一#二@三#四`."""
SPARE_NAME = "LrmValue"
"""What a value at a spare place is called among the elements not known, followed by its place."""

_MOST = 500  # values, and relatives
_FEWEST = CURRENT_POST + 1
_LOOSE = re.compile(r'"[ \t\r\n]*[,，][ \t\r\n]*"')
_DAMAGE = 50  # one character in so many may be damaged
_CONTROLS = frozenset(map(chr, range(0x20))) - frozenset("\t\n\r")


def read_lrm(content: bytes, photo: bytes | None = None) -> AppointmentForm:
    """The form in an .lrm file; `photo` is the content of the image file beside it. Raises NotAForm."""
    if len(content) > MAX_FORM:
        raise NotAForm(f"文件超过 {MAX_FORM // MEBIBYTE} MB", "请核对文件")
    noted = Noted()
    values = _values(_decoded(content, noted), noted)
    texts = {name: values[place] for place, name in enumerate(PLACES) if name}
    for place, names in zip((EDUCATION, SCHOOLS), EDUCATION_FIELDS, strict=True):
        texts |= _education(values[place], names, noted)
    image = None if not photo else usable(photo, noted)
    return compose(texts, _relatives(values), noted, photo=image, unknown=_spare(values))


def _decoded(content: bytes, noted: Noted) -> str:
    if not content.isascii():
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        else:
            noted.note("file", "UTF-8", "文件的编码是 UTF-8，不是 GBK", "内容已读出；老编辑器会读成乱码，请重新保存")
            return text
    text = content.decode("gb18030", "replace")
    damaged = text.count("\ufffd")
    if damaged * _DAMAGE > max(len(text), _DAMAGE):
        raise NotAForm("文字编码无法识别", "请用任免审批表编辑器重新保存，或另存为 .lrmx")
    if damaged:
        noted.note("file", "", "有损坏的字符，读作“\ufffd”", "请从原单位重新取得文件，或核对后改正")
    return text


def _values(text: str, noted: Noted) -> list[str]:
    """The 33 values. Raises NotAForm."""
    plain = _plain(text, noted).strip(BLANKS + ",")
    if not plain.startswith('"'):
        raise NotAForm("内容不是 .lrm 任免审批表（不以引号开头）", "请核对文件，或用任免审批表编辑器重新保存")
    plain = plain[1:].removesuffix('"')
    if plain.count('","') > _MOST:
        raise NotAForm("项数太多，不是 .lrm 任免审批表", "请核对文件")
    values = plain.split('","')
    if len(values) != COUNT and len(loose := _LOOSE.split(plain)) == COUNT:
        values = loose
    if len(values) > COUNT:
        values = _rejoined(values, noted)
    if len(values) < _FEWEST:
        raise NotAForm(f"应有 {COUNT} 项，只有 {len(values)} 项，不是 .lrm 任免审批表", "请重新取得文件")
    if len(values) < COUNT:
        noted.note(
            "file",
            str(len(values)),
            f"应有 {COUNT} 项，只有 {len(values)} 项，后面的作空白",
            "请核对任免理由、呈报单位等项",
        )
    return values + [""] * (COUNT - len(values))


def _plain(text: str, noted: Noted) -> str:
    """The text without control characters, which are told."""
    found = sorted(set(text) & _CONTROLS)
    for code in found:
        name = f"U+{ord(code):04X}"
        noted.note("file", name, f"文件里有看不见的控制字符 {name}，已去掉", "请核对文字是否完整")
    return text.translate(dict.fromkeys(map(ord, found)))


def _rejoined(values: list[str], noted: Noted) -> list[str]:
    """Too many values: one held `","`. The family columns show where the rest belongs. Raises NotAForm."""
    start = next(
        (
            place
            for place in range(len(values) - 4)
            if all(value.count("@") == SLOTS - 1 for value in values[place : place + 5])
        ),
        None,
    )
    before, after = (0, 0) if start is None else (start - FAMILY, len(values) - start - (COUNT - FAMILY))
    if start is None or min(before, after) < 0:
        raise NotAForm(
            f"应有 {COUNT} 项，却有 {len(values)} 项：有的内容里带引号和逗号",
            "请在编辑器里把英文引号改成中文引号后重新保存",
        )
    noted.note(
        "file",
        str(len(values)),
        f"应有 {COUNT} 项，却有 {len(values)} 项：有的内容里带引号和逗号",
        "已按家庭成员的位置对齐；请核对简历、奖惩和职务各项",
    )
    left, family, right = values[:start], values[start : start + 5], values[start + 5 :]
    return [*_merged(left, CAREER, before), *family, *_merged(right, 0, after)]


def _merged(values: list[str], place: int, extra: int) -> list[str]:
    return [*values[:place], '","'.join(values[place : place + extra + 1]), *values[place + extra + 1 :]]


def _education(text: str, names: Sequence[str], noted: Noted) -> dict[str, str]:
    """The four fields of `一#二@三#四`."""
    full_time, _, in_service = text.partition("@")
    parts = [*_pair(full_time), *_pair(in_service)]
    if "@" in in_service or any("#" in part for part in parts):
        noted.note(names[0], text, "学历学位一项里的 # 或 @ 多了，分列可能不准", "请核对学历、学位和毕业院校")
    return dict(zip(names, parts, strict=True))


def _pair(text: str) -> tuple[str, str]:
    first, _, second = text.partition("#")
    return first, second


def _relatives(values: Sequence[str]) -> list[RelativeTexts]:
    texts = values[FAMILY : FAMILY + len(RELATIVE_FIELDS)]
    if max(text.count("@") for text in texts) > _MOST:
        raise NotAForm(f"家庭成员超过 {_MOST} 人，不是 .lrm 任免审批表", "请核对文件")
    columns = [text.split("@") for text in texts]
    longest = max(map(len, columns))
    padded = [column + [""] * (longest - len(column)) for column in columns]
    names = [field.name for field in RELATIVE_FIELDS]
    return [(dict(zip(names, row, strict=True)), ()) for row in zip(*padded, strict=True)]


def _spare(values: Sequence[str]) -> Mapping[str, str]:
    return {f"{SPARE_NAME}{place}": text for place in SPARE if (text := values[place].strip(BLANKS))}
