"""Readiness items of the posts that are overdue."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.duty import troubles
from yixian.web.figures import Asked


def readiness(asked: Asked) -> Alarm | None:
    """Return the warning for them, None if all is ready."""
    found = troubles.overdue(asked)
    if not found:
        return None
    n_posts = len({post.pk for post, _item in found})
    return Alarm(
        key="readiness",
        state="warn",
        title=ngettext("%(n)s readiness item overdue", "%(n)s readiness items overdue", len(found)) % {"n": len(found)},
        where=ngettext("at %(n)s post", "at %(n)s posts", n_posts) % {"n": n_posts},
        text="",
        since=None,
        act=Act(_("See the list"), f"{reverse('duty:posts')}?ready=no", is_link=True),
    )
