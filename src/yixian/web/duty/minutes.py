"""Minutes of a day in which posts stood empty or without a member: as planned, and as phones have signed in."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.cover import Spell, Want, minutes_short
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.models import Post
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.now import EARLY, Slot, duty_day, rostered, slots_around
from yixian.web.duty.window import midnight
from yixian.web.tasks.models import Task

Spells = dict[int, list[Spell]]
COLUMNS = ("place", "state", "stands_in_for", "starts_at", "ends_at", "started_at", "finished_at", "person__is_member")


@dataclass(frozen=True)
class Gaps:
    """Minutes of one post on one duty day up to now; a member is asked for only where one must lead."""

    post: Post
    wanted: int
    planned_nobody: int
    planned_no_member: int
    nobody: int
    no_member: int


@dataclass(frozen=True)
class Lived:
    """What was wanted of posts on one duty day, what was planned and what was lived, by place, until a moment."""

    slots: list[Slot]
    until: datetime
    wants: dict[int, list[Want]]
    planned: Spells
    lived: Spells
    told: tuple[str, ...]

    def knows(self, post: Post) -> bool:
        """Whether anybody was told to come, or came; else the post is unreported, nobody knows it was empty."""
        return post.pk in self.planned or post.pk in self.lived or post.place.path.startswith(self.told)

    def gaps(self, post: Post) -> Gaps:
        """Return the minutes of one post."""
        return _gaps(post, self.wants.get(post.pk, []), self.planned.get(post.pk, []), self.lived.get(post.pk, []))


def gaps_of_day(
    account: Account, path: str, at: datetime, posts: list[Post], *, slots: list[Slot] | None = None
) -> list[Gaps]:
    """Return the gaps of an area's posts on the day that runs; the night counts for the day on which it began."""
    around = slots or slots_around(at)
    lived = lived_on(account, path, duty_day(around, at), at, slots=around)
    return [lived.gaps(post) for post in posts if lived.knows(post)] if lived else []


def lived_on(account: Account, path: str, day: date, at: datetime, *, slots: list[Slot] | None = None) -> Lived | None:
    """Return what is known of one duty day up to a moment, None before its first shift has begun."""
    around = slots or slots_around(midnight(day))
    begun = [slot for slot in around if slot.on == day and slot.starts_at < at]
    if not begun:
        return None
    until = min(at, max(slot.ends_at for slot in begun))
    planned, lived = _spells(account, path, (begun[0].starts_at, until))
    wants = _wants(account, path, begun, until)
    return Lived(begun, until, wants, planned, lived, rostered(day, until))


def _gaps(post: Post, wants: list[Want], planned: list[Spell], lived: list[Spell]) -> Gaps:
    return Gaps(
        post=post,
        wanted=sum((want.end - want.start) // timedelta(minutes=1) for want in wants),
        planned_nobody=minutes_short(wants, planned),
        planned_no_member=minutes_short(wants, planned, of_members=True) if post.needs_leader else 0,
        nobody=minutes_short(wants, lived),
        no_member=minutes_short(wants, lived, of_members=True) if post.needs_leader else 0,
    )


def _spells(account: Account, path: str, span: tuple[datetime, datetime]) -> tuple[Spells, Spells]:
    """Return the spells of a span by place: as planned, and as phones have signed in."""
    start, at = span
    tasks = Task.objects.visible_to(account).filter(
        under("place_path", path), kind=SHIFT, starts_at__lt=at + EARLY, ends_at__gt=start
    )
    planned: Spells = defaultdict(list)
    lived: Spells = defaultdict(list)
    for place, state, instead_of, starts_at, ends_at, came_at, left_at, is_member in tasks.values_list(*COLUMNS):
        # Whoever was sent when somebody did not come was no part of the plan.
        if instead_of is None and state not in UNDONE and starts_at < at:
            planned[place].append(Spell(starts_at, ends_at, bool(is_member)))
        # Who never signed out is not believed to stand there after his shift: his post would seem covered all day.
        # Who came before his shift stands there already, as the post's page says.
        if came_at is not None:
            lived[place].append(Spell(came_at, left_at or min(at, ends_at), bool(is_member)))
    return planned, lived


def _wants(account: Account, path: str, slots: list[Slot], at: datetime) -> dict[int, list[Want]]:
    seen = Post.objects.visible_to(account).filter(under("place__path", path))
    needs = NeedsOn.of(Q(post__in=seen.values("pk")), at)
    wants: dict[int, list[Want]] = defaultdict(list)
    for slot in slots:
        for (post, shift), people in needs.wanted([slot.on])[slot.on].items():
            if shift == slot.shift.pk:
                wants[post].append(Want(slot.starts_at, min(slot.ends_at, at), people))
    return wants
