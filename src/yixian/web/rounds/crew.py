"""Who can be posted in an area, with home, role, and what binds them: read once for a whole plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from yixian.web.access.scope import under
from yixian.web.register.models import Person, PersonKind
from yixian.web.rounds import in_force
from yixian.web.rounds.law import Law
from yixian.web.rounds.models import Posting, PostingPin
from yixian.web.rounds.roles import Role, deal

Point = tuple[float, float]


@dataclass(frozen=True)
class Crew:
    """The seconded people of an area and those who serve in it already; whoever serves elsewhere is left out."""

    people: list[Person]
    here: dict[int, Posting]
    pinned: dict[int, int]
    law: Law

    @classmethod
    def of(cls, area: str, starts_on: date, at: datetime) -> Crew:
        """Return the crew of an area for a posting that begins on a day."""
        postings = {one.task.person_id or 0: one for one in in_force.everywhere(at)}
        here = {person: one for person, one in postings.items() if one.place_path.startswith(area)}
        mine = Q(under("place_path", area), kind=PersonKind.CADRE) | Q(pk__in=here)
        rows = Person.objects.unscoped("the planner serves the whole area").filter(mine, is_active=True)
        rows = rows.exclude(pk__in=[person for person in postings if person not in here])
        people = list(
            rows.select_related("home", "post_place", "unit__place")
            .defer("home__boundary", "post_place__boundary")
            .order_by("unit_path", "pk")
        )
        pins = PostingPin.objects.unscoped("the planner keeps them").filter(person__in=[one.pk for one in people])
        # A plan asked for late begins today: whoever has fallen ill since its first day is not posted.
        law = Law.of([one.pk for one in people], max(starts_on, timezone.localdate(at)))
        return cls(people, here, dict(pins.values_list("person_id", "place_id")), law)

    @cached_property
    def roles(self) -> dict[int, Role]:
        """The role of each: the one he has now, else the one of the county's list."""
        dealt = deal((one.pk, one.duty) for one in self.people)
        return dealt | {person: Role(one.role) for person, one in self.here.items() if person in dealt}

    def is_free(self, person: Person) -> bool:
        """Whether somebody may be posted: the law lets him, and his unit has sent him by then."""
        is_here = person.arrives_on is None or person.arrives_on <= self.law.on
        return is_here and not self.law.bars(person.pk)

    def stays(self, person: Person) -> int | None:
        """Return the compound that somebody keeps: where an officer wants him, else where he has arrived."""
        own = self.here.get(person.pk)
        arrived = own.task.place_id if own and own.has_arrived else None
        return self.pinned.get(person.pk, arrived)


def home_of(person: Person) -> Point | None:
    """Return where somebody sets out from: home, else the post that the register names, else the place of his unit."""
    for place in (person.home, person.post_place, person.unit.place if person.unit else None):
        if place is not None and place.lon is not None and place.lat is not None:
            return place.lon, place.lat
    return None
