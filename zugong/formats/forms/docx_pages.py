"""The two pages of 干部任免审批表, row by row, as the official form has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from zugong.formats.forms.docx_boxes import Band, Box
from zugong.formats.forms.docx_words import as_shown, birth_text, career_text, party_text, relative_age
from zugong.formats.forms.form import AppointmentForm, Relative


FRONT = (11.0, 9.0, 23.0, 20.0, 23.0, 22.0, 25.0, 37.0)
"""Columns of page 1 in millimetres: a label of 20 mm is the first two, the narrow label of 简历 the first alone."""
BACK = (11.0, 17.0, 21.0, 13.0, 23.0, 11.0, 74.0)
"""Columns of page 2 in millimetres."""
PRINTED_RELATIVES = 7
"""Rows that the printed form has; more are added, fewer stay as empty rows."""
SEAL = "（盖章）\n年　　月　　日"


def front(form: AppointmentForm, counted_to: int) -> tuple[Band, ...]:
    """Page 1: from the name to the career, which fills it."""
    return (*_heading(form, counted_to), *_educations(form), *_posts(form), _career(form))


def back(form: AppointmentForm, counted_to: int) -> tuple[Band, ...]:
    """Page 2: from rewards to the opinions, which fill it."""
    return (
        _long("奖惩情况", form.rewards_and_sanctions, "rewards_and_sanctions", 32, 14),
        _long("年度\n考核\n结果", form.annual_assessments, "annual_assessments", 27, 13, is_vertical=False),
        _long("任免理由", form.reason, "reason", 27, 14),
        *_family(form, counted_to),
        *_sealed(form),
    )


def _heading(form: AppointmentForm, counted_to: int) -> Iterator[Band]:
    photo = Box("照　片" if form.photo is None else "", field="photo", merge="start", rows=4, is_label=True)
    below = Box(merge="on", rows=4)
    yield Band(12.2, 10.5, (
        _label("姓　名", 2), _short(form.name, "name"), _label("性　别"), _short(form.sex, "sex"),
        _label("出生年月\n（　岁）"), _short(birth_text(form, counted_to), "born_on"), photo,
    ))  # fmt: skip
    yield Band(12.2, 10.5, (
        _label("民　族", 2), _short(form.ethnicity, "ethnicity"), _label("籍　贯"),
        _short(form.native_place, "native_place"), _label("出 生 地"), _short(form.birthplace, "birthplace"), below,
    ))  # fmt: skip
    yield Band(12.2, 10.5, (
        _label("入　党\n时　间", 2), _short(party_text(form), "party_joined_on"), _label("参加工\n作时间"),
        _short(as_shown(form, "work_started_on"), "work_started_on"), _label("健康状况"),
        _short(form.health, "health"), below,
    ))  # fmt: skip
    yield Band(12.2, 10.5, (
        _label("专业技\n术职务", 2), _short(form.technical_title, "technical_title", 2),
        _label("熟悉专业\n有何专长"), _short(form.specialty, "specialty", 2), below,
    ))  # fmt: skip


def _educations(form: AppointmentForm) -> Iterator[Band]:
    """Two rows for each mode; no line between them, and one cell where the lower would say nothing of its own."""
    heading = _label("学　历\n学　位", 2)
    for mode, label in (("full_time", "全日制\n教　育"), ("in_service", "在　职\n教　育")):
        held = _halves(form, f"{mode}_education", f"{mode}_degree")
        schools = _halves(form, f"{mode}_education_school", f"{mode}_degree_school")
        for merge, what, where in zip(("start", "on"), held, schools, strict=True):
            yield Band(7, 6, (
                _merged(heading, merge if mode == "full_time" else "on", 4), _merged(_label(label), merge, 2), what,
                _merged(_label("毕业院校\n系及专业"), merge, 2), where,
            ))  # fmt: skip


def _halves(form: AppointmentForm, upper: str, lower: str) -> tuple[Box, Box]:
    above, below = getattr(form, upper), getattr(form, lower)
    if not below or below == above:
        whole = _short(above, upper, 2)
        return replace(whole, merge="start", rows=2), replace(whole, merge="on", rows=2)
    return replace(_short(above, upper, 2), open=("bottom",)), replace(_short(below, lower, 2), open=("top",))


def _posts(form: AppointmentForm) -> Iterator[Band]:
    for label, field in (
        ("现 任 职 务", "current_post"),
        ("拟 任 职 务", "proposed_post"),
        ("拟 免 职 务", "removed_post"),
    ):
        yield Band(13, 7.5, (
            _label(label, 3), Box(getattr(form, field) or "", 5, field, align="left"),
        ))  # fmt: skip


def _career(form: AppointmentForm) -> Band:
    text = Box(career_text(form), 7, "resume", align="left", upright="top", is_hanging=True)
    return Band(80, 60, (_label("简　　　历", is_vertical=True), text), fills=True)


def _long(label: str, text: str | None, field: str, roomy: float, tight: float, *, is_vertical: bool = True) -> Band:
    return Band(roomy, tight, (_label(label, is_vertical=is_vertical), Box(text or "", 6, field, align="left")))


def _family(form: AppointmentForm, counted_to: int) -> Iterator[Band]:
    rows = list(form.family) + [Relative(None, None)] * (PRINTED_RELATIVES - len(form.family))
    heading = _label("家庭主要成员及重要社会关系", is_vertical=True, largest=12)
    titles = (("称 谓", 1), ("姓　名", 1), ("年 龄", 1), ("政　治\n面　貌", 1), ("工　作　单　位　及　职　务", 2))
    titled = tuple(_label(title, span, largest=12) for title, span in titles)
    yield Band(11.5, 9, (_merged(heading, "start", len(rows) + 1), *titled))
    for relative in rows:
        yield Band(11.5, 4.5, (
            _merged(heading, "on", len(rows) + 1),
            _cell_of(relative.relation, "称谓"), _cell_of(relative.name, "姓名"),
            _cell_of(relative_age(relative, counted_to), "年龄"), _cell_of(relative.political_status, "政治面貌"),
            Box(relative.unit_and_post or "", 2, "family", 12, group="单位职务", align="left"),
        ))  # fmt: skip


def _cell_of(text: str | None, column: str) -> Box:
    return Box(text or "", 1, "family", 12, yields=9, group=column)


def _sealed(form: AppointmentForm) -> Iterator[Band]:
    unit = _label("呈报单位", is_vertical=True)
    yield Band(15, 8, (
        _merged(unit, "start", 2),
        Box(form.submitting_unit or "", 6, "submitting_unit", align="left", open=("bottom",)),
    ))  # fmt: skip
    yield Band(13, 11, (_merged(unit, "on", 2), _seal(6)))
    approval, order = _label("审批机关意见", is_vertical=True), _label("行政机关任免意见", is_vertical=True)
    yield Band(30, 25, (
        _merged(approval, "start", 2), Box(span=4, open=("bottom",)),
        _merged(order, "start", 2), Box(open=("bottom",)),
    ), fills=True)  # fmt: skip
    yield Band(13, 11, (_merged(approval, "on", 2), _seal(4), _merged(order, "on", 2), _seal(1)))


def _seal(span: int) -> Box:
    return Box(SEAL, span, largest=12, yields=12, align="right", upright="bottom", open=("top",))


def _label(text: str, span: int = 1, *, is_vertical: bool = False, largest: float = 14) -> Box:
    return Box(text, span, largest=largest, yields=8, is_label=True, is_vertical=is_vertical)


def _merged(box: Box, merge: str, rows: int) -> Box:
    return replace(box, merge=merge, rows=rows)


def _short(text: str | None, field: str, span: int = 1) -> Box:
    return Box(text or "", span, field, yields=8)
