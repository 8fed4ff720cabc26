"""A sample district as `make run` serves it, where a template variable that is not there shows."""

from __future__ import annotations

from zugong.config.settings.dev import *  # noqa: F403
from zugong.config.settings.dev import TEMPLATES


INVALID = "〔模板变量不存在：%s〕"
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = INVALID  # type: ignore[index]
