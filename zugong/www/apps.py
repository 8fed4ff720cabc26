"""The pages."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs


class WwwConfig(AppConfig):
    name = "zugong.www"
    label = "www"
    verbose_name = "网页"

    def ready(self) -> None:
        self._import_duties()
        register_verbs({"www.page.refused": "打开页面被拒", "www.thing.out_of_scope": "访问管辖范围外的内容被拒"})

    def _import_duties(self) -> None:
        """Each journey may tell of duties in its `duties.py`."""
        for journey in iter_modules([self.path]):
            if journey.ispkg and find_spec(f"{self.name}.{journey.name}.duties"):
                import_module(f"{self.name}.{journey.name}.duties")
