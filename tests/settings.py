"""The product's settings on a data folder of the test run's own, with cheap passwords and unstamped files."""

from __future__ import annotations

import os
import tempfile

os.environ["YX_DATA_DIR"] = tempfile.mkdtemp(prefix="yixian-test-")

from yixian.web.settings import *
from yixian.web.settings import DATA_DIR, STORAGES

(DATA_DIR / "static").mkdir()
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
