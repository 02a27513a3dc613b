"""Putting out an issue of the brief."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.bulletin.board import next_number
from yixian.web.bulletin.models import Brief
from yixian.web.bulletin.press import Issue
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Place


@action(Right.BRIEF)
def make_brief(*, by: Account, place: Place, issue: Issue, at: datetime) -> Brief:
    """Put out one issue and keep it with its figures; it is never changed afterwards.

    Its number is the one that the page showed, so that a double click makes one issue.
    """
    if issue.number != next_number():
        raise Refused("brief_made_meanwhile", number=issue.number)
    if not any(issue.facts["n"].values()):
        raise Refused("brief_without_figures")
    brief: Brief = Brief.objects.create(
        number=issue.number,
        place_path=place.path,
        as_of=issue.as_of,
        made_by=by,
        figures=issue.facts,
        pdf=issue.pdf,
    )
    note(number=issue.number, figures=issue.facts["n"])
    tell("bulletin", "brief_made", at=at, place_path=place.path, subject=f"brief:{issue.number}")
    return brief
