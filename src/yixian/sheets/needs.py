"""How many people a roster wants at each post and shift."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from yixian.sheets.clean import tight
from yixian.sheets.dates import han_number
from yixian.sheets.workbook import Sheet

_EACH_SHIFT = re.compile(r"每个?班次?[^\d一二两三四五六七八九十人]{0,6}(\d{1,2}|[一二两三四五六七八九十])[人名]")
_USUAL = 2  # people at a post and shift, where the sheet shows nothing else


def required_per_shift(sheet: Sheet, counts: Sequence[int]) -> int:
    """Return the people each shift needs: as the sheet says, else as most filled cells (``counts``) show."""
    for row in sheet.cells:
        for cell in row:
            found = _EACH_SHIFT.search(tight(cell)) if isinstance(cell, str) else None
            if found:
                return int(found[1]) if found[1].isdigit() else han_number(found[1].replace("两", "二"))
    usual = Counter(n for n in counts if n).most_common()
    return max((n for n, times in usual if times == usual[0][1]), default=_USUAL)
