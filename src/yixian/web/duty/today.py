"""What the posts put on the Today page: causes to act on, signs on the map, columns, what comes next."""

from __future__ import annotations

from collections import defaultdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.alarms import Act, Alarm, Cell, Coming, Mark
from yixian.web.duty.cover import SIGN, Standing
from yixian.web.duty.figures import post_url
from yixian.web.duty.now import WORDS, PostNow
from yixian.web.duty.stand_in import Pool
from yixian.web.duty.troubles import holes, late_tasks, slots_ahead, standing
from yixian.web.figures import Asked
from yixian.web.tasks.models import Task

COLUMNS = {"manned": gettext_lazy("Posts manned"), "on_duty": gettext_lazy("On duty")}
LEGEND = {SIGN[one]: WORDS[one] for one in (Standing.MANNED, Standing.SHORT, Standing.UNREPORTED, Standing.UNMANNED)}
# So many stand-ins are proposed in one press; for more somebody should look at each.
MOST_PROPOSED = 12
MOST_NAMED = 3


def alarms(asked: Asked) -> list[Alarm]:
    """Return one cause for all posts whose guards have not come, one for the shifts that are short ahead."""
    found = []
    late = late_tasks(asked)
    if late:
        found.append(_missing(asked, late))
    short = holes(asked)
    if short:
        text = ngettext("%(n)s person short", "%(n)s people short", sum(hole.short for hole in short))
        found.append(
            Alarm(
                key="holes",
                state="warn",
                title=ngettext("%(n)s shift short", "%(n)s shifts short", len(short)) % {"n": len(short)},
                where=_named([hole.post.place.name for hole in short]),
                text=text % {"n": sum(hole.short for hole in short)},
                since=None,
                act=Act(_("Look at the roster"), reverse("duty:rosters"), is_link=True),
                places=[hole.post.pk for hole in short],
            )
        )
    return found


def _missing(asked: Asked, late: list[tuple[PostNow, Task]]) -> Alarm:
    proposed = proposals(asked, [task for _one, task in late[:MOST_PROPOSED]])
    posts = {one.post.pk: one.post.place.name for one, _task in late}
    act = None
    if proposed:
        n = len(proposed)
        label = ngettext("Send %(n)s as proposed", "Send %(n)s as proposed", n) % {"n": n}
        act = Act(label, reverse("duty:send"), {"pairs": " ".join(f"{task}:{who}" for task, who in proposed.items())})
    n_posts = len(posts)
    return Alarm(
        key="missing",
        state="alarm",
        title=ngettext("%(n)s post lacks its guards", "%(n)s posts lack their guards", n_posts) % {"n": n_posts},
        where=_named(list(posts.values())),
        text=ngettext("%(n)s has not checked in", "%(n)s have not checked in", len(late)) % {"n": len(late)},
        since=min(task.starts_at for _one, task in late),
        act=act,
        open_url=f"{reverse('duty:posts')}?state=unmanned",
        places=list(posts),
    )


def proposals(asked: Asked, tasks: list[Task]) -> dict[int, int]:
    """Return the best stand-in for each late task, nobody twice: ``{task: person}``."""
    if not asked.account.may_somewhere(Right.STAND_IN):
        return {}
    taken: set[int] = set()
    found: dict[int, int] = {}
    pool = Pool.around(tasks, asked.account, asked.at)
    for task in tasks:
        free = [one for one in pool.candidates(task, asked.at) if not one.reason]
        best = next((one.person.pk for one in free if one.person.pk not in taken), None)
        if best is not None:
            taken.add(best)
            found[task.pk] = best
    return found


def marks(asked: Asked) -> list[Mark]:
    """Return one sign for each post that has a place on the map."""
    return [
        Mark(
            place_id=one.post.pk,
            lon=one.post.place.lon,
            lat=one.post.place.lat,
            state=one.state,
            name=one.post.place.name,
            text=one.word,
            url=post_url(one.post.number),
        )
        for one in standing(asked)
        if one.post.place.lon is not None and one.post.place.lat is not None
    ]


def table(asked: Asked) -> dict[str, dict[str, Cell]]:
    """Return manned posts and people on duty for each township."""
    towns: dict[str, list[PostNow]] = defaultdict(list)
    for one in standing(asked):
        towns[one.post.place.path[:4]].append(one)
    return {path: _cells(posts) for path, posts in towns.items()}


def _cells(posts: list[PostNow]) -> dict[str, Cell]:
    wanted = [one for one in posts if one.needed]
    manned = sum(1 for one in wanted if one.here)
    here, planned = sum(len(one.here) for one in posts), sum(len(one.planned) for one in posts)
    is_bad = any(one.state == "alarm" for one in posts)
    return {
        "manned": Cell(f"{manned}/{len(wanted)}", "alarm" if is_bad else "", manned / len(wanted) if wanted else None),
        "on_duty": Cell(f"{here}/{planned}", "warn" if any(one.late for one in posts) else ""),
    }


def coming(asked: Asked) -> list[Coming]:
    """Return the next change of shift."""
    slot = next(iter(slots_ahead(asked)), None)
    if slot is None:
        return []
    shifts = Task.objects.visible_to(asked.account).filter(under("place_path", asked.path), kind="shift")
    n = shifts.filter(starts_at=slot.starts_at).exclude(state="cancelled").count()
    begins = timezone.localtime(slot.starts_at)
    text = ngettext("Change of shift, %(n)s person", "Change of shift, %(n)s people", n) % {"n": n}
    return [Coming(at=begins, text=text, url=reverse("duty:rosters"))]


def _named(names: list[str]) -> str:
    shown = "、".join(dict.fromkeys(names[:MOST_NAMED]))
    return f"{shown} …" if len(names) > MOST_NAMED else shown
