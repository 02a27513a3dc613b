"""Guards who have not come: to a post where nobody stands, or where others do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.alarms import Act, Alarm
from yixian.web.duty.causes.posts import list_url, named, posts_of
from yixian.web.duty.causes.proposals import send
from yixian.web.duty.causes.taken import with_taker
from yixian.web.duty.now import PostNow
from yixian.web.figures import Asked
from yixian.web.tasks.models import Task


def unmanned(asked: Asked, late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Alarm | None:
    """Return the alarm for posts at which nobody stands because nobody came."""
    if not late:
        return None
    posts = posts_of(late)
    n = len(posts)
    alarm = Alarm(
        key="unmanned",
        state="alarm",
        title=ngettext("Nobody stands at %(n)s post", "Nobody stands at %(n)s posts", n) % {"n": n},
        where=named(posts),
        text=_not_come(late),
        since=min(task.starts_at for _one, task in late),
        act=send(late, proposed) or _look("unmanned"),
        open_url=list_url("unmanned"),
        places=[post.pk for post in posts],
    )
    marked = [(task.place_path, task.late_at or task.starts_at) for _one, task in late]
    return with_taker(asked, alarm, marked)


def absent(late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Alarm | None:
    """Return the warning for posts at which others stand."""
    if not late:
        return None
    posts = posts_of(late)
    return Alarm(
        key="absent",
        state="warn",
        title=_not_come(late),
        where=named(posts),
        text=_("Others stand at these posts"),
        since=min(task.starts_at for _one, task in late),
        act=send(late, proposed) or _look("short"),
        open_url=list_url("short"),
        places=[post.pk for post in posts],
    )


def _not_come(late: list[tuple[PostNow, Task]]) -> str:
    n = len(late)
    return ngettext("%(n)s has not checked in", "%(n)s have not checked in", n) % {"n": n}


def _look(state: str) -> Act:
    return Act(_("See the list"), list_url(state), is_link=True)
