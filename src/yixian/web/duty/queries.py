"""Reading posts for their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from yixian.web.access import masks
from yixian.web.access.models import Account, Device
from yixian.web.access.rights import Right
from yixian.web.action import refusal
from yixian.web.duty.cover import SIGN, TROUBLE
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Need, Post, PostKind
from yixian.web.duty.now import WORDS, PostNow, posts_now
from yixian.web.duty.readiness import readiness, readiness_of
from yixian.web.duty.stand_in import candidates
from yixian.web.plans.models import Plan, PlanState
from yixian.web.register.models import Place
from yixian.web.register.queries import chain_of_answer
from yixian.web.tasks.models import Task

PAGE = 100
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class PostsPage:
    """One page of posts, trouble first, with its filters and counts."""

    rows: list[dict[str, Any]]
    counts: list[dict[str, Any]]
    kinds: list[dict[str, Any]]
    total: int
    q: str
    page: int
    n_pages: int
    state: str


def posts_page(account: Account, path: str, asked: Mapping[str, str], at: datetime) -> PostsPage:
    """Return a hundred posts of an area; the address holds the whole state."""
    everything = posts_now(account, path, at)
    ready = readiness(account, path, at)
    towns = _town_names(account)
    state, kind, q = asked.get("state", ""), asked.get("kind", ""), asked.get("q", "").strip()[:40]
    rows = [one for one in everything if _fits(one, state, kind, q)]
    rows.sort(key=lambda one: (TROUBLE.index(one.standing), one.post.number))
    n_pages = max(1, -(-len(rows) // PAGE))
    wanted = asked.get("page", "1")
    page = min(max(1, int(wanted) if wanted.isdecimal() else 1), n_pages)
    kept = {name: value for name, value in (("state", state), ("kind", kind), ("q", q), ("in", path)) if value}
    return PostsPage(
        rows=[_row(one, ready.get(one.post.pk, []), towns) for one in rows[(page - 1) * PAGE : page * PAGE]],
        counts=[
            {"label": label, "state": SIGN[code], "n": sum(one.standing == code for one in everything)}
            | _link(kept, "state", code)
            for code, label in WORDS.items()
        ],
        kinds=[{"label": label} | _link(kept, "kind", code) for code, label in PostKind.choices],
        total=len(rows),
        q=q,
        page=page,
        n_pages=n_pages,
        state=urlencode(kept),
    )


def post_details(account: Account, post: Post, at: datetime) -> dict[str, Any]:
    """Return everything that the page of a post shows."""
    place = post.place
    now = next((one for one in posts_now(account, place.path, at) if one.post.pk == post.pk), PostNow(post))
    tasks = Task.objects.visible_to(account).filter(place=place, kind=SHIFT, ends_at__gt=at, starts_at__lt=at + WEEK)
    items = readiness_of(account, post, at)
    in_force = Plan.objects.unscoped("the roster in force over this post").filter(
        room="duty", state=PlanState.PUBLISHED, tasks__place=place, tasks__ends_at__gt=at
    )
    coming = list(tasks.exclude(state__in=UNDONE).select_related("person").order_by("starts_at", "pk")[:60])
    if not account.may(Right.SEE_NAMES, place.path):
        _hide_names([*now.tasks, *coming])
    return {
        "post": post,
        "place": place,
        "present": now,
        "coming": coming,
        "needs": Need.objects.visible_to(account).filter(post=post).select_related("shift").order_by("shift__order"),
        "items": items,
        "n_ready": sum(item.is_done for item in items),
        "chain": chain_of_answer(place),
        "devices": Device.objects.visible_to(account).filter(place=place, revoked_at=None).select_related("person"),
        "may_enrol": account.may(Right.ENROL, place.path),
        "may_mark": account.may(Right.READINESS, place.path),
        "may_send": account.may(Right.STAND_IN, place.path),
        "plan": in_force.order_by("-published_at").first(),
    }


def _hide_names(tasks: Iterable[Task]) -> None:
    """Leave of each name what may be shown to everybody; the rows are only read, never saved."""
    for task in tasks:
        if task.person is not None:
            task.person.name = masks.initial(task.person.name)


def stand_in_page(account: Account, task: Task, at: datetime) -> dict[str, Any]:
    """Return who may be sent for a late task, and the reason against each of the others."""
    found = candidates(task, account, at)
    return {
        "task": task,
        "may": [one for one in found if not one.reason][:30],
        "not": [
            {"person": one.person, "text": refusal(f"against_{one.reason}", {"name": one.person.name})}
            for one in found
            if one.reason
        ][:60],
    }


def _fits(one: PostNow, state: str, kind: str, q: str) -> bool:
    if state and one.standing != state:
        return False
    if kind and one.post.kind != kind:
        return False
    place = one.post.place
    sounds = q.lower() and (place.name_key.startswith(q.lower()) or place.name_initials.startswith(q.lower()))
    return not q or q in place.name or bool(sounds) or (q.isdecimal() and int(q) == one.post.number)


def _row(one: PostNow, items: list[Any], towns: dict[str, str]) -> dict[str, Any]:
    post = one.post
    return {
        "number": post.number,
        "spoken": post.spoken,
        "name": post.place.name,
        "town": towns.get(post.place.path[:4], ""),
        "kind": post.get_kind_display(),
        "state": one.state,
        "word": one.word,
        "here": len(one.here),
        "needed": one.needed,
        "late": len(one.late),
        "ready": sum(item.is_done for item in items),
        "items": len(items),
        "phone": masks.phone(post.phone) if len(post.phone) == 11 else post.phone,
        "entrance": post.entrance,
    }


def _link(kept: dict[str, str], name: str, code: str) -> dict[str, Any]:
    is_on = kept.get(name) == code
    rest = {key: value for key, value in kept.items() if key != name}
    return {"url": f"?{urlencode(rest if is_on else rest | {name: code})}", "is_on": is_on}


def _town_names(account: Account) -> dict[str, str]:
    places = Place.objects.visible_to(account).filter(path__regex=r"^.{4}$")
    return dict(places.values_list("path", "name"))
