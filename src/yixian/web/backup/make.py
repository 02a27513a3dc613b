"""Making a backup while the county works."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import yixian
from yixian.faults import BadInput, Fault
from yixian.web import clock
from yixian.web.backup import archive
from yixian.web.backup.manifest import Manifest, Part
from yixian.web.database.copies import copies_of

# Kept out: the keys, without which a stolen backup opens no identity number, and what can be made again.
KEPT_OUT = ("keys.json", "static", "sample-log-ins.txt", "backup.json", "worker.beat")
FILES = "files/"


def make(target: Path, *, is_plain: bool = False) -> Manifest:
    """Write everything but the keys into one file, as it stands at one moment; nobody waits for it.

    Raises
    ------
    BadInput
        If the file exists, lies in the data folder, or there is no room for it.
    yixian.web.database.copies.Damaged
        If the database contradicts itself.
    """
    target = target.absolute()
    _refuse_place(target)
    copies = copies_of(settings.DATABASES["default"])
    try:
        with TemporaryDirectory(prefix=".yixian-", dir=target.parent) as folder:
            copy = Path(folder, copies.name)
            copy.touch(mode=0o600)
            rows = copies.write(copy)
            sources = {copies.name: copy} | {f"{FILES}{name}": path for name, path in _files().items()}

            def told(parts: dict[str, Part]) -> Manifest:
                return Manifest(
                    made_at=clock.now().isoformat(timespec="seconds"),
                    version=yixian.__version__,
                    database=copies.kind,
                    keys=settings.KEYS.sign,
                    steps=steps_done(),
                    rows=rows,
                    parts=parts,
                )

            manifest = archive.write(target, sources, told, is_plain=is_plain)
    except OSError as error:
        raise BadInput([Fault(str(target.parent), "folder", "room for a backup", str(error))]) from error
    _remember(target, manifest)
    return manifest


def steps_done() -> tuple[str, ...]:
    """Return the migrations that the tables have gone through."""
    return tuple(f"{app}.{name}" for app, name in sorted(MigrationRecorder(connection).applied_migrations()))


def last_made() -> dict[str, str] | None:
    """Return where and when this machine made its last backup, None if it never did."""
    try:
        said: dict[str, str] = json.loads(_notes().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return said


def _refuse_place(target: Path) -> None:
    faults = []
    if target.exists():
        faults.append(Fault(str(target), "file", "a name that is free", "a file that is there already"))
    if not target.parent.is_dir():
        faults.append(Fault(str(target.parent), "folder", "one that exists", "none"))
    if target.is_relative_to(settings.DATA_DIR):
        # What happens to the data would happen to its copy.
        faults.append(
            Fault(str(target), "folder", "one outside the data folder, best on another disk", "the data folder")
        )
    if faults:
        raise BadInput(faults)


def _files() -> dict[str, Path]:
    """Return what rooms keep beside the database."""
    root = Path(settings.DATA_DIR)
    paths = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    named = {path.relative_to(root).as_posix(): path for path in paths}
    return {name: path for name, path in named.items() if not _is_kept_out(name)}


def _is_kept_out(name: str) -> bool:
    first = name.split("/")[0]
    return first in KEPT_OUT or first.startswith(("yixian.sqlite3", "keys."))


def _notes() -> Path:
    return Path(settings.DATA_DIR) / "backup.json"


def _remember(target: Path, manifest: Manifest) -> None:
    said = {"file": str(target), "made_at": manifest.made_at}
    _notes().write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
