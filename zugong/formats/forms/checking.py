"""What an officer should look at in a form: days that do not fit, gaps in the career, a number that cannot be."""

from __future__ import annotations

from itertools import pairwise

from zugong.formats.forms.citizen import born_of, check_digit, has_shape, sex_of
from zugong.formats.forms.days import dotted
from zugong.formats.forms.fields import FIELDS, PRINTED_RELATIVES
from zugong.formats.forms.form import AppointmentForm, CareerLine
from zugong.formats.forms.refusing import Noted


_MONTH = 7  # characters of `1998-09`


def check_career(lines: tuple[CareerLine, ...], noted: Noted) -> None:
    """Lines that end before they begin, gaps and overlaps between neighbours, sub-periods outside their line."""
    dated = [line for line in lines if line.since is not None]
    for line in dated:
        _check_span(line, noted)
    for earlier, later in pairwise(dated):
        _check_neighbours(earlier, later, noted)


def _check_span(line: CareerLine, noted: Noted) -> None:
    since = line.since or ""
    if line.until is not None and _before(line.until, since):
        noted.note("resume", _span(line), "止月早于起月", "请核对这一行的起止时间")
    for spell in line.within:
        if spell.since is None:
            continue
        if spell.until is not None and _before(spell.until, spell.since):
            noted.note(
                "resume", f"{dotted(spell.since)}--{dotted(spell.until)}", "其间的止月早于起月", "请核对起止时间"
            )
        late = line.until is not None and _before(line.until, spell.until or spell.since)
        if _before(spell.since, since) or late:
            value = f"{dotted(spell.since)}--{dotted(spell.until or '')}"
            noted.note("resume", value, f"其间的时间超出了所在的一行（{_span(line)}）", "请核对两处的起止时间")


def _check_neighbours(earlier: CareerLine, later: CareerLine, noted: Noted) -> None:
    value = f"{_span(earlier)} / {_span(later)}"
    since = later.since or ""
    if earlier.until is None:
        noted.note("resume", value, "前一行没有写止月，后面还有一行", "请补上前一行的止月")
    elif _before(earlier.until, since):
        problem = f"简历中断：前一行到 {dotted(earlier.until)}，后一行从 {dotted(since)} 起"
        noted.note("resume", value, problem, "请补上中间的经历，或改正起止时间")
    elif _before(since, earlier.until):
        problem = f"简历重叠：前一行到 {dotted(earlier.until)}，后一行从 {dotted(since)} 起"
        noted.note("resume", value, problem, "请改正起止时间；同时进行的学习、挂职写作“其间”")


def _before(day: str, other: str) -> bool:
    return day[:_MONTH] < other[:_MONTH]


def _span(line: CareerLine) -> str:
    return f"{dotted(line.since or '')}--{dotted(line.until or '')}"


def check_form(form: AppointmentForm, noted: Noted) -> None:
    """What can be seen from the values of the fields; the career is checked where it is read."""
    if form.name is None:
        noted.note("name", "", "没有姓名", "请补填姓名")
    if form.sex not in (None, "男", "女"):
        noted.note("sex", form.sex or "", "性别不是“男”或“女”", "请改为男或女")
    if form.ethnicity is not None and len(form.ethnicity) == 1:
        noted.note("ethnicity", form.ethnicity, "民族没有写全称", f"请写作{form.ethnicity}族")
    if len(form.family) > PRINTED_RELATIVES:
        problem = f"家庭成员 {len(form.family)} 人，纸表只印 {PRINTED_RELATIVES} 行"
        noted.note("family", str(len(form.family)), problem, "全部已读出；打印时会加行")
    _check_lengths(form, noted)
    _check_number(form, noted)


def _check_lengths(form: AppointmentForm, noted: Noted) -> None:
    for field in FIELDS:
        text = getattr(form, field.name)
        if isinstance(text, str) and field.longest > 1 and len(text) > max(field.longest, 10):
            problem = f"{field.label}有 {len(text)} 个字，编辑器限 {field.longest} 个字"
            noted.note(field.name, text, problem, "全部已读出；请精简，免得别的软件截断")


def _check_number(form: AppointmentForm, noted: Noted) -> None:
    number = form.id_number
    if number is None:
        return
    if not has_shape(number):
        noted.note("id_number", number, "身份证号不是 18 位数字（末位可为 X）", "请与身份证核对后改正")
        return
    expected = check_digit(number)
    if number[-1] != expected:
        noted.note("id_number", number, f"身份证号的校验码不对：按前 17 位应为 {expected}", "请与身份证核对后改正")
    born = born_of(number)
    if born is None:
        noted.note("id_number", number, f"身份证号里的出生日期 {number[6:14]} 不存在", "请与身份证核对后改正")
    elif form.born_on and born[: len(form.born_on)] != form.born_on:
        problem = f"出生年月 {form.born_on} 与身份证号里的 {born} 不一致"
        noted.note("born_on", form.born_on, problem, "请查对干部人事档案和身份证后改正")
    if form.sex in ("男", "女") and form.sex != sex_of(number):
        noted.note("sex", form.sex, f"性别与身份证号不一致：按号码应为{sex_of(number)}", "请与身份证核对后改正")
