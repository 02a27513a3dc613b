"""Which rooms are open, and how the ground floor finds what they offer."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

ALL = ("duty", "rounds", "bulletin")


def opened() -> tuple[str, ...]:
    """Return the rooms that are switched on; ``YX_ROOMS`` names them, without it all are."""
    wish = os.environ.get("YX_ROOMS")
    if wish is None:
        return ALL
    chosen = {name.strip() for name in wish.split(",")}
    return tuple(room for room in ALL if room in chosen)


def modules(name: str, floors: tuple[str, ...] = ()) -> list[ModuleType]:
    """Return the modules called ``name`` of the open rooms and of the ground-floor apps named in ``floors``."""
    paths = [f"yixian.web.{room}.{name}" for room in (*floors, *opened())]
    return [import_module(path) for path in paths if find_spec(path)]
