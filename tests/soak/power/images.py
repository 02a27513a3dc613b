"""What a disk may hold after a power cut: what was synced, and any part of what was not."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.soak.power.recording import Answered, Step, Sync, Truncate, Write

# A disk writes sectors whole; between two of them the power may go.
SECTOR = 512


@dataclass
class Disk:
    """Files as they are on the disk for certain, and what the machine still holds in memory for each."""

    files: dict[str, bytearray]
    pending: dict[str, list[Write | Truncate]] = field(default_factory=dict)
    answered: set[str] = field(default_factory=set)

    def take(self, step: Step) -> None:
        """Let one step happen."""
        if isinstance(step, Answered):
            self.answered |= step.uuids
        elif isinstance(step, Sync):
            for change in self.pending.pop(step.file, []):
                _apply(self.files.setdefault(step.file, bytearray()), change)
        else:
            self.pending.setdefault(step.file, []).append(step)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files after a power cut: of what was not synced each piece is there, gone, or torn."""
        left = {name: bytearray(content) for name, content in self.files.items()}
        for name, changes in self.pending.items():
            content = left.setdefault(name, bytearray())
            for change in changes:
                for piece in _pieces(change, chance):
                    _apply(content, piece)
        return {name: bytes(content) for name, content in left.items()}


@dataclass(frozen=True)
class Verdict:
    """How many images there were, in how many something answered was missing, and how many were corrupt."""

    images: int
    lost: int
    corrupt: int


def cut_often(steps: Sequence[Step], base: dict[str, bytes], folder: Path, *, n_images: int, seed: int) -> Verdict:
    """Cut the power at moments of chance and look at what is left each time."""
    chance = random.Random(seed)
    moments = sorted(chance.randrange(len(steps)) for _ in range(n_images))
    disk = Disk({name: bytearray(content) for name, content in base.items()})
    lost = corrupt = done = 0
    for at, step in enumerate(steps):
        disk.take(step)
        while done < len(moments) and moments[done] == at:
            done += 1
            stored = stored_in(disk.cut(chance), folder)
            if stored is None:
                corrupt += 1
            elif disk.answered - stored:
                lost += 1
    return Verdict(n_images, lost, corrupt)


def stored_in(files: dict[str, bytes], folder: Path) -> set[str] | None:
    """Return the events that a database opened again holds, None if it contradicts itself."""
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    database = sqlite3.connect(folder / min(files, key=len))
    try:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            return None
        return {uuid for (uuid,) in database.execute("SELECT uuid FROM field_fieldentry")}
    except sqlite3.DatabaseError:
        return None
    finally:
        database.close()


def _apply(content: bytearray, change: Write | Truncate) -> None:
    if isinstance(change, Truncate):
        del content[change.size :]
        return
    end = change.offset + len(change.content)
    content.extend(bytes(max(0, end - len(content))))
    content[change.offset : end] = change.content


def _pieces(change: Write | Truncate, chance: random.Random) -> Iterator[Write | Truncate]:
    fate = chance.random()
    if fate < 0.4:
        return
    if fate < 0.8 or isinstance(change, Truncate):
        yield change
        return
    first = SECTOR - change.offset % SECTOR
    starts = [0, *range(first, len(change.content), SECTOR)]
    for start, end in zip(starts, [*starts[1:], len(change.content)], strict=True):
        if chance.random() < 0.5:
            yield Write(change.file, change.offset + start, change.content[start:end])
