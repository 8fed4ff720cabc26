"""考核."""

from __future__ import annotations

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "zugong.assessments"
    label = "assessments"
    verbose_name = "考核"
