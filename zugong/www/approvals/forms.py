"""What a decider and a proposer may say."""

from __future__ import annotations

from django import forms


_AREA = forms.Textarea(attrs={"rows": 2})


class YesForm(forms.Form):
    """A yes to exactly what the page shows."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.CharField(
        label="审签意见", required=False, max_length=500, widget=_AREA, help_text="可不填，记入留痕"
    )


class NoForm(forms.Form):
    """A no needs a reason."""

    reason = forms.CharField(label="不同意的理由", max_length=500, widget=_AREA, help_text="提出人据此修改，记入留痕")


class BackForm(forms.Form):
    """The proposer takes it back."""

    reason = forms.CharField(
        label="撤回的原因", required=False, max_length=500, widget=_AREA, help_text="可不填，记入留痕"
    )
