"""合规."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ComplianceConfig(AppConfig):
    name = "zugong.compliance"
    label = "compliance"
    verbose_name = "合规"

    def ready(self) -> None:
        from zugong.audit.recording import changed
        from zugong.compliance import erasure
        from zugong.compliance.staleness import on_change

        register_verbs(
            {
                "compliance.judgement.asked": "要求重新核查",
                "compliance.judged_since.changed": "修改从哪天起核查",
                "compliance.snapshot.written": "导出全库数据集",
            }
        )
        erasure.register()
        changed.connect(on_change, dispatch_uid="compliance.staleness")
