"""Tests: fast hashing, plain static files, everything else as in an installation."""

from __future__ import annotations

import os
import tempfile


# A scratch place for data and keys, so that tests never touch an installation.
_scratch = tempfile.mkdtemp(prefix="zugong-test-")
os.environ["ZUGONG_DATA"] = f"{_scratch}/var"
os.environ["ZUGONG_SECRETS"] = f"{_scratch}/secrets"

from zugong.config.settings.base import *  # noqa: E402, F403
from zugong.config.settings.base import DATABASES, TEMPLATES  # noqa: E402


SECOND_FACTOR_REQUIRED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": f"{_scratch}/files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as in an installation, so that tests of two writers mean something.
    DATABASES["default"]["TEST"] = {"NAME": f"{_scratch}/test.sqlite3"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "〔模板变量不存在：%s〕"  # type: ignore[index]
