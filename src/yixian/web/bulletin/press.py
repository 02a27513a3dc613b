"""An issue on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from yixian.web.bulletin.facts import Facts, gathered
from yixian.web.bulletin.letter import plain, write
from yixian.web.bulletin.models import Brief
from yixian.web.figures import Asked, all_figures
from yixian.web.ui.paper import brief as paper
from yixian.web.ui.paper.brief_docx import brief_docx
from yixian.words import Lang, say


@dataclass(frozen=True)
class Issue:
    """An issue that nobody has put out yet: counted and set before the action, which holds up all other writers."""

    number: int
    as_of: datetime
    facts: Facts
    pdf: bytes


def issue(asked: Asked, number: int) -> Issue:
    """Return the issue of an area and moment under a number, in the language of the office."""
    facts = gathered(asked, all_figures())
    return Issue(number, asked.at, facts, pressed(number, facts, asked.at, "zh"))


def pressed(number: int, facts: Facts, as_of: datetime, lang: Lang) -> bytes:
    """Return an issue as PDF, set from its figures alone."""
    return paper.brief_pdf(_set(number, facts, as_of, lang), lang)


def printed(brief: Brief, lang: Lang) -> bytes:
    """Return an issue that was made, set again from its kept figures in another language."""
    return pressed(brief.number, brief.figures, brief.as_of, lang)


def typed(brief: Brief, lang: Lang) -> bytes:
    """Return an issue that was made as a Word document, from its kept figures."""
    return brief_docx(_set(brief.number, brief.figures, brief.as_of, lang), lang)


def _set(number: int, facts: Facts, as_of: datetime, lang: Lang) -> paper.Brief:
    letter = write(facts, as_of, lang)
    on = localtime(as_of).date()
    sections = ((one.heading, tuple(plain(words) for words in one.paragraphs)) for one in letter.sections)
    return paper.Brief(
        masthead=letter.masthead,
        issue=number,
        office=letter.office,
        issued_on=on,
        title=tuple(plain(line) for line in letter.title),
        lead=(plain(letter.lead),),
        sections=tuple(paper.Section(heading, paragraphs) for heading, paragraphs in sections),
        printed_on=on,
        report_to=say(__package__, "report_to", {}, lang),
        copy_to=say(__package__, "copy_to", {}, lang),
    )
