"""A sign that the worker lives: a file that it touches, which needs no turn in the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings


def beat() -> None:
    """Say that the worker of this data folder lives."""
    _path().touch()


def last_beat() -> datetime | None:
    """Return when the worker said so last, None if it never did."""
    try:
        return datetime.fromtimestamp(_path().stat().st_mtime, UTC)
    except FileNotFoundError:
        return None


def _path() -> Path:
    return Path(settings.DATA_DIR) / "worker.beat"
