"""导入导出."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "zugong.exchange"
    label = "exchange"
    verbose_name = "导入导出"
