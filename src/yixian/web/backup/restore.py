"""Everything again from a backup, into an empty place only."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from yixian.faults import BadInput, CheckFailed, Fault
from yixian.web.backup import archive
from yixian.web.backup.make import FILES
from yixian.web.backup.manifest import Manifest
from yixian.web.database.copies import Rows, copies_of


def restore(source: Path, *, keeps_keys: bool = True) -> Manifest:
    """Put a backup into this installation, whose database must be empty, and compare what is there afterwards.

    With ``keeps_keys`` the keys of the installation must be those that the backup was made with; without, identity
    numbers and uploaded workbooks stay sealed for ever, and the audit's payloads can no longer be verified.

    Raises
    ------
    BadInput
        With everything that speaks against it; nothing was written.
    CheckFailed
        If the database does not hold afterwards what the backup says.
    """
    manifest = archive.verified(source)
    copies = copies_of(settings.DATABASES["default"])
    faults = [*_strange(source, manifest, copies.kind, keeps_keys=keeps_keys), *_in_the_way(manifest)]
    if not copies.is_empty():
        faults.append(Fault("YX_DATABASE", "database", "an empty one", "one with tables in it"))
    if faults:
        raise BadInput(faults)
    with TemporaryDirectory(prefix=".yixian-", dir=settings.DATA_DIR) as folder:
        copy = Path(folder, copies.name)
        archive.take_out(source, copies.name, copy)
        copies.put(copy)
    for name in _files(manifest):
        archive.take_out(source, f"{FILES}{name}", Path(settings.DATA_DIR, name))
    connections.close_all()
    _compare(manifest.rows, copies.rows())
    return manifest


def _strange(source: Path, manifest: Manifest, kind: str, *, keeps_keys: bool) -> list[Fault]:
    """Return why a backup does not fit this software and these keys."""
    faults = []
    if manifest.database != kind:
        faults.append(Fault(str(source), "database", f"a copy of {kind}, which YX_DATABASE names", manifest.database))
    if keeps_keys and manifest.keys != settings.KEYS.sign:
        keys = Path(settings.DATA_DIR, "keys.json")
        faults.append(Fault(str(keys), "keys", "those that the backup was made with", "others"))
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    later = [step for step in manifest.steps if step not in known]
    if later:
        faults.append(
            Fault(
                str(source), "version", "this version of Yixian or an older one", f"{manifest.version}, with {later[0]}"
            )
        )
    return faults


def _in_the_way(manifest: Manifest) -> list[Fault]:
    there = [path for path in (Path(settings.DATA_DIR, name) for name in _files(manifest)) if path.exists()]
    return [Fault(str(path), "file", "none of that name", "one that is there already") for path in there]


def _files(manifest: Manifest) -> list[str]:
    return [name.removeprefix(FILES) for name in manifest.parts if name.startswith(FILES)]


def _compare(told: Rows, there: Rows) -> None:
    names = sorted({*told, *there})
    differing = [
        f"{name}: the backup says {told.get(name, 0)} rows, the database has {there.get(name, 0)}"
        for name in names
        if told.get(name) != there.get(name)
    ]
    if differing:
        raise CheckFailed(differing)
