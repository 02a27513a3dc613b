"""Posts for which nobody is planned: now, or in the next hours because no roster is in force."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.duty import troubles
from yixian.web.duty.causes.posts import list_url, named
from yixian.web.figures import Asked


def unplanned(asked: Asked) -> Alarm | None:
    """Return the warning for posts at which somebody should stand now and nobody is planned."""
    posts = [one.post for one in troubles.unmanned(asked) if not one.late]
    if not posts:
        return None
    n = len(posts)
    return Alarm(
        key="unplanned",
        state="warn",
        title=ngettext("%(n)s post has nobody planned now", "%(n)s posts have nobody planned now", n) % {"n": n},
        where=named(posts),
        text="",
        since=None,
        act=Act(_("Look at the roster"), reverse("duty:rosters"), is_link=True),
        open_url=list_url("unmanned"),
        places=[post.pk for post in posts],
    )


def unrostered(asked: Asked) -> Alarm | None:
    """Return the warning for posts of which the next shifts have no roster."""
    found = troubles.unrostered(asked)
    if not found:
        return None
    begins = timezone.localtime(found[0].slot.starts_at)
    n = len({hole.post.pk for hole in found})
    text = ngettext("%(n)s post from %(when)s", "%(n)s posts from %(when)s", n)
    return Alarm(
        key="unrostered",
        state="warn",
        title=_("No roster is in force"),
        where=named(hole.post for hole in found),
        text=text % {"n": n, "when": begins.strftime("%H:%M")},
        since=None,
        act=Act(_("Look at the roster"), reverse("duty:rosters"), is_link=True),
        places=[],
    )
