"""How each compound stands: how many people it is to have, who is posted there, who has arrived, which role lacks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.register.models import Place
from yixian.web.rounds import in_force, roles
from yixian.web.rounds.models import CompoundNeed, Posting
from yixian.web.rounds.roles import Role


class Standing(StrEnum):
    """How a compound stands, the worst first."""

    EMPTY = "empty"
    ROLE = "role"
    SHORT = "short"
    LATE = "late"
    AWAITED = "awaited"
    COVERED = "covered"


TROUBLE = list(Standing)
SIGN = {
    Standing.EMPTY: "alarm",
    Standing.ROLE: "warn",
    Standing.SHORT: "warn",
    Standing.LATE: "warn",
    Standing.AWAITED: "busy",
    Standing.COVERED: "ok",
}
WORDS = {
    Standing.EMPTY: _("Nobody posted"),
    Standing.ROLE: _("A role lacks"),
    Standing.SHORT: _("Too few"),
    Standing.LATE: _("Not all arrived in time"),
    Standing.AWAITED: _("Expected"),
    Standing.COVERED: _("All arrived"),
}


@dataclass
class CompoundNow:
    """One compound at a moment; a need of none is a compound that has people although nobody asked for them."""

    place: Place
    need: int
    at: datetime
    postings: list[Posting] = field(default_factory=list)

    @property
    def arrived(self) -> int:
        """How many have reported."""
        return sum(one.has_arrived for one in self.postings)

    @property
    def late(self) -> list[Posting]:
        """Who should have reported by now and has not."""
        return [one for one in self.postings if is_late(one, self.at)]

    @property
    def lacking(self) -> list[Role]:
        """The roles that nobody posted here has; all of them where nobody is."""
        return roles.lacking(one.role for one in self.postings)

    @property
    def doubled(self) -> list[Posting]:
        """Who shares his role with somebody else here, so that he could take another."""
        counted = Counter(one.role for one in self.postings)
        return [one for one in self.postings if counted[one.role] > 1]

    @property
    def is_covered(self) -> bool:
        """Whether as many are posted as are to be."""
        return len(self.postings) >= max(1, self.need)

    @property
    def standing(self) -> Standing:
        """How it stands."""
        if not self.postings:
            return Standing.EMPTY
        if self.lacking:
            return Standing.ROLE
        if not self.is_covered:
            return Standing.SHORT
        if self.late:
            return Standing.LATE
        return Standing.COVERED if self.arrived == len(self.postings) else Standing.AWAITED

    @property
    def sign(self) -> str:
        """The sign beside its name."""
        return SIGN[self.standing]

    @property
    def word(self) -> str:
        """The word beside the sign."""
        return str(WORDS[self.standing])


def is_late(posting: Posting, at: datetime) -> bool:
    """Whether somebody should have reported by now and has not."""
    return not posting.has_arrived and posting.task.starts_at <= at


def compounds_now(account: Account, path: str, at: datetime) -> list[CompoundNow]:
    """Return the compounds of an area that are to have people or have some, in the order of their places."""
    needs = CompoundNeed.objects.visible_to(account).filter(under("place__path", path), people__gt=0)
    rows = needs.select_related("place").defer("place__boundary")
    found = {need.place_id: CompoundNow(need.place, need.people, at) for need in rows}
    for posting in in_force.seen_by(account, path, at).order_by("task__person__name_key", "pk"):
        place = posting.task.place
        found.setdefault(place.pk, CompoundNow(place, 0, at)).postings.append(posting)
    return sorted(found.values(), key=lambda one: one.place.path)


def compound_now(account: Account, place: Place, at: datetime) -> CompoundNow:
    """Return one compound, whether or not it is to have people."""
    found = {one.place.pk: one for one in compounds_now(account, place.path, at)}
    return found.get(place.pk, CompoundNow(place, 0, at))


def by_unit(postings: Iterable[Posting]) -> dict[int, list[Posting]]:
    """Return postings by the unit that sent their people, 0 for people of none."""
    found: dict[int, list[Posting]] = defaultdict(list)
    for posting in postings:
        person = posting.task.person
        found[person.unit_id or 0 if person else 0].append(posting)
    return found
