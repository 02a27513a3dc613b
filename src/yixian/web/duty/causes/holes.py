"""Shifts of the next hours for which the roster plans fewer people than are needed."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.duty import troubles
from yixian.web.duty.causes.posts import named
from yixian.web.figures import Asked


def holes(asked: Asked) -> Alarm | None:
    """Return the warning for them, None if every shift has its people."""
    found = troubles.holes(asked)
    if not found:
        return None
    n, short = len(found), sum(hole.short for hole in found)
    next_at = found[0].slot.starts_at
    at_next = sum(hole.short for hole in found if hole.slot.starts_at == next_at)
    when = timezone.localtime(next_at).strftime("%H:%M")
    return Alarm(
        key="holes",
        state="warn",
        title=ngettext("%(n)s shift short", "%(n)s shifts short", n) % {"n": n},
        where=named([hole.post for hole in found]),
        text=" · ".join(
            (
                ngettext("%(n)s person short", "%(n)s people short", short) % {"n": short},
                _("%(n)s of them at %(when)s") % {"n": at_next, "when": when},
            )
        ),
        since=None,
        act=Act(_("Look at the roster"), reverse("duty:rosters"), is_link=True),
        places=[hole.post.pk for hole in found],
    )
