"""The duty sheet that hangs at a post: who stands there when, whom to call, what must be ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.web.ui.paper.duty_page import labels, pages
from yixian.web.ui.paper.fonts import fonts
from yixian.web.ui.paper.press import Data, Part, bind, press
from yixian.words import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time
    from pathlib import Path

# The typesetter keeps 3 MB for each page of a run; short runs bound in the end need the same for 800 posts as
# for 200, and less time.
PAGES_IN_A_PART = 20


@dataclass(frozen=True)
class Guard:
    """Somebody on a shift; ``is_leader`` for the party member in charge of it (★)."""

    name: str
    is_leader: bool = False


@dataclass(frozen=True)
class Shift:
    """One shift; ``n_missing`` people are still to be found, ``has_member`` if no party member is lacking."""

    name: str
    starts: time
    ends: time  # at or before ``starts``: the next day
    guards: tuple[Guard, ...]
    n_missing: int = 0
    has_member: bool = True


@dataclass(frozen=True)
class Day:
    """The shifts that start on a day; a night shift belongs to the day it starts on."""

    on: date
    shifts: tuple[Shift, ...]


@dataclass(frozen=True)
class Contact:
    """Whom to call and how: 组长 李建新, 手机尾号 0412."""

    who: str
    reach: str


@dataclass(frozen=True)
class DutySheet:
    """What hangs at one post; a sheet without ``published_at`` is printed as a draft."""

    post: str
    number: str
    place: str
    days: tuple[Day, ...]
    contacts: tuple[Contact, ...]
    readiness: tuple[str, ...]
    rules: tuple[str, ...]
    url: str
    version: str
    publisher: str = ""
    published_at: datetime | None = None
    replaces: str | None = None


def duty_sheets(sheets: Sequence[DutySheet], lang: Lang, fonts_folder: Path | None = None) -> bytes:
    """Return one PDF: a page for each post and each seven days, in the order given.

    Parameters
    ----------
    sheets
        At least one; days in order. Text may be of any kind and length: it is shrunk, then cut, to its field.
    fonts_folder
        The office's own fonts.

    Raises
    ------
    ValueError
        If there is no sheet.
    FontsMissing
        If no font draws Chinese.
    """
    if not sheets:
        raise ValueError("duty sheets: expected at least one sheet, got none")
    title = say(__package__, "duty_sheets", {}, lang)
    if len(sheets) == 1:
        title = f"{sheets[0].post} {say(__package__, 'duty_sheet', {}, lang)}"
    named = [(sheet.post, page) for sheet in sheets for page in pages(sheet, lang)]
    face = fonts(fonts_folder)
    parts = []
    for start in range(0, len(named), PAGES_IN_A_PART):
        names, part = (list(column) for column in zip(*named[start : start + PAGES_IN_A_PART], strict=True))
        data: dict[str, Data] = {"lang": lang, "title": title, "labels": labels(lang), "pages": part}
        parts.append(Part(press("duty_sheet.typ", data, face), names))
    return bind(parts, title, lang, face) if len(parts) > 1 else parts[0].pdf
