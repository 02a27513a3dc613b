"""Readiness (七个一): which items of which posts are done, and which are overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.models import Post, ReadinessItem, ReadinessMark
from yixian.web.duty.now import Slot, running, slots_around


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
    def has_photo(self) -> bool:
        """Whether its mark was made with a photo."""
        return self.mark is not None and getattr(self.mark, "with_photo", False)

    @property
    def name(self) -> str:
        """The item in the language of the page."""
        return self.item.name


def checklist_rows(account: Account) -> list[ReadinessItem]:
    """Return the whole list, the retired at its end."""
    items = ReadinessItem.objects.visible_to(account)
    return sorted(items, key=lambda item: (item.retired_at is not None, item.order))


def readiness(account: Account, path: str, at: datetime, *, slots: list[Slot] | None = None) -> dict[int, list[Item]]:
    """Return the items of every open post of an area, by post, without their marks."""
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=True)
    items = _items(account)
    since, today = _since(items, slots or slots_around(at), at), timezone.localdate(at)
    marks = ReadinessMark.objects.visible_to(account).filter(under("post__place__path", path), withdrawn_at=None)
    lasts = marks.order_by().values_list("post_id", "item_id").annotate(last=Max("done_at"))
    done = {(post, item): last for post, item, last in lasts}
    # Most posts owe most items, and what is owed is the same for all: it is judged once.
    owed = {item.pk: _item(item, None, since[item.pk], today) for item in items}
    found = {post: list(owed.values()) for post in posts.values_list("pk", flat=True)}
    order = {item.pk: n for n, item in enumerate(items)}
    for (post, item), last in done.items():
        if post in found and item in order:
            found[post][order[item]] = _item(items[order[item]], last, since[item], today)
    return found


def readiness_of(account: Account, post: Post, at: datetime, *, slots: list[Slot] | None = None) -> list[Item]:
    """Return the items of one post with the marks that still count."""
    items = _items(account)
    since, today = _since(items, slots or slots_around(at), at), timezone.localdate(at)
    marks = ReadinessMark.objects.visible_to(account).filter(post=post, withdrawn_at=None)
    rows = marks.annotate(with_photo=Q(photo__isnull=False)).defer("photo").select_related("by").order_by("done_at")
    last = {mark.item_id: mark for mark in rows}
    found = []
    for item in items:
        mark = last.get(item.pk)
        state = _item(item, mark.done_at if mark else None, since[item.pk], today)
        found.append(Item(item, state.done_at, state.is_overdue, mark if state.is_done else None))
    return found


def _items(account: Account) -> list[ReadinessItem]:
    return list(ReadinessItem.objects.visible_to(account).filter(retired_at=None))


def _since(items: list[ReadinessItem], slots: list[Slot], at: datetime) -> dict[int, datetime | None]:
    """Return from when on a mark counts: once for ever, each shift since it began, periodic for its days."""
    slot = running(slots, at)
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
