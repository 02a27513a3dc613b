"""Causes that need somebody's eye at the compounds, each with the one act that helps."""

from __future__ import annotations

from yixian.web.alarms import Alarm
from yixian.web.figures import Asked
from yixian.web.rounds.causes.late import late
from yixian.web.rounds.causes.roles import roleless
from yixian.web.rounds.causes.short import short


def alarms(asked: Asked) -> list[Alarm]:
    """Return the causes that are there."""
    return [alarm for alarm in (roleless(asked), short(asked), late(asked)) if alarm is not None]
