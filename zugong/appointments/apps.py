"""干部选任."""

from __future__ import annotations

from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "zugong.appointments"
    label = "appointments"
    verbose_name = "干部选任"

    def ready(self) -> None:
        """Tell what keeps a person from being erased."""
        from zugong.appointments import erasure

        erasure.register()
