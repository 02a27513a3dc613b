"""Reading how posts were covered on a day: the worst of an area, one post minute by minute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.cover import Gap, gaps
from yixian.web.duty.covering.bars import Line, between, spans
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.minutes import Gaps, Lived, lived_on
from yixian.web.duty.models import Call, Post
from yixian.web.duty.no_shows.queries import told_at_post
from yixian.web.duty.now import duty_day, slots_around
from yixian.web.duty.window import ONE_DAY
from yixian.web.numerals import numeral
from yixian.web.tasks.models import Task

PAGE = 100
# Further back the field log of an emergency may have been destroyed.
MOST_DAYS_BACK = 60


@dataclass(frozen=True)
class CoverPage:
    """One page of the posts of an area on a day, the worst first."""

    day: date
    rows: list[dict[str, Any]]
    totals: dict[str, int]
    total: int
    page: int
    n_pages: int
    before: date
    after: date | None


def day_of(text: str, at: datetime) -> date:
    """Return the duty day that an address names, else the one that runs; never one ahead."""
    today = duty_day(slots_around(at), at)
    try:
        wanted = date.fromisoformat(text)
    except ValueError:
        return today
    return min(today, max(wanted, today - MOST_DAYS_BACK * ONE_DAY))


def cover_page(account: Account, path: str, day: date, at: datetime, *, page: str = "") -> CoverPage:
    """Return a hundred posts of an area by how long nobody stood there, worst first."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    found = list(posts.select_related("place").defer("place__boundary").order_by("number"))
    lived = lived_on(account, path, day, at)
    known = [lived.gaps(post) for post in found if lived.knows(post)] if lived else []
    known.sort(key=lambda one: (-one.nobody, -one.no_member, -one.planned_nobody, one.post.number))
    n_pages = max(1, -(-len(known) // PAGE))
    number = min(max(1, numeral(page) or 1), n_pages)
    shown = known[(number - 1) * PAGE : number * PAGE]
    calls = _last_calls(account, shown, day) if lived else {}
    today = duty_day(slots_around(at), at)
    return CoverPage(
        day=day,
        rows=[{"gaps": one, "call": calls.get(one.post.pk)} for one in shown],
        totals=_totals(known),
        total=len(known),
        page=number,
        n_pages=n_pages,
        before=day - ONE_DAY,
        after=day + ONE_DAY if day < today else None,
    )


def _totals(known: list[Gaps]) -> dict[str, int]:
    names = ("wanted", "planned_nobody", "planned_no_member", "nobody", "no_member")
    return {name: sum(getattr(one, name) for one in known) for name in names} | {
        "n_empty": sum(one.nobody > 0 for one in known),
        "n_memberless": sum(one.no_member > 0 for one in known),
    }


def _last_calls(account: Account, shown: list[Gaps], day: date) -> dict[int, Call]:
    """Return the highest step that was told of a post that day."""
    slots = [slot for slot in slots_around(_noon(day)) if slot.on == day]
    rows = Call.objects.visible_to(account).filter(
        no_show__task__place__in=[one.post.pk for one in shown],
        no_show__task__starts_at__gte=slots[0].starts_at,
        no_show__task__starts_at__lt=slots[-1].ends_at,
    )
    found: dict[int, Call] = {}
    for call in rows.select_related("no_show__task", "answered_by").order_by("level", "told_at"):
        found[call.no_show.task.place_id] = call
    return found


def _noon(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), timezone.get_default_timezone()) + timedelta(hours=12)


def cover_of_post(account: Account, post: Post, day: date, at: datetime) -> dict[str, Any]:
    """Return one post on one day: the bars of plan and life, its gaps in words, and who was told when."""
    today = duty_day(slots_around(at), at)
    context: dict[str, Any] = {
        "post": post,
        "day": day,
        "before": day - ONE_DAY,
        "after": day + ONE_DAY if day < today else None,
    }
    lived = lived_on(account, post.place.path, day, at)
    if lived is None or not lived.knows(post):
        return context | {"gaps": None}
    slots = [slot for slot in slots_around(_noon(day)) if slot.on == day]
    line = Line(slots[0].starts_at, slots[-1].ends_at)
    return context | {
        "gaps": lived.gaps(post),
        "line": line,
        "now_x": line.wide if lived.until >= line.end else round((lived.until - line.start) / timedelta(minutes=1)),
        "lanes": _lanes(lived, post, line),
        "people": _people(account, post, line),
        "told": told_at_post(account, post, line.start, line.end),
    }


def _lanes(lived: Lived, post: Post, line: Line) -> dict[str, Any]:
    wants, planned, there = lived.wants.get(post.pk, []), lived.planned.get(post.pk, []), lived.lived.get(post.pk, [])
    holes, empty = gaps(wants, planned), gaps(wants, there)
    memberless = gaps(wants, there, of_members=True) if post.needs_leader else []
    return {
        "want": line.bars(spans(wants)),
        "planned": line.bars(spans(planned)),
        "holes": line.bars(holes),
        "lived": line.bars(spans(there)),
        "empty": line.bars(empty),
        "memberless": line.bars(memberless),
        "words": {
            "planned_nobody": _words(holes),
            "nobody": _words(empty),
            "no_member": _words(memberless),
            "planned_no_member": _words(gaps(wants, planned, of_members=True)) if post.needs_leader else [],
        },
    }


def _words(found: list[Gap]) -> list[dict[str, Any]]:
    return [{"text": between(start, end), "minutes": (end - start) // timedelta(minutes=1)} for start, end in found]


def _people(account: Account, post: Post, line: Line) -> list[dict[str, Any]]:
    """Return who was to stand there and who stood, each with his own bars."""
    tasks = Task.objects.visible_to(account).filter(
        place=post.place, kind=SHIFT, starts_at__gte=line.start, starts_at__lt=line.end
    )
    may_see = account.may(Right.SEE_NAMES, post.place.path)
    rows = []
    for task in tasks.select_related("person").order_by("starts_at", "stands_in_for", "pk"):
        name = task.person.name if task.person else ""
        end = task.finished_at or min(line.end, task.ends_at)
        rows.append(
            {
                "name": name if may_see else masks.initial(name),
                "task": task,
                "is_member": bool(task.person and task.person.is_member),
                "is_off": task.state in UNDONE,
                "planned": line.bar((task.starts_at, task.ends_at)),
                "lived": line.bar((task.started_at, end)) if task.started_at else None,
            }
        )
    return rows
