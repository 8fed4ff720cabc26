"""异议与更正."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ObjectionsConfig(AppConfig):
    name = "zugong.objections"
    label = "objections"
    verbose_name = "异议与更正"

    def ready(self) -> None:
        """Register the verbs of this room, and what two persons decide about erasure."""
        from zugong.objections import erasure

        erasure.register()
        register_verbs(
            {
                "objections.objection.filed": "本人提出请求",
                "objections.objection.taken_up": "受理本人请求",
                "objections.objection.decided": "答复本人请求",
                "objections.objection.extended": "延长答复期限",
                "objections.objection.withdrawn": "本人撤回请求",
            }
        )
