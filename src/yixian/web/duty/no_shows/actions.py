"""Decisions about no-shows: answer for one, say how long steps wait."""

from __future__ import annotations

from datetime import datetime

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.duty.models import NightRules, NoShow
from yixian.web.duty.no_shows.following import answered
from yixian.web.duty.no_shows.people import level_of
from yixian.web.journal.record import note, tell

# The longest that each number of minutes may be: four hours for a step, a day for a sign-up.
MINUTES = {"leader_min": 240, "community_min": 240, "township_min": 240, "stands_min": 240, "withdraw_min": 1440}


@action(Right.LEAD)
def answer(*, by: Account, no_show: NoShow, at: datetime) -> None:
    """Say that one sees to a no-show: the next step waits until somebody should stand there."""
    no_show = no_show.as_stored()
    if no_show.ended_at is not None:
        raise Refused("no_show_over")
    own = level_of(by, no_show.place_path)
    calls = list(no_show.calls.select_related("answered_by"))
    mine = next((call for call in reversed(calls) if call.level <= own), None)
    if mine is None:
        raise Refused("not_told_yet")
    if not answered(mine, by.pk, at):
        name = mine.answered_by.name if mine.answered_by else ""
        raise Refused("answered_already", name=name)
    note(level=mine.level, told_at=mine.told_at)
    tell("duty", "no_show_answered", at=at, place_path=no_show.place_path, subject=f"noshow:{no_show.pk}")


@action(Right.PUBLISH)
def set_rules(*, by: Account, wish: dict[str, int], agrees_alone: bool, at: datetime) -> NightRules:
    """Say how long each step waits, and whether sign-ups need a leader's word; the whole county follows it."""
    for name, most in MINUTES.items():
        if not 0 <= wish[name] <= most:
            raise Refused("minutes_out_of_range", field=name, most=most)
    rules = NightRules.now()
    before = {name: getattr(rules, name) for name in (*MINUTES, "agrees_alone")}
    for name in MINUTES:
        setattr(rules, name, wish[name])
    rules.agrees_alone = agrees_alone
    rules.save()
    note(before=before)
    tell("duty", "night_rules_set", at=at)
    return rules
