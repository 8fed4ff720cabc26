"""关口."""

from __future__ import annotations

from django.apps import AppConfig


class GatesConfig(AppConfig):
    name = "zugong.gates"
    label = "gates"
    verbose_name = "关口"
