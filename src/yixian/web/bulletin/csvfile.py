"""Rows as a file that a spreadsheet opens without running anything that somebody has typed."""

from __future__ import annotations

import csv
from io import StringIO

from yixian.web.figures import Rows

# A cell that begins with one of these would be taken for a formula (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Rows) -> str:
    """Return the rows with their heads; the mark at the beginning lets Excel read Chinese."""
    target = StringIO()
    target.write("\ufeff")
    writer = csv.writer(target)
    writer.writerow([_harmless(head) for head in rows.heads])
    writer.writerows([_harmless(cell) for cell in row] for row in rows.rows)
    return target.getvalue()


def _harmless(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) and not isinstance(cell, int | float) else text
