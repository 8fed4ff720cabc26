"""Addresses of the quality of the register and of what comes due."""

from __future__ import annotations

from django.urls import path

from zugong.www.people import quality, reminders


urlpatterns = [
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders/export/", reminders.export_reminders, name="export_reminders"),
    path("quality/", quality.quality, name="quality"),
    path("quality/export/", quality.export_quality, name="export_quality"),
]
