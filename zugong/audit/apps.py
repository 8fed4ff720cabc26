"""The record nobody can quietly change."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from zugong.audit.verbs import register_verbs


class AuditConfig(AppConfig):
    name = "zugong.audit"
    label = "audit"
    verbose_name = "留痕"

    def ready(self) -> None:
        from zugong.audit.guards import put_back

        post_migrate.connect(put_back, sender=self, dispatch_uid="audit.guards")
        register_verbs(
            {
                "audit.payload.erased": "清除留痕内容",
                "audit.epoch.begun": "开始新的一期",
                "audit.record.exported": "导出留痕",
                "audit.record.restored": "从备份恢复",
                "audit.witness.registered": "登记见证人",
                "audit.checkpoint.cosigned": "见证人签名",
            }
        )
