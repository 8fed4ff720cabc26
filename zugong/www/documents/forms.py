"""Handing in a template."""

from __future__ import annotations

from django import forms


class TemplateForm(forms.Form):
    """The file, the paper it follows, and why."""

    file = forms.FileField(
        label="模板文件（.docx）",
        max_length=120,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"required": "请选择模板文件。", "empty": "选中的文件是空的；请核对后重新选择。"},
        help_text="在 Word 或 WPS 里排好版，要填的地方写成 {{ 姓名 }} 这样，可用的词见右边。",
    )
    document = forms.CharField(
        label="依据文号", max_length=120, required=False, help_text="规定这个版式的文件，没有就空着。"
    )
    reason = forms.CharField(
        label="提出理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写提出理由，审签的人要看。"},
    )


class RetireForm(forms.Form):
    """Why a template goes out of use."""

    reason = forms.CharField(
        label="停用理由", max_length=500, error_messages={"required": "请写停用的理由，日后查看的人要看。"}
    )
