"""Which accounts hold a step over a place, and which step an account holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from yixian.web.access.models import Account, Grant
from yixian.web.duty.no_shows.models import Level

ROLES = {
    "post_leader": Level.LEADER,
    "community": Level.COMMUNITY,
    "township": Level.TOWNSHIP,
    "headquarters": Level.HEADQUARTERS,
}


def level_of(account: Account, path: str) -> int:
    """Return the highest step that an account holds over a place, 0 if it holds none."""
    held = (grant for grant in account.held_grants if not grant.unit_path and path.startswith(grant.place_path))
    return max((ROLES[grant.role] for grant in held if grant.role in ROLES), default=0)


@dataclass(frozen=True)
class Steps:
    """Who holds which step where, read once for many posts."""

    held: dict[int, list[tuple[str, int]]]

    @classmethod
    def read(cls) -> Steps:
        """Read the grants of everybody who can log in."""
        grants = Grant.objects.unscoped("whom the clock tells").filter(
            role__in=ROLES, unit_path="", account__is_active=True
        )
        held: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for role, path, account in grants.order_by("account").values_list("role", "place_path", "account_id"):
            held[ROLES[role]].append((path, account))
        return cls(held)

    def over(self, level: int, path: str) -> list[int]:
        """Return the accounts that hold a step over a place."""
        return sorted({account for own, account in self.held.get(level, ()) if path.startswith(own)})


def names_of(accounts: Iterable[int]) -> dict[int, str]:
    """Return the names of accounts that were told."""
    rows = Account.objects.unscoped("who was told is named to those who see the post").filter(pk__in=set(accounts))
    return dict(rows.values_list("pk", "name"))
