"""审签."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ApprovalsConfig(AppConfig):
    name = "zugong.approvals"
    label = "approvals"
    verbose_name = "审签"

    def ready(self) -> None:
        from zugong.approvals import local_values

        local_values.register()
        register_verbs(
            {
                "approvals.approval.proposed": "提请审签",
                "approvals.approval.approved": "审签同意",
                "approvals.approval.rejected": "审签不同意",
                "approvals.approval.withdrawn": "撤回审签",
            }
        )
