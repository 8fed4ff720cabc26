"""公文与表格."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class DocumentsConfig(AppConfig):
    name = "zugong.documents"
    label = "documents"
    verbose_name = "公文与表格"

    def ready(self) -> None:
        """Register the matter and the verbs of this room."""
        from zugong.documents import matter

        matter.register()
        register_verbs(
            {
                "documents.template.kept": "收存待审模板",
                "documents.template.adopted": "模板启用",
                "documents.template.retired": "模板停用",
            }
        )
