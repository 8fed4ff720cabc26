"""异议与更正."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ObjectionsConfig(AppConfig):
    name = "zugong.objections"
    label = "objections"
    verbose_name = "异议与更正"

    def ready(self) -> None:
        """Register the verbs of this room."""
        register_verbs({})
