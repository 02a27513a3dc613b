"""What the doctor found at one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from yixian.words import Lang, say

State = Literal["good", "look", "bad"]


@dataclass(frozen=True)
class Finding:
    """One place looked at: ``good``, to be looked at soon, or ``bad``; ``code`` has its sentence in words.toml."""

    check: str
    state: State
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """Return the finding as a sentence."""
        return say("yixian.web.doctor", self.code, self.params, lang)
