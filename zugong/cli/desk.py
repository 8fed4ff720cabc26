"""Starts Django for the commands that need it."""

from __future__ import annotations

import os


SETTINGS = "DJANGO_SETTINGS_MODULE"
DEFAULT_SETTINGS = "zugong.config.settings.prod"


def start_django() -> None:
    """Load the settings and the rooms; the settings of production unless the environment names others."""
    os.environ.setdefault(SETTINGS, DEFAULT_SETTINGS)
    import django

    django.setup()
