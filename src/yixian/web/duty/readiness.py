"""Readiness (七个一): which items of which posts are done, and which are overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import get_language

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.duty.now import running, slots_around


@dataclass(frozen=True)
class Item:
    """One item at one post: when it was last done so that it still counts, and whether it is overdue."""

    item: ReadinessItem
    done_at: datetime | None
    is_overdue: bool
    mark: ReadinessMark | None = None

    @property
    def is_done(self) -> bool:
        """Whether it counts among the x of 7."""
        return self.done_at is not None

    @property
    def name(self) -> str:
        """The item in the language of the page."""
        return name_of(self.item)


def name_of(item: ReadinessItem) -> str:
    """Return the name of an item in the language of the page."""
    return item.name_en if (get_language() or "").startswith("en") else item.name_zh


def readiness(account: Account, path: str, at: datetime) -> dict[int, list[Item]]:
    """Return the items of every open post of an area, by post, without their marks."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    items = _items(account)
    since, today = _since(items, at), timezone.localdate(at)
    marks = ReadinessMark.objects.visible_to(account).filter(under("post__place__path", path), withdrawn_at=None)
    lasts = marks.order_by().values_list("post_id", "item_id").annotate(last=Max("done_at"))
    done = {(post, item): last for post, item, last in lasts}
    return {
        post: [_item(item, done.get((post, item.pk)), since[item.pk], today) for item in items]
        for post in posts.values_list("pk", flat=True)
    }


def readiness_of(account: Account, post: Post, at: datetime) -> list[Item]:
    """Return the items of one post with the marks that still count."""
    items = _items(account)
    since, today = _since(items, at), timezone.localdate(at)
    marks = ReadinessMark.objects.visible_to(account).filter(post=post, withdrawn_at=None)
    last = {mark.item_id: mark for mark in marks.defer("photo").select_related("by").order_by("done_at")}
    found = []
    for item in items:
        mark = last.get(item.pk)
        state = _item(item, mark.done_at if mark else None, since[item.pk], today)
        found.append(Item(item, state.done_at, state.is_overdue, mark if state.is_done else None))
    return found


def _items(account: Account) -> list[ReadinessItem]:
    return list(ReadinessItem.objects.visible_to(account).filter(retired_at=None))


def _since(items: list[ReadinessItem], at: datetime) -> dict[int, datetime | None]:
    """Return from when on a mark counts: once for ever, each shift since it began, periodic for its days."""
    slot = running(slots_around(at), at)
    spans: dict[int, datetime | None] = {}
    for item in items:
        spans[item.pk] = None
        if item.cadence == "shift" and slot is not None:
            spans[item.pk] = slot.starts_at
        if item.cadence == "periodic":
            spans[item.pk] = at - timedelta(days=item.every_days or 1)
    return spans


def _item(item: ReadinessItem, last: datetime | None, since: datetime | None, today: date) -> Item:
    """Judge one item: without a due date it is owed at once, with one from the day after; what lapsed is owed."""
    done_at = last if last is not None and (since is None or last >= since) else None
    is_due = item.due_on is None or item.due_on < today or last is not None
    return Item(item, done_at, is_overdue=done_at is None and is_due)
