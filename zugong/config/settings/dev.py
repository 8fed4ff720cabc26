"""One machine, sample data, no TLS: what `make run` starts."""

from __future__ import annotations

from zugong.config.settings.base import *  # noqa: F403


SECOND_FACTOR_REQUIRED = False
