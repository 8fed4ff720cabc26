"""What is asked for each kind of change of many people."""

from __future__ import annotations

from django import forms

from zugong.people.batches import BATCHES
from zugong.regulations.tables.schema import EDUCATION_LEVELS, GRADES


def _day(label: str, hint: str = "") -> forms.DateField:
    return forms.DateField(label=label, help_text=hint, widget=forms.DateInput(attrs={"type": "date"}))


class EndTenureForm(forms.Form):
    """Its values."""

    until = _day("免职日期", "不再担任的第一天")


class GradeForm(forms.Form):
    """Its values."""

    year = forms.IntegerField(label="年度", min_value=1950, max_value=2100)
    grade = forms.ChoiceField(label="等次", choices=list(GRADES.items()))


class EducationForm(forms.Form):
    """Its values."""

    education = forms.ChoiceField(label="学历", choices=list(EDUCATION_LEVELS.items()))


class EthnicityForm(forms.Form):
    """Its values."""

    ethnicity = forms.CharField(label="民族", max_length=60, help_text="写全称，如汉族")


class TechnicalTitleForm(forms.Form):
    """Its values."""

    technical_title = forms.CharField(label="专业技术职务", max_length=120)


class RewardForm(forms.Form):
    """Its values."""

    name = forms.CharField(label="奖励名称", max_length=200)
    awarded_by = forms.CharField(label="授予单位", max_length=120, required=False)
    awarded_on = _day("授予日期")


FORMS: dict[str, type[forms.Form]] = {
    "end_tenure": EndTenureForm,
    "grade": GradeForm,
    "education": EducationForm,
    "ethnicity": EthnicityForm,
    "technical_title": TechnicalTitleForm,
    "reward": RewardForm,
}
"""Kind of change -> its form, whose fields are the values of the change."""

CHOICES = [(kind, batch.label) for kind, batch in BATCHES.items()]
