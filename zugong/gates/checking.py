"""What is wrong with a local value somebody proposes, told field by field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from zugong.core.clock import today
from zugong.core.errors import Invalid
from zugong.gates.drafts import LocalValueDraft
from zugong.gates.law import live_law, packed_law
from zugong.gates.local_law import document_of, laid_over
from zugong.gates.strictness import firmly_weaker, weaker_than
from zugong.regulations.law.model import Law, Parameter, Value
from zugong.regulations.law.problems import BadPack
from zugong.regulations.law.units import UNITS


LARGEST = {
    "count": 10_000,
    "month": 1_200,
    "year": 100,
    "workday": 366,
    "day": 36_600,
    "credit_hour": 10_000,
    "training_day": 3_660,
}
"""Beyond these a number is a slip of the hand, and days counted with it would leave the calendar."""

EARLIEST = date(1949, 10, 1)
"""No document of the People's Republic is older; an earlier day is a slip of the hand."""


def check_draft(draft: LocalValueDraft) -> None:
    """Raises Invalid with a message per field."""
    law = packed_law()
    parameter = law.parameters.get(draft.parameter)
    if parameter is None:
        raise Invalid(fields={"parameter": "没有这个参数；请从规则页面选择要定本地值的参数。"})
    fields = dict([*_days(draft), *_document(draft), *_amount(law, parameter, draft)])
    if fields:
        raise Invalid(fields=fields)
    try:
        laid_over(live_law(), [(0, draft)])
    except BadPack as error:
        raise Invalid(str(error)) from error


def weaker_words(law: Law, parameter: Parameter, value: Value) -> str:
    """How a national value that asks for more is told."""
    return f"{law.cite_label(value.cites)}为 {parameter.show(value)}"


def _days(draft: LocalValueDraft) -> Iterator[tuple[str, str]]:
    if draft.since < EARLIEST:
        yield "since", f"{draft.since} 太早，请核对年份。"
    elif draft.since < draft.issued_on and not draft.note:
        yield "note", f"起 {draft.since} 早于文件印发日期 {draft.issued_on}；请写明文件哪一条规定可以提前适用。"
    if draft.until is not None and draft.until <= draft.since:
        yield "until", f"止 {draft.until} 应晚于起 {draft.since}；“止”写不再适用的第一天，一直适用的留空。"
    if draft.issued_on < EARLIEST:
        yield "issued_on", f"{draft.issued_on} 太早，请核对年份。"
    elif draft.issued_on > today():
        yield "issued_on", f"印发日期 {draft.issued_on} 还没有到；文件印发后再提出。"
    elif draft.verified_on and not draft.issued_on <= draft.verified_on <= today():
        yield "verified_on", "核对原文日期应在印发日期与今天之间；还没有核对的留空，系统将显示“待核实”。"


def _document(draft: LocalValueDraft) -> Iterator[tuple[str, str]]:
    if not draft.document_title:
        yield "document_title", "请写文件名称：没有文件依据的值不能生效。"
    if not draft.clause:
        yield "clause", "请写条款，如 3、3.2，或“第二部分”：核查结果要引到条。"


def _amount(law: Law, parameter: Parameter, draft: LocalValueDraft) -> Iterator[tuple[str, str]]:
    unit = UNITS[parameter.unit]
    if any(document_of(law, value).kind == "system" for value in parameter.values):
        yield "value", "这是系统自身的算法约定，不是法规数值，不能改为本地值。"
        return
    try:
        amount = unit.read(draft.value)
    except ValueError as error:
        yield "value", f"“{draft.value}”不合单位“{unit.label}”：{error}。"
        return
    if not isinstance(amount, str | bool) and amount > LARGEST.get(parameter.unit, amount):
        yield "value", f"{draft.value} 太大，请核对；单位是“{unit.label}”，最大 {LARGEST[parameter.unit]}。"
        return
    yield from _weaker(law, parameter, draft)


def _weaker(law: Law, parameter: Parameter, draft: LocalValueDraft) -> Iterator[tuple[str, str]]:
    found, firm = weaker_than(law, draft), firmly_weaker(law, draft)
    if firm:
        told = "；".join(weaker_words(law, parameter, value) for value in firm)
        yield (
            "value",
            f"比国家规定宽：{told}。本地值只能更严，不能更宽。如认为系统所载国家规定有误，"
            "请拿官方文本核对后由系统管理员用本地法规包改正（见《本地法规包》）。",
        )
    elif found and not draft.note:
        told = "；".join(weaker_words(law, parameter, value) for value in found)
        yield "note", f"比系统所载国家规定宽：{told}（把握 B 或属本系统的理解）。请写明理由，审签人要看。"
