"""People who stand at a post in hours that the law forbids them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.duty import troubles
from yixian.web.duty.causes.posts import named, posts_of
from yixian.web.duty.causes.taken import with_taker
from yixian.web.figures import Asked


def protected(asked: Asked) -> Alarm | None:
    """Return the alarm for them, None if there is nobody."""
    found = troubles.protected(asked)
    if not found:
        return None
    posts, n = posts_of(found), len(found)
    title = ngettext("%(n)s person stands against the law", "%(n)s people stand against the law", n) % {"n": n}
    since = [task.started_at or task.starts_at for _one, task in found]
    alarm = Alarm(
        key="protected_on_duty",
        state="alarm",
        title=title,
        where=named(posts),
        text=_("The rules of protection forbid these hours; let somebody else take over"),
        since=min(since),
        act=Act(_("Look at the post"), reverse("duty:post", args=[posts[0].number]), is_link=True),
        places=[post.pk for post in posts],
    )
    return with_taker(asked, alarm, [(task.place_path, at) for (_one, task), at in zip(found, since, strict=True)])
