"""Actions in words: an auditor reads what was done, not what it is called in the code."""

from __future__ import annotations

from functools import cache

from django.utils.translation import get_language

from yixian.words import catalogue

DEED = "did_"


def deed(action: str) -> str:
    """Return an action in the language of the page; one that has no words yet stands as it is called."""
    lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
    words = _known().get(DEED + action)
    return words[lang] if words else action


@cache
def _known() -> dict[str, dict[str, str]]:
    return dict(catalogue("yixian.web.journal"))
