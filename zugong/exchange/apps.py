"""导入导出."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ExchangeConfig(AppConfig):
    name = "zugong.exchange"
    label = "exchange"
    verbose_name = "导入导出"

    def ready(self) -> None:
        """Register the verbs of this room."""
        register_verbs(
            {
                "exchange.batch.received": "上传数据，准备导入",
                "exchange.batch.checked": "核对上传的数据",
                "exchange.batch.accepted": "确认导入",
                "exchange.rows.loaded": "导入数据",
                "exchange.batch.loaded": "完成导入",
                "exchange.batch.discarded": "放弃导入",
                "exchange.table.taken_out": "导出数据",
            }
        )
