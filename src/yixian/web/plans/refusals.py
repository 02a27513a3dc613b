"""The sentence of a refusal in the language of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from yixian.web.action import Refused
    from yixian.words import Lang


def page_lang() -> Lang:
    """Return the language of the page as our catalogues name it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def sentence(refused: Refused) -> str:
    """Return why a decision about a plan was refused; a room that publishes has sentences of its own."""
    return refused.sentence
