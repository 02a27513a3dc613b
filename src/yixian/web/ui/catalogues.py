"""Compiling the catalogues of Chinese, so that nothing has to be installed on the machine for it."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

WEB = Path(__file__).parents[1]


def compile_words() -> int:
    """Compile the catalogues that are newer than their compiled form; return how many."""
    stale = [po for po in WEB.glob("*/locale/*/LC_MESSAGES/django.po") if _is_newer(po, po.with_suffix(".mo"))]
    for po in stale:
        with po.open("rb") as source:
            catalogue = read_po(source)
        beside = po.with_suffix(f".mo.{os.getpid()}")
        with beside.open("wb") as target:
            write_mo(target, catalogue)
        beside.replace(po.with_suffix(".mo"))
    return len(stale)


def _is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
