"""Why a sealed field is opened."""

from __future__ import annotations

from django import forms

from zugong.people.opening import LEAST_WORDS, MOST_WORDS, REASONS


class OpenForm(forms.Form):
    """A choice and a few words; the person reads both."""

    choice = forms.ChoiceField(
        label="事由",
        choices=[("", "请选择"), *REASONS.items()],
        error_messages={"required": "请选择打开的事由。"},
    )
    words = forms.CharField(
        label="具体用途",
        min_length=LEAST_WORDS,
        max_length=MOST_WORDS,
        help_text=f"至少 {LEAST_WORDS} 个字，记入留痕，本人看得到；不要写身份证号等内容",
        error_messages={
            "required": f"请写明具体用途，至少 {LEAST_WORDS} 个字，本人看得到。",
            "min_length": f"请写明具体用途，至少 {LEAST_WORDS} 个字，本人看得到。",
        },
    )
