"""Why a rule answers as it does: a code with parameters, put into words only when a person reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yixian import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.words import Lang


@dataclass(frozen=True)
class Reason:
    """A code of ``yixian.rules`` ``words.toml`` and the values for its sentence, never personal data."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: Lang) -> str:
        """Return the sentence in one language."""
        return words.say("yixian.rules", self.code, self.params, lang)
