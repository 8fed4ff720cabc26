"""关口."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class GatesConfig(AppConfig):
    name = "zugong.gates"
    label = "gates"
    verbose_name = "关口"

    def ready(self) -> None:
        register_verbs({"gates.local_value.adopted": "本地值生效", "gates.local_value.ended": "本地值终止"})
