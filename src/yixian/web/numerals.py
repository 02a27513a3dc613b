"""Whole numbers that come from outside: an address, a form, a box that somebody types into."""

from __future__ import annotations

# As many digits as the largest key of a database has at least; more would overflow there.
MOST_DIGITS = 18


def numeral(text: str) -> int | None:
    """Return the number that plain digits say; None for anything else, signs of other scripts among it."""
    is_plain = text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS
    return int(text) if is_plain else None
