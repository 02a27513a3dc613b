"""How many people a shift of a post needs on a day: today's number, what was said before, what is said ahead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from yixian.web.duty.models import Need, NeedChange
from yixian.web.journal.record import tell

Key = tuple[int, int]
"""Post and shift: ids."""


@dataclass(frozen=True)
class NeedsOn:
    """The needs of some posts, by day."""

    now: dict[Key, int]
    changes: dict[Key, list[NeedChange]]
    today: date

    @classmethod
    def of(cls, posts: Q, at: datetime) -> NeedsOn:
        """Read the needs of posts; the condition is over the ``post`` of a need."""
        needs = Need.objects.unscoped("of posts that were scoped").filter(posts)
        now = {(post, shift): people for post, shift, people in needs.values_list("post_id", "shift_id", "people")}
        changes: dict[Key, list[NeedChange]] = defaultdict(list)
        for change in NeedChange.objects.unscoped("of posts that were scoped").filter(posts).order_by("from_on"):
            changes[change.post_id, change.shift_id].append(change)
        return cls(now, changes, timezone.localdate(at))

    def on(self, post: int, shift: int, day: date) -> int:
        """Return how many are needed on a day, 0 where nothing was ever said."""
        changes = self.changes.get((post, shift), [])
        said = [change for change in changes if change.from_on <= day]
        if day >= self.today:
            ahead = [change for change in said if change.applied_at is None]
            return ahead[-1].people if ahead else self.now.get((post, shift), 0)
        if said:
            return said[-1].people
        return changes[0].before if changes else self.now.get((post, shift), 0)

    def wanted(self, days: Iterable[date]) -> dict[date, dict[Key, int]]:
        """Return what is needed on each of some days, by post and shift; what needs nobody is left out."""
        keys = {*self.now, *self.changes}
        return {day: {key: people for key in keys if (people := self.on(*key, day)) > 0} for day in days}


def apply_needs(at: datetime) -> int:
    """Let the changes that were said ahead take effect on their day; return how many did."""
    due = NeedChange.objects.unscoped("the clock serves everybody").filter(
        applied_at=None, from_on__lte=timezone.localdate(at)
    )
    found = list(due.select_related("post__place").order_by("from_on"))
    for change in found:
        Need.objects.unscoped("the need that changes").update_or_create(
            post_id=change.post_id, shift_id=change.shift_id, defaults={"people": change.people}
        )
        change.applied_at = at
        change.save(update_fields=["applied_at"])
        tell("duty", "need_set", at=at, place_path=change.post.place_path, subject=f"post:{change.post.number}")
    return len(found)
