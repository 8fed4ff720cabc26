"""The record nobody can quietly change."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "zugong.audit"
    label = "audit"
    verbose_name = "留痕"
