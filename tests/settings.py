"""The product's settings on a data folder of the test run's own, with cheap passwords and unstamped files."""

from __future__ import annotations

import os
import tempfile

from tests import cluster

os.environ["YX_DATA_DIR"] = tempfile.mkdtemp(prefix="yixian-test-")
os.environ.pop("YX_DATABASE", None)
os.environ.update(cluster.fresh())

from yixian.web.settings import *
from yixian.web.settings import DATA_DIR, DATABASES, STORAGES
from yixian.web.ui.catalogues import compile_words

# Servers that tests start have databases of their own.
os.environ.pop("YX_DATABASE", None)

# Before anything asks for a translation: what is missing then stays missing for the whole run.
compile_words()

(DATA_DIR / "static").mkdir()
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Between two tests everything changes, and no event tells of it.
SHARED_S = 0
if not os.environ.get("YX_TEST_DATABASE"):
    # Each process of the run has its own; by the name of its backend alone nobody would know that it can.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
