"""One slot of a roster, and what a change does to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.web.duty.lines import line_key
from yixian.web.duty.models import RosterLine
from yixian.web.duty.window import bounds

if TYPE_CHECKING:
    from datetime import date, datetime

    from yixian.web.access.models import Account
    from yixian.web.duty.models import Post, ShiftKind
    from yixian.web.plans.models import Plan
    from yixian.web.register.models import Person


@dataclass(frozen=True)
class RosterSlot:
    """A shift of a post on a day in a roster; the small hours of a night belong to the day it starts on."""

    plan: Plan
    post: Post
    day: date
    shift: ShiftKind

    def __str__(self) -> str:
        return f"{self.post.spoken} {self.day} {self.shift.code}"

    @property
    def place_path(self) -> str:
        """The area that a right over this slot is asked for."""
        return self.post.place_path

    @cached_property
    def hours(self) -> tuple[datetime, datetime]:
        """Begin and end, aware."""
        return bounds(self.day, self.shift)

    def key(self, person: Person) -> str:
        """Return the name of the line that a person has or would have here."""
        return line_key(self.post.pk, self.hours[0], person.pk)

    def lines(self) -> list[RosterLine]:
        """Return who stands here, in the order in which they were put."""
        rows = RosterLine.objects.unscoped("the lines of a slot that was found").filter(
            plan=self.plan, post=self.post, day=self.day, shift=self.shift
        )
        return list(rows.select_related("person").order_by("pk"))


@dataclass(frozen=True)
class Change:
    """Somebody leaves a slot, somebody comes to it, or the one takes the other's place."""

    slot: RosterSlot
    gone: Person | None
    comes: Person | None


@dataclass(frozen=True)
class Deed:
    """Who changes, when, and in what words; ``by`` is None where consent alone was enough."""

    by: Account | None
    at: datetime
    words: str = ""
