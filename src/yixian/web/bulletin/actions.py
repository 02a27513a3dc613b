"""Making an issue of the brief."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.bulletin.board import next_number
from yixian.web.bulletin.facts import gathered
from yixian.web.bulletin.models import Brief
from yixian.web.bulletin.press import pressed
from yixian.web.figures import Asked, all_figures
from yixian.web.journal.record import note, tell
from yixian.web.register.models import Place


@action(Right.BRIEF)
def make_brief(*, by: Account, place: Place, number: int, at: datetime) -> Brief:
    """Make one issue from the figures of this moment and keep it with them; it is never changed afterwards.

    ``number`` is the one that the page showed, so that a double click makes one issue.
    """
    if number != next_number():
        raise Refused("brief_made_meanwhile", number=number)
    facts = gathered(Asked(by, place.path, at), all_figures())
    if not any(facts["n"].values()):
        raise Refused("brief_without_figures")
    brief: Brief = Brief.objects.create(
        number=number,
        place_path=place.path,
        as_of=at,
        made_by=by,
        figures=facts,
        pdf=pressed(number, facts, at, "zh"),
    )
    note(number=number, figures=facts["n"])
    tell("bulletin", "brief_made", at=at, place_path=place.path, subject=f"brief:{number}")
    return brief
