"""Where the child process begins: Django is set up before anything of ours that needs it is imported."""

from __future__ import annotations

import os
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

import django


def start(work: Any, pipe: Connection) -> None:
    """Compute one job; the target of the worker's child process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yixian.web.settings")
    django.setup()
    import_module("yixian.web.plans.child").compute(work, pipe)
