"""Texts as people type them, made comparable: full-width signs, blanks, what is invisible, long numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

Cell = str | float | int | bool | date | time | timedelta | None

# A number this large has more digits than Excel keeps (15): what it shows is no longer what was typed.
EXACT_BELOW = 1e15

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_BLANKS = re.compile(r"\s+")
_BESIDE_HAN = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－﹣─～~", "-"))
# What the writer put before a text that a spreadsheet would compute; see page.harmless.
_MADE_HARMLESS = re.compile(r"^'(?=['=+\-@\t\r])")


def text_of(cell: Cell) -> str:
    """Return what a person sees in a cell, without blanks at its ends."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return _number_text(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes") if cell.time() != time() else cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _number_text(number: float) -> str:
    # Written so that infinity and "not a number" take this way too.
    if not abs(number) < EXACT_BELOW:
        return f"{number:.5E}"
    return str(int(number)) if number == int(number) else repr(number)


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Return a text with half-width signs, single blanks inside, and nothing invisible."""
    if text.isascii() and text.isalnum():
        return text
    text = _MADE_HARMLESS.sub("", text.strip())
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _BLANKS.sub(" ", text).strip()


def phrase(text: str) -> str:
    """Return a plain text without the blanks that stand beside a Han character: ``王 强`` is ``王强``."""
    return _BESIDE_HAN.sub("", plain(text))


def tight(text: str) -> str:
    """Return a text for comparing names: plain, no blanks at all, one kind of dash, small letters."""
    return plain(text).replace(" ", "").translate(_DASHES).lower()


def figures(text: str) -> str:
    """Return a text that should be a number: tight, in capitals, without the apostrophe that forces text."""
    return tight(text).strip("'’‘`").upper()


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or (isinstance(cell, str) and not plain(cell))
