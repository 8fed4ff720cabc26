"""What one can ask of the rulebook, and what a local value is written in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms

from zugong.gates.drafts import LocalValueDraft
from zugong.regulations.findings import TOPICS
from zugong.regulations.law.model import Law, Parameter
from zugong.regulations.law.units import SANCTION_EFFECTS, UNITS
from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES, LEVELS
from zugong.www.rulebook.lines import RuleLine, State


DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
FAMILIES = (LEVELS, EDUCATION_LEVELS, GRADES, SANCTION_EFFECTS)

STATES = {
    State.IN_FORCE.value: "适用",
    "unconfirmed": "适用，待核实",
    "local": "有本地值",
    State.OFF.value: "未启用",
    State.NOT_THEN.value: "当日未施行",
}


class QueryForm(forms.Form):
    """专题、约束力、法规、状态、文字、哪一天. A value that cannot be is told; the list then shows all."""

    topic = forms.ChoiceField(label="专题", required=False, choices=[("", "全部"), *TOPICS.items()])
    source = forms.ChoiceField(label="法规", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *STATES.items()])
    text = forms.CharField(label="文字", required=False, max_length=60, widget=forms.TextInput(attrs={"size": 14}))
    on = forms.DateField(label="日期", required=False, widget=DAY)

    def __init__(self, law: Law, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="query_%s")
        used = {value.cites.split("#")[0] for parameter in law.parameters.values() for value in parameter.values}
        sources = sorted((law.sources[slug].short, slug) for slug in used)
        for one in self.fields.values():
            one.widget.attrs["class"] = "form-select" if isinstance(one, forms.ChoiceField) else "form-control"
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "全部"), *((slug, short) for short, slug in sources)]

    def day(self, today: date) -> date:
        """The day to look at."""
        return self._asked().get("on") or today

    def keeps(self, line: RuleLine) -> bool:
        """Whether a rule is asked for."""
        asked = self._asked()
        return (
            (not asked.get("topic") or line.topic == asked["topic"])
            and (not asked.get("source") or line.cites(asked["source"]))
            and (not asked.get("text") or line.says(asked["text"]))
            and self._is_state(line, asked.get("state", ""))
        )

    def _asked(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    def _is_state(self, line: RuleLine, state: str) -> bool:
        match state:
            case "unconfirmed":
                return line.state is State.IN_FORCE and line.unconfirmed
            case "local":
                return line.local
        return not state or line.state.value == state


class ChangesForm(forms.Form):
    """Two days; without them a year ago and today."""

    def __init__(self, data: Mapping[str, Any], today: date) -> None:
        usual = {"from": today - timedelta(days=365), "to": today}
        super().__init__({name: data.get(name) or day for name, day in usual.items()}, auto_id="changes_%s")
        self.fields["from"] = forms.DateField(label="从", widget=DAY)
        self.fields["to"] = forms.DateField(label="到", widget=DAY)
        for one in self.fields.values():
            one.widget.attrs["class"] = "form-control"


class LocalValueForm(forms.Form):
    """A local value of one parameter. Nothing is prefilled: every fact is somebody's."""

    since = forms.DateField(label="起", widget=DAY, help_text="文件规定从哪一天起适用")
    until = forms.DateField(
        label="止", required=False, widget=DAY, help_text="不再适用的第一天；一直适用的留空，到期自动交还给原值"
    )
    document_title = forms.CharField(label="文件名称", max_length=200, help_text="全称，不加书名号")
    document_number = forms.CharField(
        label="文号", required=False, max_length=100, help_text="如 某组发〔2024〕8号；没有文号的留空"
    )
    issued_on = forms.DateField(label="印发日期", widget=DAY, help_text="文件落款的日期")
    clause = forms.CharField(
        label="条款", max_length=60, help_text="第三条写 3，第三条第二项写 3.2，没有条号的写“第二部分”"
    )
    verified_on = forms.DateField(
        label="核对原文日期", required=False, widget=DAY, help_text="哪一天拿文件原文核对的；没有核对留空，显示待核实"
    )
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="提前适用、与国家规定不同等需要让人知道的话",
    )
    reason = forms.CharField(
        label="提出理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="给审签人看，记入留痕"
    )

    field_order = ("value",)

    def __init__(self, parameter: Parameter, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.parameter = parameter
        self.fields["value"] = _value_field(parameter)
        self.order_fields(self.field_order)

    def draft(self) -> LocalValueDraft:
        """What the form says, once it is valid."""
        facts = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        texts = {
            name: _single_line(value) for name, value in facts.items() if isinstance(value, str) and name != "note"
        }
        return LocalValueDraft(parameter=self.parameter.key, **{**facts, **texts})


class EndForm(forms.Form):
    """The day from which a local value no longer holds."""

    until = forms.DateField(label="从哪天起不再适用", widget=DAY)
    reason = forms.CharField(
        label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 2}), help_text="如：文件自某日起废止"
    )


def _value_field(parameter: Parameter) -> forms.Field:
    unit = UNITS[parameter.unit]
    match parameter.unit:
        case "flag":
            return forms.ChoiceField(label="值", choices=[("", "请选择"), ("true", "是"), ("false", "否")])
        case "duty":
            return forms.ChoiceField(
                label="值", choices=[("", "请选择"), ("true", "应当")], help_text="不再要求时写“止”"
            )
        case "code":
            return forms.ChoiceField(label="值", choices=[("", "请选择"), *_family(parameter).items()])
        case "share":
            return forms.CharField(label="值", max_length=20, help_text="份额，写作 2/3 或 0.50，不写百分号")
    return forms.CharField(label="值", max_length=20, help_text=f"单位：{unit.label}；只写数字")


def _family(parameter: Parameter) -> Mapping[str, str]:
    """The codes of the same kind as those the parameter has."""
    held = {str(value.value) for value in parameter.values}
    return next(codes for codes in FAMILIES if held <= codes.keys())


def _single_line(text: str) -> str:
    return " ".join(text.split())
