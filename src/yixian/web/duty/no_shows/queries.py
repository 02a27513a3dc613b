"""Reading no-shows: what is on somebody's step, and who was told of what when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.models import Call, NightRules, NoShow, Post
from yixian.web.duty.no_shows.people import level_of, names_of

LATELY = timedelta(hours=24)
MOST = 200


@dataclass(frozen=True)
class Step:
    """A step that was told, with the names of those who hold it."""

    call: Call
    names: str

    @property
    def is_late(self) -> bool:
        """Whether it was told more than a minute after it was due."""
        return self.call.told_at - self.call.due_at > timedelta(minutes=1)


@dataclass(frozen=True)
class Followed:
    """One no-show with its steps, as somebody sees it."""

    no_show: NoShow
    post: Post
    name: str
    steps: list[Step]
    is_mine: bool

    @property
    def answered(self) -> Call | None:
        """The last answer."""
        calls = [step.call for step in self.steps if step.call.answered_at is not None]
        return calls[-1] if calls else None


def on_step(account: Account, path: str) -> list[Followed]:
    """Return the open no-shows of an area that have come to the step of an account and that nobody answered there."""
    running = _seen(account, path).filter(ended_at=None)
    return [one for one in followed(account, running[:MOST]) if one.is_mine]


def followed(account: Account, rows: QuerySet[NoShow]) -> list[Followed]:
    """Return no-shows with their posts and steps, in a handful of queries."""
    found = list(rows.select_related("task__person").prefetch_related("calls__answered_by"))
    posts = Post.objects.unscoped("posts of no-shows that were scoped").select_related("place")
    by_place = posts.defer("place__boundary").in_bulk({one.task.place_id for one in found})
    names = names_of(pk for one in found for call in one.calls.all() for pk in call.told)
    return [
        Followed(
            no_show=one,
            post=by_place[one.task.place_id],
            name=_name(one, account),
            steps=[Step(call, _named(call.told, names)) for call in one.calls.all()],
            is_mine=_is_on_step(one, level_of(account, one.place_path)),
        )
        for one in found
        if one.task.place_id in by_place
    ]


def no_shows_page(account: Account, path: str, at: datetime) -> dict[str, Any]:
    """Return the open no-shows of an area and those of a day that have ended."""
    seen = _seen(account, path)
    rows = followed(account, seen.filter(Q(ended_at=None) | Q(ended_at__gte=at - LATELY))[:MOST])
    return {
        "open": [one for one in rows if one.no_show.ended_at is None],
        "ended": [one for one in reversed(rows) if one.no_show.ended_at is not None],
        "rules": NightRules.now(),
        "may_set": account.may(Right.PUBLISH),
        "may_lead": account.may_somewhere(Right.LEAD),
    }


def told_at_post(account: Account, post: Post, start: datetime, end: datetime) -> list[Followed]:
    """Return the no-shows of a post whose shift begins in a span."""
    seen = _seen(account, post.place.path)
    return followed(account, seen.filter(task__place=post.pk, task__starts_at__gte=start, task__starts_at__lt=end))


def _seen(account: Account, path: str) -> QuerySet[NoShow]:
    return NoShow.objects.visible_to(account).filter(under("place_path", path)).order_by("since", "pk")


def _is_on_step(one: NoShow, own: int) -> bool:
    """Whether a step of one's own was told, and neither it nor a higher one has been answered."""
    calls = list(one.calls.all())
    is_told = own > 0 and any(call.level == own for call in calls)
    return is_told and all(call.answered_at is None for call in calls if call.level >= own)


def _name(one: NoShow, account: Account) -> str:
    name = one.task.person.name if one.task.person else ""
    return name if account.may(Right.SEE_NAMES, one.place_path) else masks.initial(name)


def _named(accounts: Iterable[int], names: dict[int, str]) -> str:
    return "、".join(names[pk] for pk in accounts if pk in names)
