"""待办."""

from __future__ import annotations

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "zugong.duties"
    label = "duties"
    verbose_name = "待办"
