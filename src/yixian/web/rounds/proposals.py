"""What would fill a role that lacks: somebody in reserve who lives near, else somebody there who shares his own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.figures import Asked
from yixian.web.register.models import Person, PersonKind
from yixian.web.rounds import in_force
from yixian.web.rounds.crew import home_of
from yixian.web.rounds.flat import minutes
from yixian.web.rounds.law import Law
from yixian.web.rounds.now import CompoundNow
from yixian.web.rounds.roles import OF_DUTY, Role
from yixian.web.rounds.take import point_of

UNKNOWN_FAR = 10_000


@dataclass(frozen=True)
class Fill:
    """One proposal: a person of the reserve comes, or somebody of the compound takes the role."""

    place: int
    role: Role
    person: int
    is_here: bool

    @property
    def word(self) -> str:
        """The proposal as a form sends it."""
        return f"{'role' if self.is_here else 'post'}:{self.place}:{self.person}:{self.role.value}"


def reserve(account: Account, path: str, at: datetime) -> list[Person]:
    """Return the seconded people of an area who serve nowhere, may be posted, and whom the account may see."""
    posted = in_force.everywhere(at).filter(task__person=OuterRef("pk"))
    rows = Person.objects.visible_to(account).filter(under("place_path", path), kind=PersonKind.CADRE, is_active=True)
    people = list(
        rows.exclude(Exists(posted))
        .select_related("home", "post_place", "unit__place")
        .defer("home__boundary", "post_place__boundary")
        .order_by("pk")
    )
    law = Law.of([one.pk for one in people], timezone.localdate(at))
    return [one for one in people if not law.bars(one.pk)]


def proposals(asked: Asked, compounds: Iterable[CompoundNow]) -> list[Fill]:
    """Return one proposal for each role that lacks, nobody twice; a role that nobody can fill is left out."""
    free = reserve(asked.account, asked.path, asked.at)
    taken: set[int] = set()
    found = []
    for one in compounds:
        for role in one.lacking:
            fill = _nearest(one, role, [person for person in free if person.pk not in taken])
            fill = fill or _inside(one, role, taken)
            if fill is not None:
                taken.add(fill.person)
                found.append(fill)
    return found


def _nearest(one: CompoundNow, role: Role, people: list[Person]) -> Fill | None:
    # Whoever's list names no role may take any.
    fit = [person for person in people if OF_DUTY.get(person.duty, role) == role]
    if not fit:
        return None
    at = point_of(one.place)

    def far(person: Person) -> tuple[int, bool, int]:
        walk = minutes(home_of(person), at)
        # Of two who live equally near the one whose list names the role comes first.
        return (UNKNOWN_FAR if walk is None else walk, person.duty not in OF_DUTY, person.pk)

    return Fill(one.place.pk, role, min(fit, key=far).pk, is_here=False)


def _inside(one: CompoundNow, role: Role, taken: set[int]) -> Fill | None:
    spare = [posting for posting in one.doubled if posting.pk not in taken]
    return Fill(one.place.pk, role, spare[0].pk, is_here=True) if spare else None
