"""党组织与单位."""

from __future__ import annotations

from django.apps import AppConfig

from zugong.audit.verbs import register_verbs
from zugong.organizations.verbs import VERBS


class OrganizationsConfig(AppConfig):
    name = "zugong.organizations"
    label = "organizations"
    verbose_name = "党组织与单位"

    def ready(self) -> None:
        register_verbs(VERBS)
