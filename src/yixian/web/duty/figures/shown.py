"""What the figures of the posts show alike: their unit, their sign, and the page that a row opens."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from yixian.web.figures import Asked

PLACES = pgettext_lazy("unit", "places")


def post_url(number: int) -> str:
    """Return the page of a post."""
    return f"{_posts()}{number}/"


@cache
def _posts() -> str:
    # A page names eight hundred posts; finding the address takes longer than all else of their signs.
    return reverse("duty:post", args=[0]).removesuffix("0/")


def sign(pick: Callable[[Asked], object], state: str) -> Callable[[Asked], str]:
    """Return the sign that stands beside a figure as soon as it counts anything."""
    return lambda asked: state if pick(asked) else "ok"
