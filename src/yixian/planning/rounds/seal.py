"""The seal of a plan file: shows that nobody has edited it since it was written."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def seal_of(document: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a plan's object without its seal, keys in order, no blanks."""
    unsealed = {key: value for key, value in document.items() if key != "seal"}
    text = json.dumps(unsealed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
