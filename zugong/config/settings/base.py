"""Settings every installation shares. Secrets and data lie outside the code; see `zugong.core.paths`."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from zugong.config.databases import database
from zugong.core.keys import secret
from zugong.core.paths import data_folder


DATA = data_folder()
WWW = Path(__file__).parents[2] / "www"

SECRET_KEY = secret("django_key").hex()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("ZUGONG_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host]
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ZUGONG_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "zugong.audit",
    "zugong.accounts",
    "zugong.organizations",
    "zugong.evidence",
    "zugong.people",
    "zugong.gates",
    "zugong.approvals",
    "zugong.duties",
    "zugong.objections",
    "zugong.meetings",
    "zugong.training",
    "zugong.appointments",
    "zugong.assessments",
    "zugong.exchange",
    "zugong.documents",
    "zugong.compliance",
    "zugong.www",
]

MIDDLEWARE = [
    "zugong.www.middleware.requests.identify",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "zugong.www.middleware.uploads.limit_uploads",
    "zugong.www.middleware.refusals.refusals",
    "zugong.www.middleware.sessions.expire_idle",
    "zugong.www.opened.remember_pages",
    "zugong.www.middleware.access.closed_by_default",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "zugong.config.urls"
WSGI_APPLICATION = "zugong.config.wsgi.server"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WWW / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zugong.www.shell.shell",
            ],
            "builtins": [
                "zugong.www.components.forms",
                "zugong.www.components.frame",
                "zugong.www.components.lamps",
                "zugong.www.components.once",
                "zugong.www.components.said",
                "zugong.www.components.sealed",
                "zugong.www.components.tables",
                "zugong.www.components.words",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""), DATA / "zugong.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "zugong.accounts.backends.AccountBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
PASSWORD_LENGTH = 12
PASSWORD_DAYS = 180  # an administrator's or officer's password must be changed after so many days
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zugong.accounts.passwords.LongEnough", "OPTIONS": {"length": PASSWORD_LENGTH}},
    {"NAME": "zugong.accounts.passwords.NotAboutTheAccount"},
    {"NAME": "zugong.accounts.passwords.NotCommon"},
]
LOGIN_URL = "signin:signin"
LOGIN_REDIRECT_URL = "desk:desk"
SECOND_FACTOR_REQUIRED = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # so that the time to wait is the time that was told
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "code", "kept", "csrfmiddlewaretoken"]
AXES_CLIENT_IP_CALLABLE = "zugong.accounts.addresses.client_address"
PROXIES = int(os.environ.get("ZUGONG_PROXIES", "0"))  # how many proxies of our own append to X-Forwarded-For
AXES_LOCKOUT_CALLABLE = "zugong.www.signin.lockout.locked_out"
AXES_VERBOSE = False

IDLE_MINUTES = 15
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "zugong_session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "zugong_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zugong.www.signin.stale.stale_form"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY: str | None = None  # meaningless, and warned of, without TLS
X_FRAME_OPTIONS = "DENY"

UPLOAD_LIMIT = 50 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT
FILE_UPLOAD_TEMP_DIR = None

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [WWW / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WHITENOISE_ALLOW_ALL_ORIGINS = False

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True  # the framework's own messages in Chinese; ours are written in Chinese

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "zugong.www.middleware.requests.Numbered"}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s [%(number)s] %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["numbered"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},
        "zugong": {"level": "INFO"},
    },
}
