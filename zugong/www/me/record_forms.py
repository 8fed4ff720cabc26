"""What a person writes about something held about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zugong.objections.actions.file_objection import FILE_LIMIT, MOST_FILES, STATEMENT_LENGTH, WISHED_LENGTH
from zugong.objections.models import ObjectionKind
from zugong.www.exchange.forms import ManyFiles, ManyFilesInput


HINTS = {
    ObjectionKind.CORRECTION: "更正：记载与事实不符，请改过来",
    ObjectionKind.ANSWER: "说明：不求更改，把您的话放在记载旁边，看到记载的人都看到",
    ObjectionKind.OBJECTION: "异议：对记载或核查结果有不同意见，请承办人答复",
    ObjectionKind.REVIEW: "复核：请作出决定的机关重新审查这个处理",
    ObjectionKind.APPEAL: "申诉：不服处理或原答复，请另一人审查",
}


class RequestForm(forms.Form):
    """One request about one thing; which kinds and columns there are depends on the thing."""

    kind = forms.ChoiceField(label="种类", widget=forms.RadioSelect, error_messages={"required": "请选择要提什么。"})
    field = forms.ChoiceField(label="哪一栏", required=False, help_text="说的是整条就不选")
    wished = forms.CharField(
        label="希望改为",
        required=False,
        max_length=WISHED_LENGTH,
        help_text="提更正时填，要删除这一条就写“删除”",
    )
    statement = forms.CharField(
        label="理由",
        max_length=STATEMENT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"哪里不对，事实是什么，依据是什么；最多 {STATEMENT_LENGTH} 字",
        error_messages={"required": "请写明哪里不对、依据是什么，承办人要据此核实。"},
    )
    papers = ManyFiles(
        label="佐证材料",
        required=False,
        max_length=120,
        widget=ManyFilesInput(attrs={"accept": ".jpg,.jpeg,.png,.pdf,.docx,.xlsx"}),
        help_text=f"JPG、PNG、PDF、Word、Excel，最多 {MOST_FILES} 份，每份不超过 {FILE_LIMIT // 1024**2} MB",
    )

    def __init__(self, kinds: Sequence[ObjectionKind], fields: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kinds = list(kinds)
        self.fields["kind"].choices = [(kind.value, HINTS[kind]) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", "整条"), *fields.items()]  # type: ignore[attr-defined]
