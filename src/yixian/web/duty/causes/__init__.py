"""Causes of alarm at the posts, each with the one act that helps."""

from __future__ import annotations

from yixian.web.alarms import Alarm
from yixian.web.duty import troubles
from yixian.web.duty.causes.called import called
from yixian.web.duty.causes.holes import holes
from yixian.web.duty.causes.late import absent, unmanned
from yixian.web.duty.causes.proposals import proposals
from yixian.web.duty.causes.protected import protected
from yixian.web.duty.causes.readiness import readiness
from yixian.web.duty.causes.sign_ups import sign_ups
from yixian.web.duty.causes.unplanned import unplanned, unrostered
from yixian.web.duty.cover import Standing
from yixian.web.figures import Asked

# So many stand-ins are proposed in one press; for more somebody should look at each.
MOST_PROPOSED = 12


def alarms(asked: Asked) -> list[Alarm]:
    """Return the causes that need an act, now or today; a cause that is not there is left out."""
    late = troubles.late_tasks(asked)
    # Posts without anybody first: of a few who are free they get the nearest.
    late.sort(key=lambda pair: (pair[0].standing != Standing.UNMANNED, pair[0].post.number))
    proposed = proposals(asked, [task for _one, task in late[:MOST_PROPOSED]])
    empty = [pair for pair in late if pair[0].standing == Standing.UNMANNED]
    others = [pair for pair in late if pair[0].standing != Standing.UNMANNED]
    found = (
        called(asked),
        unmanned(asked, empty, proposed),
        protected(asked),
        sign_ups(asked),
        absent(others, proposed),
        unplanned(asked),
        unrostered(asked),
        holes(asked),
        readiness(asked),
    )
    return [alarm for alarm in found if alarm is not None]
