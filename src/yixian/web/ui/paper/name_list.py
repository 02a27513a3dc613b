"""Lists of names on A4: a title, a line below it, a table; each list begins on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.web.ui.paper.fonts import fonts
from yixian.web.ui.paper.press import Data, Part, bind, press
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# As many rows of 9 mm as a page holds below its head.
ROWS_ON_A_PAGE = 25
# The typesetter keeps 3 MB for each page of a run; short runs bound in the end need no more for many lists.
PAGES_IN_A_PART = 20


@dataclass(frozen=True)
class NameList:
    """One list; every row has as many cells as there are heads, the last column is wide enough to sign in."""

    title: str
    line: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def name_lists(lists: Sequence[NameList], lang: Lang, fonts_folder: Path | None = None) -> bytes:
    """Return one PDF with the lists in the order given, each from a page of its own on.

    Raises
    ------
    ValueError
        If there is no list.
    FontsMissing
        If no font draws Chinese.
    """
    if not lists:
        raise ValueError("name lists: expected at least one list, got none")
    title = lists[0].title if len(lists) == 1 else say(__package__, "name_lists", {}, lang)
    named = [(one.title, page) for one in lists for page in _pages(one, lang)]
    face, parts = fonts(fonts_folder), []
    for start in range(0, len(named), PAGES_IN_A_PART):
        names, pages = (list(column) for column in zip(*named[start : start + PAGES_IN_A_PART], strict=True))
        no_type = say(__package__, "no_type", {}, lang)
        data: dict[str, Data] = {"lang": lang, "title": title, "no_type": no_type, "pages": pages}
        parts.append(Part(press("name_list.typ", data, face), names))
    return bind(parts, title, lang, face) if len(parts) > 1 else parts[0].pdf


def _pages(one: NameList, lang: Lang) -> list[Data]:
    starts = range(0, max(len(one.rows), 1), ROWS_ON_A_PAGE)
    return [
        {
            "title": one.title,
            "line": one.line,
            "heads": list(one.heads),
            "rows": [list(row) for row in one.rows[start : start + ROWS_ON_A_PAGE]],
            "page": say(__package__, "page_of", {"n": n, "total": len(starts)}, lang),
        }
        for n, start in enumerate(starts, start=1)
    ]
