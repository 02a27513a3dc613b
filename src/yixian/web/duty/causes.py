"""Causes of alarm at the posts, each with the one act that helps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.alarms import Act, Alarm
from yixian.web.duty import troubles
from yixian.web.duty.cover import Standing
from yixian.web.duty.models import Post, TakenAlarm
from yixian.web.duty.now import PostNow
from yixian.web.duty.stand_in import Pool
from yixian.web.figures import Asked
from yixian.web.register.trees import parents
from yixian.web.tasks.models import Task

# So many stand-ins are proposed in one press; for more somebody should look at each.
MOST_PROPOSED = 12
MOST_NAMED = 3
TAKEABLE = ("unmanned", "protected_on_duty")


def alarms(asked: Asked) -> list[Alarm]:
    """Return the causes that need an act, now or today; a cause that is not there is left out."""
    late = troubles.late_tasks(asked)
    # Posts without anybody first: of a few who are free they get the nearest.
    late.sort(key=lambda pair: (pair[0].standing != Standing.UNMANNED, pair[0].post.number))
    proposed = proposals(asked, [task for _one, task in late[:MOST_PROPOSED]])
    empty = [pair for pair in late if pair[0].standing == Standing.UNMANNED]
    others = [pair for pair in late if pair[0].standing != Standing.UNMANNED]
    found = (
        _unmanned(asked, empty, proposed),
        _protected(asked),
        _absent(others, proposed),
        _unplanned(asked),
        _unrostered(asked),
        _holes(asked),
        _readiness(asked),
    )
    return [alarm for alarm in found if alarm is not None]


def proposals(asked: Asked, tasks: list[Task]) -> dict[int, int]:
    """Return the best stand-in for each late task, nobody twice: ``{task: person}``."""
    if not tasks or not asked.account.may_somewhere(Right.STAND_IN):
        return {}
    taken: set[int] = set()
    found: dict[int, int] = {}
    pool = Pool.around(tasks, asked.account, asked.at)
    for task in tasks:
        free = [one.pk for one in pool.ranked(task, asked.at) if not one.reason]
        best = next((person for person in free if person not in taken), None)
        if best is not None:
            taken.add(best)
            found[task.pk] = best
    return found


def _unmanned(asked: Asked, late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Alarm | None:
    if not late:
        return None
    posts = _posts(late)
    n = len(posts)
    alarm = Alarm(
        key="unmanned",
        state="alarm",
        title=ngettext("Nobody stands at %(n)s post", "Nobody stands at %(n)s posts", n) % {"n": n},
        where=named(posts),
        text=_not_come(late),
        since=min(task.starts_at for _one, task in late),
        act=_send(late, proposed) or _look("unmanned"),
        open_url=_list("unmanned"),
        places=[post.pk for post in posts],
    )
    marked = [(task.place_path, task.late_at or task.starts_at) for _one, task in late]
    return _with_taker(asked, alarm, marked)


def _protected(asked: Asked) -> Alarm | None:
    found = troubles.protected(asked)
    if not found:
        return None
    posts, n = _posts(found), len(found)
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
    return _with_taker(asked, alarm, [(task.place_path, at) for (_one, task), at in zip(found, since, strict=True)])


def _absent(late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Alarm | None:
    if not late:
        return None
    posts = _posts(late)
    return Alarm(
        key="absent",
        state="warn",
        title=_not_come(late),
        where=named(posts),
        text=_("Others stand at these posts"),
        since=min(task.starts_at for _one, task in late),
        act=_send(late, proposed) or _look("short"),
        open_url=_list("short"),
        places=[post.pk for post in posts],
    )


def _unplanned(asked: Asked) -> Alarm | None:
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
        open_url=_list("unmanned"),
        places=[post.pk for post in posts],
    )


def _unrostered(asked: Asked) -> Alarm | None:
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


def _holes(asked: Asked) -> Alarm | None:
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


def _readiness(asked: Asked) -> Alarm | None:
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


def _with_taker(asked: Asked, alarm: Alarm, begun: Sequence[tuple[str, datetime]]) -> Alarm:
    """Say who has made the cause his own: he took it after the last of it began, for an area that holds all of it."""
    above = ["", *{path for start, _at in begun for path in (start, *parents(start))}]
    last = max(at for _path, at in begun)
    rows = TakenAlarm.objects.unscoped("whoever took it, he is named to all who see the alarm")
    taken = rows.filter(cause=alarm.key, at__gte=last, place_path__in=above).select_related("by").order_by("-at")
    name = next((row.by.name for row in taken if all(path.startswith(row.place_path) for path, _at in begun)), "")
    if name:
        return replace(alarm, taken_by=name)
    if not asked.account.may(Right.STAND_IN, asked.path):
        return alarm
    return replace(alarm, take=Act(_("Take it"), reverse("duty:take"), {"cause": alarm.key, "area": asked.path}))


def _send(late: list[tuple[PostNow, Task]], proposed: dict[int, int]) -> Act | None:
    pairs = [f"{task.pk}:{proposed[task.pk]}" for _one, task in late if task.pk in proposed]
    if not pairs:
        return None
    n = len(pairs)
    label = ngettext("Send %(n)s as proposed", "Send %(n)s as proposed", n) % {"n": n}
    return Act(label, reverse("duty:send"), {"pairs": " ".join(pairs)})


def _look(state: str) -> Act:
    return Act(_("See the list"), _list(state), is_link=True)


def _list(state: str) -> str:
    return f"{reverse('duty:posts')}?state={state}"


def _not_come(late: list[tuple[PostNow, Task]]) -> str:
    n = len(late)
    return ngettext("%(n)s has not checked in", "%(n)s have not checked in", n) % {"n": n}


def _posts(late: Iterable[tuple[PostNow, Task]]) -> list[Post]:
    return list({one.post.pk: one.post for one, _task in late}.values())


def named(posts: Iterable[Post]) -> str:
    """Return the names of the first posts, and a sign that there are more."""
    names = list(dict.fromkeys(post.place.name for post in posts))
    shown = "、".join(names[:MOST_NAMED])
    return f"{shown} …" if len(names) > MOST_NAMED else shown
