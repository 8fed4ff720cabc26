"""A department's server, behind TLS."""

from __future__ import annotations

from zugong.config.settings.base import *  # noqa: F403


SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-zugong_session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-zugong_csrf"
