"""Write the bad rows that go back, to be corrected and sent in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.sheets.clean import EXACT_BELOW, text_of
from yixian.sheets.page import Page
from yixian.sheets.workbook import column_of
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yixian.sheets.reading import BadRow, Finding, Reading


def bad_rows_workbook(reading: Reading, lang: Lang) -> bytes:
    """Return the rows that would not be imported, with their own columns and one more for the reasons.

    The file can be corrected and sent in again as it is.
    """
    page = Page(reading.sheet)
    letters = [one.letter for one in reading.columns]
    letters += sorted({at for row in reading.bad_rows for at in row.cells} - set(letters), key=column_of)
    headings = {one.letter: one.heading.rpartition("/")[2] for one in reading.columns}
    first = [headings.get(at, "") for at in letters]
    page.text_columns(1, [14] * len(letters) + [60])
    for column, text in enumerate([*first, say("yixian.sheets", "reason_heading", {}, lang)]):
        page.put(0, column, text, "head")
    reasons = _reasons(reading, lang)
    for at, bad in enumerate(reading.bad_rows, start=1):
        _put_bad(page, at, letters, bad)
        page.put(at, len(letters), reasons.get(bad.sheet_row, ""), "reason")
    return page.done()


def _put_bad(page: Page, at: int, letters: Sequence[str], bad: BadRow) -> None:
    for column, name in enumerate(letters):
        cell = bad.cells.get(name)
        # A number stays one: 2.1 as a text would mean 1 February, as a number it may have been 2.10.
        if isinstance(cell, float) and abs(cell) < EXACT_BELOW:
            page.sheet.write_number(at, column, cell)
        else:
            page.put(at, column, text_of(cell))


def _reasons(reading: Reading, lang: Lang) -> dict[int, str]:
    reasons: dict[int, list[str]] = {}
    for one in reading.errors:
        reasons.setdefault(one.row, []).append(_reason(one, lang))
    return {row: "\n".join(texts) for row, texts in reasons.items()}


def _reason(finding: Finding, lang: Lang) -> str:
    place = f"{finding.column}{finding.row} {finding.message(lang)}"
    if not finding.proposals:
        return place
    meant = " / ".join(finding.proposals)
    return f"{place} {say('yixian.sheets', 'may_mean', {'meant': meant}, lang)}"
