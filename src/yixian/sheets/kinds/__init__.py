"""The kinds of workbooks, one file each: a new file with a ``TABLE`` is found because it is there."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yixian.sheets.table import Table


@cache
def tables() -> dict[str, Table]:
    """Return all kinds by their names."""
    found = (importlib.import_module(f"{__name__}.{one.name}") for one in pkgutil.iter_modules(__path__))
    return {module.TABLE.kind: module.TABLE for module in found}


def table_of(kind: str) -> Table:
    """Return one kind; ValueError names those that exist."""
    if kind not in tables():
        raise ValueError(f"expected a kind out of {', '.join(sorted(tables()))}, got {kind}")
    return tables()[kind]
