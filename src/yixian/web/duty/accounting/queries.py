"""Reading a roster's account: frozen once it is closed, as it stands until then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from yixian.web.access.masks import initial
from yixian.web.access.models import Account as Officer
from yixian.web.access.rights import Right
from yixian.web.duty.accounting.account import Account, ends_at
from yixian.web.duty.models import Closing, ClosingPerson, ClosingPost, Post
from yixian.web.plans.models import Plan, PlanState
from yixian.web.register.models import Person

PEOPLE = ("planned_min", "stood_min", "n_planned", "n_stood", "n_no_shows", "n_stand_ins")
POSTS = ("wanted_min", "planned_nobody", "planned_no_member", "nobody", "no_member")


def account_page(officer: Officer, plan: Plan, at: datetime) -> dict[str, Any]:
    """Return the account of a roster: the rows that an officer may see, and their sums."""
    rows = Closing.objects.unscoped("of a roster that was found").select_related("closed_by")
    closing = rows.filter(plan=plan).first()
    people, posts = _frozen(closing) if closing else _running(plan, at)
    shown = {
        "people": _named(officer, people),
        "posts": _placed(officer, posts),
    }
    over = ends_at(plan)
    may_close = plan.state == PlanState.PUBLISHED and officer.may(Right.PUBLISH, plan.place_path)
    return {
        "plan": plan,
        "closing": closing,
        "ends_at": over,
        "may_close": closing is None and may_close and over <= at,
        "sums": _sums(shown["people"], PEOPLE) | _sums(shown["posts"], POSTS),
        "n_people": len(shown["people"]),
        "n_posts": len(shown["posts"]),
        **shown,
    }


def _frozen(closing: Closing) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    people = ClosingPerson.objects.unscoped("scoped when they are named").filter(closing=closing)
    posts = ClosingPost.objects.unscoped("scoped when they are named").filter(closing=closing)
    return list(people.values("person_id", *PEOPLE)), list(posts.values("post_id", *POSTS))


def _running(plan: Plan, at: datetime) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    account = Account.of(plan, at)
    return [asdict(row) for row in account.people], [asdict(row) for row in account.posts]


def _named(officer: Officer, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen = Person.objects.visible_to(officer).filter(pk__in=[row["person_id"] for row in rows])
    people = seen.select_related("unit").in_bulk()
    found = [row | {"person": people[row["person_id"]]} for row in rows if row["person_id"] in people]
    for row in found:
        person = row["person"]
        row["name"] = person.name if officer.may(Right.SEE_NAMES, person.place_path) else initial(person.name)
        row["unit"] = person.unit.name if person.unit else ""
        row["planned_hours"], row["stood_hours"] = hours(row["planned_min"]), hours(row["stood_min"])
    # Who stood less than planned first: that is what the page is read for.
    return sorted(found, key=lambda row: (row["stood_min"] - row["planned_min"], row["person"].name_key, row["name"]))


def _placed(officer: Officer, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen = Post.objects.visible_to(officer).filter(pk__in=[row["post_id"] for row in rows]).select_related("place")
    posts = seen.defer("place__boundary").in_bulk()
    found = [row | {"post": posts[row["post_id"]]} for row in rows if row["post_id"] in posts]
    return sorted(found, key=lambda row: (-row["nobody"], -row["no_member"], row["post"].number))


def _sums(rows: Iterable[dict[str, Any]], names: Iterable[str]) -> dict[str, int]:
    kept = list(rows)
    return {name: sum(row[name] for row in kept) for name in names}


def hours(minutes: int) -> float:
    """Return minutes as hours with one place."""
    return round(minutes / 60, 1)
