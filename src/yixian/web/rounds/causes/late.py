"""People who should have reported at their compound by now."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.figures import Asked
from yixian.web.rounds import troubles
from yixian.web.rounds.causes.compounds import named


def late(asked: Asked) -> Alarm | None:
    """Return the warning for them, None if all have come."""
    found = troubles.late(asked)
    if not found:
        return None
    n = len(found)
    return Alarm(
        key="arrivals_late",
        state="warn",
        title=ngettext("%(n)s has not reported", "%(n)s have not reported", n) % {"n": n},
        where=named(one.place for one, _posting in found),
        text="",
        since=min(posting.task.starts_at for _one, posting in found),
        act=Act(_("Call them up"), f"{reverse('rounds:arrivals')}?state=late", is_link=True),
    )
