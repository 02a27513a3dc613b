"""Compounds that have fewer people than they are to have, though somebody in each role."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.figures import Asked
from yixian.web.rounds import troubles
from yixian.web.rounds.causes.compounds import list_url, named


def short(asked: Asked) -> Alarm | None:
    """Return the warning for them; a compound that lacks a role is named by that cause alone."""
    found = [one for one in troubles.short(asked) if not one.lacking]
    if not found:
        return None
    n, missing = len(found), sum(max(1, one.need) - len(one.postings) for one in found)
    return Alarm(
        key="compounds_short",
        state="warn",
        title=ngettext("%(n)s compound has too few", "%(n)s compounds have too few", n) % {"n": n},
        where=named(one.place for one in found),
        text=ngettext("%(n)s person short", "%(n)s people short", missing) % {"n": missing},
        since=None,
        act=Act(_("Compute postings"), f"{reverse('plans:new')}?room=rounds", is_link=True),
        open_url=list_url("short"),
    )
