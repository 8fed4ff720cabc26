"""What the audit administrator asks for."""

from __future__ import annotations

from typing import Any

from django import forms

from zugong.www.record.finding import Query
from zugong.www.record.words import kinds, rooms_of_verbs


TEXT, CHOICE = {"class": "form-control"}, {"class": "form-select"}
DAY = forms.DateInput(attrs={"type": "date", **TEXT}, format="%Y-%m-%d")


NO_DAY = "不是日历上的一天：请写成 2026-03-01 的样子。"
NO_CHOICE = {"invalid_choice": "没有“%(value)s”这一项：请从列表里选。"}


class QueryForm(forms.Form):
    """The query area above the list of entries."""

    since = forms.DateField(label="从", required=False, widget=DAY, error_messages={"invalid": f"“从”{NO_DAY}"})
    until = forms.DateField(label="到", required=False, widget=DAY, error_messages={"invalid": f"“到”{NO_DAY}"})
    account = forms.CharField(label="账号", required=False, max_length=150, widget=forms.TextInput(attrs=TEXT))
    verb = forms.ChoiceField(label="事项", required=False, widget=forms.Select(attrs=CHOICE), error_messages=NO_CHOICE)
    kind = forms.ChoiceField(label="对象", required=False, widget=forms.Select(attrs=CHOICE), error_messages=NO_CHOICE)
    number = forms.CharField(label="对象编号", required=False, max_length=150, widget=forms.TextInput(attrs=TEXT))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["verb"].choices = [("", "全部"), *rooms_of_verbs()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "全部"), *kinds().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A kind and its number are one thing: neither is asked for alone."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error("until", f"到 {until} 早于从 {since}；请把两个日期对调。")
        if given.get("number") and not given.get("kind"):
            self.add_error("kind", "写了对象编号，还要选它是哪一类对象。")
        if given.get("kind") and not given.get("number"):
            self.add_error("number", "选了对象类别，还要写它的编号（系统内的数字，在留痕里可以看到）。")
        return given

    @property
    def query(self) -> Query:
        """The valid form as a query."""
        given = self.cleaned_data
        thing = f"{given['kind']}:{given['number']}" if given["kind"] else ""
        return Query(given["since"], given["until"], given["account"].strip(), given["verb"], thing)

    @property
    def is_used(self) -> bool:
        """Whether anything was asked for."""
        return any(self.data.get(name) for name in self.fields)

    @property
    def opens_things(self) -> bool:
        """Whether the folded part of the query area is in use."""
        return bool(self.data.get("kind") or self.data.get("number"))
