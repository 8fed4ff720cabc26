"""审签."""

from __future__ import annotations

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "zugong.approvals"
    label = "approvals"
    verbose_name = "审签"
