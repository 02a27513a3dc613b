"""An installation whose transactions are real: a test's own would be one that is never committed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import cluster
from tests.server import ROOT

BEGIN = "import django\ndjango.setup()\n"


class Installation:
    """A data folder with a database of its own, and programs that run on it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        ours = {"YX_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "yixian.web.settings"}
        self.environment = {**os.environ, **cluster.fresh(), **ours, **environment}
        self.run("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")

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
