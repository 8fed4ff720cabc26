"""导入导出."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class ExchangeConfig(AppConfig):
    name = "zugong.exchange"
    label = "exchange"
    verbose_name = "导入导出"

    def ready(self) -> None:
        """Register the verbs and matters of this room."""
        from zugong.exchange.leaving import matter

        matter.register()
        register_verbs(
            {
                "exchange.batch.received": "上传数据，准备导入",
                "exchange.batch.checked": "核对上传的数据",
                "exchange.batch.accepted": "确认导入",
                "exchange.rows.loaded": "导入数据",
                "exchange.batch.loaded": "完成导入",
                "exchange.batch.discarded": "放弃导入",
                "exchange.table.taken_out": "导出数据",
                "exchange.batch.answered": "选定列的对应和人员",
                "exchange.pattern.saved": "保存列的对应",
                "exchange.forms.kept": "收存任免表原件和照片",
                "exchange.batch.undo_asked": "要求撤销导入",
                "exchange.rows.undone": "撤销导入的数据",
                "exchange.batch.undone": "完成撤销导入",
                "exchange.batch.undo_failed": "撤销导入没有完成",
                "exchange.whole.taken_out": "全量导出",
                "exchange.whole.restored": "从全量导出恢复",
            }
        )
