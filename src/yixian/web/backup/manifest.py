"""What stands in a backup: said in the file itself, with a check sum for each of its parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields

from yixian.faults import BadInput, Fault

FORMAT = "yixian-backup/1"
NAME = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One file of a backup."""

    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    ``keys`` tells whether a set of keys is the one that the copy was made with, and nothing about them. ``steps``
    are the migrations that its tables have gone through, ``rows`` how many rows each table has.
    """

    made_at: str
    version: str
    database: str
    keys: str
    steps: tuple[str, ...]
    rows: Mapping[str, int]
    parts: Mapping[str, Part] = field(default_factory=dict)
    format: str = FORMAT

    def text(self) -> str:
        """Return the manifest as it stands in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def read(name: str, text: bytes) -> Manifest:
    """Return the manifest of a backup; ``name`` is for the fault.

    Raises
    ------
    BadInput
        If it is none, or of a format that this software does not know.
    """
    try:
        said = json.loads(text)
        known = {one.name: said[one.name] for one in fields(Manifest)}
        known["parts"] = {
            str(path): Part(str(part["sha256"]), int(part["bytes"])) for path, part in known["parts"].items()
        }
        known["steps"], known["rows"] = tuple(known["steps"]), dict(known["rows"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(
            [Fault(name, NAME, "what a backup says of itself", f"{type(error).__name__}: {error}")]
        ) from error
    if known["format"] != FORMAT:
        raise BadInput([Fault(name, "format", FORMAT, str(known["format"]))])
    return Manifest(**known)
