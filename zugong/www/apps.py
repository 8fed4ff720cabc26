"""The pages."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class WwwConfig(AppConfig):
    name = "zugong.www"
    label = "www"
    verbose_name = "网页"

    def ready(self) -> None:
        register_verbs({"www.page.refused": "打开页面被拒", "www.thing.out_of_scope": "访问管辖范围外的内容被拒"})
