"""Keys of an installation: made once, kept in a file beside the database and outside its backups."""

from __future__ import annotations

import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path

RENEWED = ("session", "seal", "match")


@dataclass(frozen=True)
class Keys:
    """Four independent keys of 32 bytes.

    ``session`` signs cookies and tokens, ``seal`` encrypts identity numbers, ``match`` makes the keyed hash by
    which they are found, ``audit`` makes the digests of the audit chain.
    """

    session: bytes
    seal: bytes
    match: bytes
    audit: bytes

    @property
    def sign(self) -> str:
        """What tells these keys from others, and nothing about them."""
        return hmac.digest(self.match, b"these keys", "sha256").hex()[:16]

    @classmethod
    def load(cls, data_dir: Path) -> Keys:
        """Read the keys of a data folder; make both at the first call."""
        path = data_dir / "keys.json"
        if not path.exists():
            data_dir.mkdir(parents=True, exist_ok=True)
            cls._make(path)
        return cls(**{name: bytes.fromhex(value) for name, value in json.loads(path.read_text()).items()})

    @classmethod
    def renew(cls, data_dir: Path) -> None:
        """Replace all keys but that of the audit: what was sealed with the old ones nobody reads any more."""
        path = data_dir / "keys.json"
        old = cls.load(data_dir)
        _written(replace(old, **{name: secrets.token_bytes(32) for name in RENEWED}), path).replace(path)

    @classmethod
    def _make(cls, path: Path) -> None:
        beside = _written(cls(*(secrets.token_bytes(32) for _ in range(4))), path)
        try:
            # A link fails where a rename would replace: two processes that start together get one file.
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()


def _written(keys: Keys, path: Path) -> Path:
    """Write keys beside a path, for its owner's eyes only, and return where."""
    beside = path.with_suffix(f".{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_text(json.dumps({name: value.hex() for name, value in asdict(keys).items()}))
    return beside
