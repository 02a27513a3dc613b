"""Why a roster is stale: the facts that have moved since it was computed, by name."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.grid import short_name
from yixian.web.duty.models import Need, Pin, Post, RosterLine
from yixian.web.duty.protection import Protection
from yixian.web.duty.window import Window
from yixian.web.plans.models import Plan
from yixian.web.register.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from yixian.web.access.models import Account

MOST = 12
NeedKey = tuple[str, str]
"""Post by its number, shift by its code."""


@dataclass(frozen=True)
class Asked:
    """What a roster was computed from: needs of the cells that were ahead, posts, and people."""

    needs: dict[tuple[str, int, str], int]
    posts: frozenset[str]
    people: frozenset[int]


@lru_cache(maxsize=8)
def _asked(pk: int, sha256: str) -> Asked:
    # The digest is part of the key: a plan that is computed anew asks another question.
    stored = Plan.objects.unscoped("the roster was scoped by its page").values_list("problem", flat=True).get(pk=pk)
    problem = json.loads(zlib.decompress(bytes(stored)))
    return Asked(
        needs={(post, day, shift): people for post, day, shift, people, _leaders in problem["needs"]},
        posts=frozenset(str(post["id"]) for post in problem["posts"]),
        people=frozenset(int(person["id"]) for person in problem["people"]),
    )


def moved(plan: Plan, account: Account, at: datetime) -> list[str]:
    """Return the facts that have moved since a roster was computed, each in one line; none for one that is over.

    Only what lies in the account's areas is named.
    """
    window = Window.of(plan.starts_on, plan.days)
    if not plan.problem_sha256 or plan.facts_at is None or window.ends_at <= at:
        return []
    asked = _asked(plan.pk, plan.problem_sha256)
    posts = Post.objects.visible_to(account).filter(under("place__path", plan.place_path)).select_related("place")
    by_number = {post.spoken: post for post in posts}
    found = [
        *_posts(asked, by_number),
        *_needs(asked, by_number, window, at),
        *_people(plan, account, at),
        *_newcomers(asked, plan, account),
        *_pins(plan, account),
    ]
    return found if len(found) <= MOST else [*found[:MOST], _("and %(n)s more") % {"n": len(found) - MOST}]


def _posts(asked: Asked, posts: dict[str, Post]) -> Iterator[str]:
    for number, post in posts.items():
        if number in asked.posts and not post.is_open:
            yield _("%(post)s was closed") % {"post": post.place.name}
        elif number not in asked.posts and post.is_open:
            yield _("%(post)s was opened") % {"post": post.place.name}


def _needs(asked: Asked, posts: dict[str, Post], window: Window, at: datetime) -> Iterator[str]:
    rows = Need.objects.unscoped("of posts that were scoped").filter(post__in=[post.pk for post in posts.values()])
    wanted = {(f"{number:04d}", code): people for number, code, people in rows.values_list(
        "post__number", "shift__code", "people"
    )}  # fmt: skip
    changed: dict[NeedKey, set[int]] = defaultdict(set)
    for (day, code), (starts_at, _ends_at) in window.hours.items():
        for number in asked.posts & set(posts) if starts_at > at else ():
            before, now = asked.needs.get((number, day, code), 0), wanted.get((number, code), 0)
            if before != now and posts[number].is_open:
                changed[number, code].add(before)
    for (number, code), befores in sorted(changed.items()):
        said = {"post": posts[number].place.name, "shift": short_name(code), "now": wanted.get((number, code), 0)}
        yield _("%(post)s, %(shift)s: %(before)s needed before, %(now)s now") % {**said, "before": min(befores)}


def _people(plan: Plan, account: Account, at: datetime) -> Iterator[str]:
    """Yield who stands in the roster and serves no more, or may not stand there by a condition recorded since."""
    if not account.may_somewhere(Right.SEE_NAMES):
        return  # neither a name nor what the law sees of somebody is for everybody
    ahead = RosterLine.objects.visible_to(account).filter(plan=plan, starts_at__gt=at).select_related("person")
    for name in sorted(set(ahead.filter(person__is_active=False).values_list("person__name", flat=True))):
        yield _("%(name)s serves no more") % {"name": name}
    lines = list(ahead.filter(person__is_active=True, person__conditions__recorded_at__gt=plan.facts_at).distinct())
    law = Protection.of({line.person_id for line in lines}, at) if lines else None
    barred: dict[str, int] = defaultdict(int)
    for line in lines:
        barred[line.person.name] += bool(law and law.against(line.person_id, line.starts_at, line.ends_at))
    for name, n in barred.items():
        if n:
            text = ngettext(
                "the law bars %(name)s from %(n)d shift by now", "the law bars %(name)s from %(n)d shifts by now", n
            )
            yield text % {"name": name, "n": n}


def _newcomers(asked: Asked, plan: Plan, account: Account) -> Iterator[str]:
    serving = Person.objects.visible_to(account).filter(
        under("place_path", plan.place_path), is_active=True, post_place__isnull=False
    )
    n = len(set(serving.values_list("pk", flat=True)) - asked.people)
    if n:
        yield ngettext("%(n)d person came to serve here", "%(n)d people came to serve here", n) % {"n": n}


def _pins(plan: Plan, account: Account) -> Iterator[str]:
    """Yield how many pins were set after a draft was begun; of a roster in force a pin keeps what is there."""
    if plan.state != "draft":
        return
    pins: Any = Pin.objects.visible_to(account).filter(
        under("place_path", plan.place_path), day__gte=plan.starts_on, made_at__gt=plan.facts_at
    )
    lines = RosterLine.objects.unscoped("lines of the draft").filter(plan=plan)
    kept = set(lines.values_list("person_id", "post_id", "day", "shift_id"))
    n = sum(row not in kept for row in pins.values_list("person_id", "post_id", "day", "shift_id"))
    if n:
        yield ngettext("%(n)d locked shift is not kept", "%(n)d locked shifts are not kept", n) % {"n": n}
