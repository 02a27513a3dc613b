"""A pasted text made plain: full-width and circled numbers, keycaps, pictures, and where one person's piece ends."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from yixian.sheets.clean import plain
from yixian.sheets.pasted.states import TICKS

HAN_NUMBERS = {sign: at for at, sign in enumerate("一二三四五六七八九十", 1)}
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_TEN = "\U0001f51f"
# Before a Han sign or a blank, never before the minutes of a time.
_NUMBER = re.compile(
    r"^[\[(【#第]{0,2}(\d{1,3})(?:[\])】号位]?\s*[.、,:)\]】-]\s*(?!\d)|\s+|(?=[\u4e00-\u9fff@]))"
    r"(?![点时月日号分:])"
)
_HAN_NUMBER = re.compile(r"^[(【]?([一二三四五六七八九十])[)】]?[、.,)]\s*")
_NEXT = re.compile(r"(?<=\S)[\s,;]+(?=[(【]?\d{1,3}[.、)】](?!\d))|\s*;\s*")


def tidy(line: str) -> str:
    """Return a line with half-width signs, plain numbers, and without pictures; ticks and crosses stay."""
    text = _KEYCAP.sub(r" \1. ", line.replace(_TEN, " 10. "))
    text = "".join(f" {unicodedata.digit(sign, None) or _circled(sign)}. " if _circled(sign) else sign for sign in text)
    text = plain(text.replace("✔\ufe0f", "✔"))
    kept = [sign if sign in TICKS or not _is_picture(sign) else " " for sign in text]
    return " ".join("".join(kept).translate(str.maketrans("，；：（）", ",;:()")).split())


def pieces(line: str) -> Iterator[tuple[int | None, str]]:
    """Yield each numbered part of a tidy line with its number, None where it has none."""
    for part in _NEXT.split(line):
        text = part.strip()
        if text:
            yield numbered(text)


def numbered(text: str) -> tuple[int | None, str]:
    """Return the number that a piece begins with, and the rest."""
    found = _NUMBER.match(text)
    if found:
        return int(found[1]), text[found.end() :].strip()
    found = _HAN_NUMBER.match(text)
    if found:
        return HAN_NUMBERS[found[1]], text[found.end() :].strip()
    return None, text


def _circled(sign: str) -> int | None:
    """Return the number of a circled or bracketed digit: ① ⑴ ⒈ ❶."""
    if ord(sign) < 0x2460 or not unicodedata.numeric(sign, None) or sign in HAN_NUMBERS:
        return None
    is_enclosed = 0x2460 <= ord(sign) <= 0x24FF or 0x2776 <= ord(sign) <= 0x2793 or 0x3220 <= ord(sign) <= 0x3229
    return int(unicodedata.numeric(sign)) if is_enclosed else None


def _is_picture(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk", "Cs", "Co", "Cn", "Mn")
