"""The file of a backup: a zip, written and verified in streams, that appears whole or not at all."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import IO

from yixian.faults import BadInput, Fault
from yixian.web.backup.manifest import NAME, Manifest, Part, read

BLOCK = 2**20
BROKEN = (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError)


def write(
    target: Path, sources: Mapping[str, Path], told: Callable[[dict[str, Part]], Manifest], *, is_plain: bool
) -> Manifest:
    """Write a backup of some files; ``told`` makes the manifest once their check sums are known."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    packing = zipfile.ZIP_STORED if is_plain else zipfile.ZIP_DEFLATED
    try:
        beside.touch(mode=0o600)
        with beside.open("wb") as file:
            with zipfile.ZipFile(file, "w", packing, compresslevel=None if is_plain else 1) as archive:
                manifest = told({name: _add(archive, name, path) for name, path in sources.items()})
                archive.writestr(_entry(NAME, packing), manifest.text())
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return manifest


def verified(source: Path) -> Manifest:
    """Return the manifest of a backup all of whose parts are what it says.

    Raises
    ------
    BadInput
        With every part that is missing, changed or not spoken of.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            names = archive.namelist()
            manifest = read(str(source), archive.read(NAME))
            faults = [_fault(archive, name, part) for name, part in manifest.parts.items() if name in names]
    except KeyError as error:
        raise BadInput([Fault(str(source), "file", "a backup of Yixian", "a zip without a manifest")]) from error
    except BROKEN as error:
        raise BadInput(
            [Fault(str(source), "file", "a backup that is whole", str(error) or type(error).__name__)]
        ) from error
    absent = [(name, "missing") for name in manifest.parts if name not in names]
    strange = [(name, "not spoken of") for name in names if name not in manifest.parts and name != NAME]
    found = [(name, got) for name, got in [*absent, *strange, *filter(None, faults)]]
    found += [(name, "outside of its folder") for name in manifest.parts if not _is_inside(name)]
    if found:
        raise BadInput([Fault(f"{source}: {name}", "part", "what the manifest says", got) for name, got in found])
    return manifest


def take_out(source: Path, name: str, target: Path) -> None:
    """Write one part of a verified backup to a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(source) as archive, archive.open(name) as part, target.open("wb") as file:
        while block := part.read(BLOCK):
            file.write(block)


def _add(archive: zipfile.ZipFile, name: str, path: Path) -> Part:
    # A dump of PostgreSQL is packed already.
    packing = zipfile.ZIP_STORED if path.suffix == ".dump" else archive.compression
    with path.open("rb") as file, archive.open(_entry(name, packing), "w", force_zip64=True) as part:
        return _streamed(file, part.write)


def _entry(name: str, packing: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = packing
    entry.external_attr = 0o600 << 16
    return entry


def _fault(archive: zipfile.ZipFile, name: str, part: Part) -> tuple[str, str] | None:
    try:
        with archive.open(name) as file:
            found = _streamed(file, lambda block: None)
    except BROKEN as error:
        return name, str(error) or type(error).__name__
    return None if found == part else (name, f"{found.bytes} bytes with the SHA-256 {found.sha256[:12]}...")


def _streamed(file: IO[bytes], write: Callable[[bytes], object]) -> Part:
    digest, n_bytes = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        n_bytes += len(block)
        write(block)
    return Part(digest.hexdigest(), n_bytes)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
