"""Readiness (七个一): which items of which posts are done, and which are overdue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.duty.now import slot_at


@dataclass(frozen=True)
class Item:
    """One item at one post: its last mark that still counts, and whether it is overdue."""

    item: ReadinessItem
    mark: ReadinessMark | None
    is_overdue: bool

    @property
    def is_done(self) -> bool:
        """Whether it counts among the x of 7."""
        return self.mark is not None

    @property
    def name(self) -> str:
        """Its name in the language of the page."""
        return self.item.name_en if get_language() == "en" else self.item.name_zh


def readiness(account: Account, path: str, at: datetime) -> dict[int, list[Item]]:
    """Return the items of every open post of an area, by post."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    items = list(ReadinessItem.objects.visible_to(account))
    since = _since(items, at)
    last: dict[tuple[int, int], ReadinessMark] = {}
    marks = ReadinessMark.objects.visible_to(account).filter(under("post__place__path", path), withdrawn_at=None)
    for mark in marks.defer("photo").select_related("by").order_by("done_at"):
        last[(mark.post_id, mark.item_id)] = mark
    return {
        post: [_item(item, last.get((post, item.pk)), since[item.pk], at) for item in items]
        for post in posts.values_list("pk", flat=True)
    }


def _since(items: list[ReadinessItem], at: datetime) -> dict[int, datetime | None]:
    """Return from when on a mark counts: once for ever, each shift since it began, periodic for its days."""
    slot = slot_at(at)
    spans: dict[int, datetime | None] = defaultdict(lambda: None)
    for item in items:
        if item.cadence == "shift" and slot is not None:
            spans[item.pk] = slot.starts_at
        if item.cadence == "periodic":
            spans[item.pk] = at - timedelta(days=item.every_days or 1)
    return spans


def _item(item: ReadinessItem, mark: ReadinessMark | None, since: datetime | None, at: datetime) -> Item:
    counts = mark if mark is not None and (since is None or mark.done_at >= since) else None
    is_due = item.due_on is None or item.due_on < timezone.localdate(at) or (mark is not None and counts is None)
    return Item(item, counts, is_overdue=counts is None and is_due)
