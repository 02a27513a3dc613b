"""The printed brief of the headquarters, set after the habits of GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yixian.web.ui.paper.calendar_words import full_date
from yixian.web.ui.paper.fonts import fonts
from yixian.web.ui.paper.press import Data, press
from yixian.words import Lang, say

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Section:
    """A heading without its number, its paragraphs, and sections below it (three levels at most)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Brief:
    """One issue; ``lead`` are the paragraphs before the first heading."""

    masthead: str
    issue: int
    office: str
    issued_on: date
    title: tuple[str, ...]
    sections: tuple[Section, ...]
    printed_on: date
    lead: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    report_to: str = ""
    copy_to: str = ""


def brief_pdf(brief: Brief, lang: Lang, fonts_folder: Path | None = None) -> bytes:
    """Return the brief as PDF, as many pages as it needs.

    Raises
    ------
    FontsMissing
        If no font draws Chinese.
    """
    on = brief.issued_on
    data: dict[str, Data] = {
        "lang": lang,
        "masthead": brief.masthead,
        "issue": _say("issue", lang, n=brief.issue),
        "office": brief.office,
        "date": full_date(on, lang),
        "issued_on": {"year": on.year, "month": on.month, "day": on.day},
        "title": list(brief.title),
        "lines": [{"level": level, "text": text} for level, text in lines(brief, lang)],
        "attachments_label": _say("attachments", lang),
        "attachments": list(brief.attachments),
        "distribution": [list(pair) for pair in distribution(brief, lang)],
        "printed": _say("printed", lang, on=full_date(brief.printed_on, lang)),
        "no_type": _say("no_type", lang),
    }
    return press("brief.typ", data, fonts(fonts_folder), is_tagged=True)


def distribution(brief: Brief, lang: Lang) -> list[tuple[str, str]]:
    """Return who gets it: pairs of a label (主送, 抄送) and names."""
    receivers = (("report_to", brief.report_to), ("copy_to", brief.copy_to))
    return [(_say(code, lang), names) for code, names in receivers if names]


def lines(brief: Brief, lang: Lang) -> list[tuple[int, str]]:
    """Return the text in its order as pairs of a level and words; headings are numbered, paragraphs are of level 0."""
    return [*((0, text) for text in brief.lead), *_lines(brief.sections, 1, lang)]


def _lines(sections: tuple[Section, ...], level: int, lang: Lang) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for n, section in enumerate(sections, start=1):
        found.append((level, heading_number(n, level, lang) + section.heading))
        found.extend((0, text) for text in section.paragraphs)
        found.extend(_lines(section.sections, level + 1, lang))
    return found


def heading_number(n: int, level: int, lang: Lang) -> str:
    """Return the number of a heading, 1 to 99: 一、 then （一） then 1. (GB/T 9704-2012, 7.3.3)."""
    if lang == "en":
        return (f"{n}. ", f"({n}) ", f"{n}) ")[min(level, 3) - 1]
    return (f"{han_number(n)}、", f"（{han_number(n)}）", f"{n}.")[min(level, 3) - 1]


def han_number(n: int) -> str:
    """Return 一 to 九十九."""
    tens, ones = divmod(n, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def _say(code: str, lang: Lang, **params: object) -> str:
    return say(__package__, code, params, lang)
