"""党组织与单位."""

from __future__ import annotations

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "zugong.organizations"
    label = "organizations"
    verbose_name = "党组织与单位"
