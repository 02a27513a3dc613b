"""The one settings file; every choice of an installation is an environment variable that begins with YX_."""

from __future__ import annotations

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from yixian.web import rooms
from yixian.web.database.choice import database
from yixian.web.environment import minutes, roles, zone
from yixian.web.keys import Keys

DATA_DIR = Path(os.environ.get("YX_DATA_DIR") or ".data").resolve()
KEYS = Keys.load(DATA_DIR)
SECRET_KEY = KEYS.session.hex()

DEBUG = False
LOCAL = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = [*filter(None, os.environ.get("YX_HOST", "").split(",")), *LOCAL]
# HTTPS is spoken by us with this certificate, or by a proxy in front of us.
CERT, CERT_KEY = os.environ.get("YX_CERT", ""), os.environ.get("YX_KEY", "")
HAS_PROXY = os.environ.get("YX_PROXY") == "1"
HTTPS = bool(CERT) or HAS_PROXY

# A guard who has not checked in this long after the start of his shift is missing.
NO_SHOW_AFTER_S = 60 * minutes(os.environ, "YX_NO_SHOW_MINUTES", 10)
# For how long what one console was shown serves others of the same rights, unless something happens meanwhile.
SHARED_S = 2.0
# Whose roles must have a second factor; everybody else may.
SECOND_FACTOR_ROLES = roles(os.environ, "YX_SECOND_FACTOR")
MAX_UPLOAD_BYTES = 20 * 2**20
# Where robots of chat groups are asked; a county without the internet names the gateway that it has.
WECOM_URL = os.environ.get("YX_WECOM_URL", "https://qyapi.weixin.qq.com").rstrip("/")
DINGTALK_URL = os.environ.get("YX_DINGTALK_URL", "https://oapi.dingtalk.com").rstrip("/")
IS_TRAINING = os.environ.get("YX_TRAINING") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "yixian.web.ui",
    "yixian.web.journal",
    "yixian.web.access",
    "yixian.web.register",
    "yixian.web.tasks",
    "yixian.web.plans",
    "yixian.web.uploads",
    "yixian.web.field",
    "yixian.web.notify",
    *(f"yixian.web.{room}" for room in rooms.opened()),
    "yixian.web.today",
]

MIDDLEWARE = [
    *(["yixian.web.access.proxy.Caller"] if HAS_PROXY else []),
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yixian.web.ui.policy.ContentPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "yixian.web.access.doors.Doors",
]

ROOT_URLCONF = "yixian.web.urls"
WSGI_APPLICATION = "yixian.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "yixian.web.ui.templatetags.ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yixian.web.ui.context.shell",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("YX_DATABASE", ""), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = zone(os.environ, "YX_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = True

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# What watches whether we are alive asks from this machine, without a certificate.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HAS_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
