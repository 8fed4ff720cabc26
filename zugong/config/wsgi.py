"""The WSGI application that `zugong serve` runs."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zugong.config.settings.prod")
server = get_wsgi_application()
