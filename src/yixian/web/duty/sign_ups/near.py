"""Which open slots a person may take: near home, and within the law and the rules of rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from yixian.web.access.scope import under
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.ground import town
from yixian.web.duty.history import Duty
from yixian.web.duty.models import Post, SignUp
from yixian.web.duty.one_more import against_one_more
from yixian.web.duty.open_slots import OpenSlot, open_slots
from yixian.web.duty.protection import Protection
from yixian.web.duty.reach import Map, minutes
from yixian.web.duty.sign_ups.models import SignUpState
from yixian.web.duty.staffing import STAFFING
from yixian.web.register.models import Person
from yixian.web.tasks.models import WAITING, Task

AROUND = timedelta(days=20)
MOST = 30


@dataclass(frozen=True)
class Near:
    """An open slot within reach: minutes on foot from home, None where a place is not known."""

    slot: OpenSlot
    walk: int | None


@dataclass(frozen=True)
class Fit:
    """What binds one person, read once for many slots."""

    person: Person
    law: Protection
    duties: list[Duty]

    @classmethod
    def of(cls, person: Person, at: datetime, *, but: SignUp | None = None) -> Fit:
        """Read the law and the duties of somebody; his sign-ups that wait for a leader bind as well, ``but`` one."""
        tasks = Task.objects.unscoped("his own duties bind him").filter(
            person=person, kind=SHIFT, starts_at__gt=at - AROUND, starts_at__lt=at + AROUND
        )
        # Who never came has not worked.
        stood = tasks.exclude(state__in=UNDONE).exclude(state__in=WAITING, late_at__isnull=False, ends_at__lte=at)
        asked = SignUp.objects.unscoped("his own sign-ups").filter(person=person, state=SignUpState.ASKED)
        asked = asked.exclude(pk=but.pk) if but else asked
        spans = {*stood.values_list("starts_at", "ends_at"), *asked.values_list("starts_at", "ends_at")}
        return cls(person, Protection.of([person.pk], at), [Duty(*span) for span in sorted(spans)])

    def against(self, slot: OpenSlot) -> str:
        """Return the code of the first rule against a slot, empty if he may stand it."""
        if not self.person.is_active:
            return "has_left"
        if self.person.arrives_on is not None and slot.day < self.person.arrives_on:
            return "not_yet_here"
        forbidden = self.law.against(self.person.pk, slot.starts_at, slot.ends_at)
        if forbidden:
            return forbidden
        return against_one_more(self.duties, Duty(slot.starts_at, slot.ends_at), self.person.shifts_per_week)


def slots_near(person: Person, at: datetime) -> tuple[list[Near], Counter[str]]:
    """Return the slots that somebody may take, the soonest and nearest first, and what keeps him from the others."""
    posts = posts_near(person)
    walks = {post.pk: walk for post, walk in posts}
    fit = Fit.of(person, at)
    may: list[Near] = []
    against: Counter[str] = Counter()
    for slot in open_slots([post for post, _walk in posts], at):
        reason = fit.against(slot)
        if reason:
            against[reason] += 1
        else:
            may.append(Near(slot, walks[slot.post.pk]))
    may.sort(key=lambda near: (near.slot.starts_at, near.walk or 0, near.slot.post.number))
    return may[:MOST], against


def posts_near(person: Person) -> list[tuple[Post, int | None]]:
    """Return the posts of his township within reach of his home, his own post among them however far it is."""
    start = _start(person)
    path = person.home.path if person.home else person.place_path
    if not path:
        return []
    rows = Post.objects.unscoped("posts around somebody's home").filter(
        under("place__path", town(path)) | Q(pk=person.post_place_id or 0), is_open=True
    )
    found: list[tuple[Post, int | None]] = []
    for post in rows.select_related("place").defer("place__boundary").order_by("number"):
        walk = _walk(start, post)
        is_own = post.pk == person.post_place_id
        is_beside = walk is None and post.place.path.startswith(path)
        if is_own or is_beside or (walk is not None and walk <= STAFFING.most_minutes):
            found.append((post, walk))
    return found


def _start(person: Person) -> tuple[float, float] | None:
    for place in (person.home, person.post_place):
        if place is not None and place.lon is not None and place.lat is not None:
            return place.lon, place.lat
    return None


def _walk(start: tuple[float, float] | None, post: Post) -> int | None:
    place = post.place
    if start is None or place.lon is None or place.lat is None:
        return None
    return minutes(Map(*start).metres(place.lon, place.lat), (0.0, 0.0))
