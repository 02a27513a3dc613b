"""An installation whose transactions are real: a test's own would be one that is never committed."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests import cluster
from tests.server import ROOT

BEGIN = "import django\ndjango.setup()\n"


FILL = """
from django.core.management import call_command
from tests.county import build
call_command("migrate", verbosity=0)
build()
"""
# One line for each table: its name, its rows, and a check sum over every column of them.
FACTS = """
import hashlib
from django.apps import apps
for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table):
    rows = [repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for row in model._base_manager.order_by("pk").values_list()]
    print(model._meta.db_table, len(rows), hashlib.sha256(chr(10).join(rows).encode()).hexdigest())
"""


class Installation:
    """A data folder with a database of its own, and programs that run on it."""

    def __init__(self, folder: Path, *, like: Installation | None = None) -> None:
        self.folder = folder
        if like:
            shutil.copytree(like.folder, folder)
        folder.mkdir(parents=True, exist_ok=True)
        database = cluster.fresh(like.environment.get("YX_DATABASE", "") if like else "")
        ours = {"YX_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "yixian.web.settings", "LANG": "C.UTF-8"}
        self.environment = {**os.environ, **database, **ours}

    def facts(self) -> list[str]:
        """Return what every table holds, as a line to compare."""
        return self.run(FACTS).splitlines()

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a word of the command line."""
        return subprocess.run(
            [sys.executable, "-m", "yixian.cli.main", *words],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def run(self, code: str, *words: str) -> str:
        """Run a program to its end and return what it printed."""
        done = self.start(code, *words)
        said, complained = done.communicate()
        assert done.returncode == 0, complained
        return said

    def start(self, code: str, *words: str) -> subprocess.Popen[str]:
        """Start a program."""
        return subprocess.Popen(
            [sys.executable, "-c", BEGIN + code, *words], cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip


def filled(folder: Path) -> Installation:
    """Return an installation with the little county in it."""
    return Installation(folder, like=_little())


@cache
def _little() -> Installation:
    """Make the little county once for all tests of a process."""
    made = Installation(Path(tempfile.mkdtemp(prefix="yixian-little-"), "data"))
    atexit.register(shutil.rmtree, made.folder.parent, ignore_errors=True)
    made.run(FILL)
    return made
