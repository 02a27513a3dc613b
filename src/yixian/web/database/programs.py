"""PostgreSQL's own programs, wherever the machine keeps them."""

from __future__ import annotations

import shutil
from pathlib import Path

# Debian keeps a folder for each version and none of them on the path; others put one version there.
FOLDERS = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/postgresql")
PACKAGE = "postgresql-client"


class ProgramMissing(Exception):
    """A program of PostgreSQL is not on this machine."""

    def __init__(self, name: str, package: str) -> None:
        super().__init__(f"{name} is not on this machine: install {package}")
        self.name = name


def program(name: str, package: str = PACKAGE) -> str:
    """Return the path of a program, the newest version of it.

    Raises
    ------
    ProgramMissing
        If it is nowhere.
    """
    found = [path for folder in FOLDERS for path in (*Path(folder).glob(f"*/bin/{name}"), Path(folder, "bin", name))]
    there = [path for path in found if path.exists()]
    if there:
        return str(max(there, key=_version))
    if elsewhere := shutil.which(name):
        return elsewhere
    raise ProgramMissing(name, package)


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.parts[-3].split(".") if part.isdecimal())
