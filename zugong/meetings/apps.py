"""组织生活."""

from __future__ import annotations

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "zugong.meetings"
    label = "meetings"
    verbose_name = "组织生活"
