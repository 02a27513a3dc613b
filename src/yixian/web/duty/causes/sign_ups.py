"""Volunteers who wait for a word on the slot they asked for."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.alarms import Act, Alarm
from yixian.web.duty.causes.posts import named
from yixian.web.duty.sign_ups.queries import waiting
from yixian.web.figures import Asked

MOST_AT_ONCE = 12


def sign_ups(asked: Asked) -> Alarm | None:
    """Return the warning for them with the one press that lets them in, None if nobody waits."""
    if not asked.account.may_somewhere(Right.LEAD):
        return None
    found = list(waiting(asked.account, asked.path, asked.at)[: MOST_AT_ONCE + 1])
    if not found:
        return None
    n = len(found)
    title = ngettext("%(n)s person asks for an open slot", "%(n)s people ask for an open slot", n) % {"n": n}
    label = ngettext("Agree to %(n)s person", "Agree to %(n)s people", n) % {"n": n}
    page = reverse("duty:sign_ups")
    keys = " ".join(str(one.pk) for one in found)
    # Of more than a dozen somebody should look at each.
    act = Act(label, reverse("duty:agree"), {"sign_ups": keys}) if n <= MOST_AT_ONCE else None
    return Alarm(
        key="sign_ups",
        state="warn",
        title=title,
        where=named([one.post for one in found]),
        text=_("Law and rest are checked"),
        since=found[0].asked_at,
        act=act or Act(_("See the list"), page, is_link=True),
        open_url=page,
        places=[one.post_id for one in found],
    )
