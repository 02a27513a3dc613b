"""No-shows that have come to the reader's own step and wait for an answer."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.alarms import Act, Alarm
from yixian.web.duty.causes.posts import named
from yixian.web.duty.no_shows.queries import Followed, on_step
from yixian.web.figures import Asked


def called(asked: Asked) -> Alarm | None:
    """Return the alarm for them with the one press that answers, None if nothing is on this step."""
    if not asked.account.may_somewhere(Right.LEAD):
        return None
    found = on_step(asked.account, asked.path)
    if not found:
        return None
    n = len(found)
    text = ngettext("%(n)s no-show waits for your answer", "%(n)s no-shows wait for your answer", n)
    keys = " ".join(str(one.no_show.pk) for one in found)
    return Alarm(
        key="called",
        state="alarm",
        title=text % {"n": n},
        where=named(one.post for one in found),
        text=_("told so far: ") + way(found[0]),
        since=min(one.no_show.since for one in found),
        act=Act(_("I see to it"), reverse("duty:answer"), {"no_shows": keys}),
        open_url=reverse("duty:no_shows"),
        places=[one.post.pk for one in found],
    )


def way(one: Followed) -> str:
    """Return the steps that were told with their times, on one line."""
    return " → ".join(
        f"{step.call.get_level_display()} {timezone.localtime(step.call.told_at):%H:%M}" for step in one.steps
    )
