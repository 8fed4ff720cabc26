"""Writing .lrm: what the format cannot hold is told, what would break it is written in full-width characters."""

from __future__ import annotations

from collections.abc import Sequence

from zugong.formats.forms.fields import BY_NAME, RELATIVE_FIELDS
from zugong.formats.forms.form import AppointmentForm
from zugong.formats.forms.lrm import (
    COUNT,
    EDUCATION,
    EDUCATION_FIELDS,
    FAMILY,
    PLACES,
    SCHOOLS,
    SLOTS,
    SPARE,
    SPARE_NAME,
)
from zugong.formats.forms.refusing import Noted
from zugong.formats.forms.texts import field_texts, plain, relative_texts
from zugong.formats.forms.writing import Written


_QUOTE = {'"': "＂"}
_FAMILY = _QUOTE | {"@": "＠"}
_EDUCATION = _FAMILY | {"#": "＃"}
_LOST = ("id_number", "version", "retirement_on", "former_age_limit")


def write_lrm(form: AppointmentForm) -> Written:
    """The form as an .lrm file; the photo goes into a .pic file beside it, which the caller writes."""
    noted = Noted()
    texts = field_texts(form)
    values = [""] * COUNT
    for place, name in enumerate(PLACES):
        values[place] = _safe(texts[name], name, _QUOTE, noted) if name else ""
    for place, names in zip((EDUCATION, SCHOOLS), EDUCATION_FIELDS, strict=True):
        parts = [_safe(texts[name], name, _EDUCATION, noted) for name in names]
        values[place] = "{}#{}@{}#{}".format(*parts)
    values[FAMILY : FAMILY + len(RELATIVE_FIELDS)] = _columns(form, noted)
    for place in SPARE:
        values[place] = _safe(plain(form.unknown.get(f"{SPARE_NAME}{place}")), "unknown", _QUOTE, noted)
    _tell_lost(form, texts, noted)
    content = '"' + '","'.join(value.replace("\n", "\r\n") for value in values) + '"'
    return Written(content.encode("gb18030"), noted.all())


def _safe(text: str, field: str, replaced: dict[str, str], noted: Noted) -> str:
    """The text with characters that would break the format in full width; those old readers cannot read are told."""
    for character, wide in replaced.items():
        if character in text:
            problem = f".lrm 里不能写 {character}，已改为全角 {wide}"
            noted.note(field, text, problem, "需要原样保留时请用 .lrmx")
            text = text.replace(character, wide)
    foreign = "".join(dict.fromkeys(character for character in text if not _in_gbk(character)))
    if foreign:
        problem = f"“{foreign}”不在 GBK 字符集内，老软件读不出"
        noted.note(field, text, problem, "已按 GB18030 写入；请用 .lrmx 外送，或换用通用字")
    return text


def _in_gbk(character: str) -> bool:
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def _columns(form: AppointmentForm, noted: Noted) -> Sequence[str]:
    """The five family values: slot i of each is one relative."""
    rows = [relative_texts(relative) for relative in form.family[:SLOTS]]
    left = "、".join(f"{one.relation or ''}{one.name or ''}" for one in form.family[SLOTS:])
    if left:
        noted.note("family", left, f".lrm 只容 {SLOTS} 名家庭成员，其余没有写入", "请用 .lrmx 外送")
    columns = []
    for field in RELATIVE_FIELDS:
        slots = [_safe(row[field.name], "family", _FAMILY, noted) for row in rows]
        columns.append("@".join(slots + [""] * (SLOTS - len(slots))))
    return columns


def _tell_lost(form: AppointmentForm, texts: dict[str, str], noted: Noted) -> None:
    for name in _LOST:
        if texts[name]:
            noted.note(name, texts[name], f".lrm 没有{BY_NAME[name].label}一项，没有写入", "需要时请用 .lrmx")
    spare = {f"{SPARE_NAME}{place}" for place in SPARE}
    for name, text in form.unknown.items():
        if name not in spare and text:
            noted.note("unknown", f"{name}：{text}", f".lrm 没有地方写“{name}”，没有写入", "需要时请用 .lrmx")
    for relative in form.family:
        for name, text in relative.others:
            noted.note("family", f"{name}：{text}", f".lrm 没有地方写“{name}”，没有写入", "需要时请用 .lrmx")
    if form.photo is None and form.originals.get("photo"):
        noted.note("photo", "", "照片无法还原，没有写 .pic 文件", "请重新放入照片")
