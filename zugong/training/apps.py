"""教育培训."""

from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "zugong.training"
    label = "training"
    verbose_name = "教育培训"
