"""The language of the page, as pure packages want to be told it."""

from __future__ import annotations

from django.utils.translation import get_language

from yixian.words import Lang


def lang() -> Lang:
    """Return the language of the page."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"
