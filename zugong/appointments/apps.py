"""干部选任."""

from __future__ import annotations

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "zugong.appointments"
    label = "appointments"
    verbose_name = "干部选任"
