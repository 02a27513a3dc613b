"""Widths as clerks and mappers write them."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = r"(\d+(?:\.\d+)?)"
_FEET = re.compile(rf"^(\d+)\s*(?:'|′|ft|feet|英尺)\s*(?:{_NUMBER}\s*(?:\"|″|''|in)?)?$")
_METRES = re.compile(
    rf"^(?:(?:大约|约为|约|近|~|≈|宽|ca?\.?)\s*)*{_NUMBER}\s*(?:(?:-|~|—|–|至|到)\s*{_NUMBER})?\s*"
    r"(cm|厘米|公分|mm|毫米|m|米|metres?|meters?|公尺)?\s*(?:左右|上下|宽|以上|多|余)*\.?$"
)
_CM = {"cm": 1.0, "厘米": 1.0, "公分": 1.0, "mm": 0.1, "毫米": 0.1}
CM_PER_FOOT = 30.48
CM_PER_INCH = 2.54
WIDEST_CM = 12_000
"""Wider than any road: a slip of the pen, or a width in other units."""


def width_cm(text: object) -> int | None:
    """Return a width in centimetres, rounded down, or None if nobody can tell.

    Knows ``3.5``, ``约3.5``, ``3-3.5`` (the smaller one counts), ``4米``, ``350cm``, ``6'0"``, ``3,5``; a plain
    number is metres.
    """
    form = unicodedata.normalize("NFKC", str(text)).strip().lower().replace(",", ".").replace("。", ".")
    if found := _FEET.match(form):
        wide = float(found[1]) * CM_PER_FOOT + float(found[2] or 0) * CM_PER_INCH
    elif found := _METRES.match(form):
        low = min(float(part) for part in found.group(1, 2) if part)
        wide = low * _CM.get(found[3] or "m", 100.0)
    else:
        return None
    # A hair is added so that 3.3 m does not become 329 cm.
    whole = int(wide + 1e-6)
    return whole if 0 < whole <= WIDEST_CM else None
