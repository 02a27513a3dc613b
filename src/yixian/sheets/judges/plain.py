"""Judges of free text and of figures."""

from __future__ import annotations

import re

from yixian.sheets.clean import Cell, figures, phrase, plain, text_of
from yixian.sheets.table import Judge, Setting, Values, Wrong

_NUMBER = re.compile(r"[^\d-]*(\d+)(?:号|#|\.0+)?[^\d]*")
_PART = r"(\d{1,2}(?:\.\d+)?)"
# Half-width signs have already made ′′ of ″, and the last of them may be gone.
_DEGREES = re.compile(rf"(\d{{1,3}})°(?:{_PART}['′]?)?(?:{_PART}[\"″'′]*)?[NE]?")
_LIST = re.compile(r"[、,，;；/\n]+")


def text(cell: Cell, row: Values, setting: Setting) -> str:
    """Return a text with half-width signs and single blanks."""
    return plain(text_of(cell))


def word(cell: Cell, row: Values, setting: Setting) -> str:
    """Return a text without the blanks beside Han characters."""
    return phrase(text_of(cell))


def texts(cell: Cell, row: Values, setting: Setting) -> tuple[str, ...]:
    """Return the parts of a list such as ``和谐小区、和揩小区``."""
    return tuple(part for part in (phrase(one) for one in _LIST.split(text_of(cell))) if part)


def running_number(cell: Cell, row: Values, setting: Setting) -> int | str:
    """Return a running number; whatever else stands there stays as it is, for nothing hangs on it."""
    shown = figures(text_of(cell))
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else plain(text_of(cell))


def numbered(kind: str) -> Judge:
    """Return a judge of a number that may carry words: ``卡点0231``, ``231号`` and ``0231`` are 231."""

    def judge(cell: Cell, row: Values, setting: Setting) -> int | Wrong:
        found = _NUMBER.fullmatch(figures(text_of(cell)))
        return int(found[1]) if found and len(found[1]) < 10 else Wrong(kind, {"text": text_of(cell)})

    return judge


def count(kind: str, most: int) -> Judge:
    """Return a judge of a whole number from 0 to ``most``, with or without 人, 户, 次."""

    def judge(cell: Cell, row: Values, setting: Setting) -> int | Wrong:
        shown = figures(text_of(cell)).rstrip("人户名个次").removesuffix(".0")
        if shown in ("无", "-", "/"):
            return 0
        if shown.isascii() and shown.isdigit() and int(shown) <= most:
            return int(shown)
        return Wrong(kind, {"text": text_of(cell), "most": most})

    return judge


def coordinate(low: float, high: float) -> Judge:
    """Return a judge of degrees between ``low`` and ``high``, decimal or with minutes and seconds."""

    def judge(cell: Cell, row: Values, setting: Setting) -> float | Wrong:
        degrees = cell if isinstance(cell, float) else _degrees(figures(text_of(cell)))
        if degrees is not None and low <= degrees <= high:
            return degrees
        return Wrong("coordinate_bad", {"text": text_of(cell), "low": low, "high": high})

    return judge


def _degrees(shown: str) -> float | None:
    try:
        return float(shown)
    except ValueError:
        found = _DEGREES.fullmatch(shown)
    if not found:
        return None
    whole, minutes, seconds = (float(part or 0) for part in found.groups())
    return round(whole + minutes / 60 + seconds / 3600, 7)


def code_12(cell: Cell, row: Values, setting: Setting) -> str | Wrong:
    """Judge a statistical place code: 12 digits, or 6 and 9 filled up with noughts."""
    shown = figures(text_of(cell)).removesuffix(".0")
    if shown.isascii() and shown.isdigit() and len(shown) in (6, 9, 12):
        return shown.ljust(12, "0")
    return Wrong("code_bad", {"text": text_of(cell)})
