"""文件."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "zugong.evidence"
    label = "evidence"
    verbose_name = "文件"
