"""The pages of one compound, one posting and one unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.register.models import Person, PersonKind, Place, PlaceKind, Unit
from yixian.web.rounds import in_force
from yixian.web.rounds.chat import chat_text
from yixian.web.rounds.coming_in import row_of
from yixian.web.rounds.crew import home_of
from yixian.web.rounds.flat import minutes
from yixian.web.rounds.law import Law
from yixian.web.rounds.models import Posting, PostingPin
from yixian.web.rounds.now import CompoundNow, compound_now, compounds_now
from yixian.web.rounds.numbers import NUMBERS
from yixian.web.rounds.proposals import reserve
from yixian.web.rounds.roles import OF_DUTY, Role
from yixian.web.rounds.take import point_of
from yixian.web.rounds.wish import Wish

MOST_CANDIDATES, MOST_PLACES = 12, 12
FAR = 10_000


def compound_page(account: Account, place: Place, asked: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Return a compound: who is posted there, what lacks, and who of the reserve could come."""
    one = compound_now(account, place, at)
    may_plan = account.may(Right.PLAN, place.path)
    opens = account.may(Right.UNMASK, place.path)
    return {
        "one": one,
        "rows": [row_of(posting, at, opens=opens) for posting in one.postings],
        "roles": [(role, role not in one.lacking) for role in Role],
        "least": NUMBERS.least,
        "most": NUMBERS.most,
        "candidates": candidates(account, one, asked.get("q", ""), at) if may_plan else [],
        "q": asked.get("q", "")[:40],
        "may_plan": may_plan,
        "may_record": account.may(Right.STAND_IN, place.path),
        "may_enrol": account.may(Right.ENROL, place.path),
        "text": chat_text(place.name, one.postings),
    }


def candidates(account: Account, one: CompoundNow, q: str, at: datetime) -> list[dict[str, Any]]:
    """Return who of the reserve could come, those with a role that lacks first, then the nearest."""
    wish, place, lacking = Wish("", "", q.strip()[:40], 1), one.place, one.lacking
    area = next((path for path in account.place_paths if place.path.startswith(path)), "")
    rows: list[dict[str, Any]] = []
    for person in reserve(account, area, at):
        if not wish.means(person.name, person.name_key, person.name_initials):
            continue
        role = OF_DUTY.get(person.duty) or (lacking[0] if lacking else Role.HELPER)
        far = minutes(home_of(person), point_of(place))
        rows.append({"person": person, "role": role, "minutes": far, "fits": role in lacking})
    rows.sort(key=lambda row: (not row["fits"], FAR if row["minutes"] is None else row["minutes"], row["person"].pk))
    return rows[:MOST_CANDIDATES]


def posting_page(account: Account, posting: Posting, asked: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """Return one posting: how it stands, and where its person could go."""
    person = posting.task.person
    pin = PostingPin.objects.visible_to(account).filter(person=person, place=posting.task.place_id)
    may_plan = account.may(Right.PLAN, posting.place_path)
    return {
        "row": row_of(posting, at, opens=account.may(Right.UNMASK, posting.place_path)),
        "posting": posting,
        "roles": list(Role),
        "is_pinned": pin.exists(),
        "may_plan": may_plan,
        "may_record": account.may(Right.STAND_IN, posting.place_path),
        "elsewhere": other_places(account, posting, asked.get("q", ""), at) if may_plan else [],
        "q": asked.get("q", "")[:40],
    }


def other_places(account: Account, posting: Posting, q: str, at: datetime) -> list[dict[str, Any]]:
    """Return where somebody could be sent on to: first where his role or people lack, then the nearest."""
    wish = Wish("", "", q.strip()[:40], 1)
    home = home_of(posting.task.person) if posting.task.person else None
    rows: list[dict[str, Any]] = []
    for one in compounds_now(account, "", at):
        place = one.place
        if place.pk == posting.task.place_id or not account.may(Right.PLAN, place.path):
            continue
        if wish.means(place.name, place.name_key, place.name_initials):
            lacks = posting.role in one.lacking
            rows.append({"one": one, "minutes": minutes(home, point_of(place)), "lacks": lacks})
    rows.sort(
        key=lambda row: (not row["lacks"], row["one"].is_covered, FAR if row["minutes"] is None else row["minutes"])
    )
    return rows[:MOST_PLACES]


def unit_page(account: Account, unit: Unit, path: str, at: datetime) -> dict[str, Any]:
    """Return the people of a unit: where each serves, and who serves nowhere.

    Raises
    ------
    Http404
        If the account sees nobody of it.
    """
    postings = list(in_force.seen_by(account, path, at).filter(task__person__unit=unit).order_by("task__place_path"))
    mine = Person.objects.visible_to(account).filter(under("place_path", path), unit=unit, is_active=True)
    posted = {one.task.person_id for one in postings}
    cadres = mine.filter(kind=PersonKind.CADRE).exclude(pk__in=posted)
    left = list(cadres.order_by("name_key", "pk"))
    if not postings and not left:
        raise Http404
    law = Law.of([one.pk for one in left], timezone.localdate(at))
    opens = account.may_somewhere(Right.UNMASK)
    return {
        "unit": unit,
        "rows": [row_of(one, at, opens=opens and account.may(Right.UNMASK, one.place_path)) for one in postings],
        "left": [{"person": one, "is_free": not law.bars(one.pk)} for one in left],
        "arrived": sum(one.has_arrived for one in postings),
        "text": chat_text(unit.name, postings),
    }


def needs_page(account: Account, path: str) -> dict[str, Any]:
    """Return for each township how many compounds it has, and how many are to have people."""
    places = Place.objects.visible_to(account).filter(under("path", path))
    compounds = list(places.filter(kind=PlaceKind.COMPOUND).values_list("path", "households", "posting_need__people"))
    rows = []
    for town in places.exclude(path="").filter(parent__path="").defer("boundary").order_by("path"):
        own = [(households, people) for at, households, people in compounds if at.startswith(town.path)]
        if own:
            rows.append(_town_row(town, own))
    return {"rows": rows, "people": sum(row["people"] for row in rows), "least": NUMBERS.least}


def _town_row(town: Place, own: list[tuple[int | None, int | None]]) -> dict[str, Any]:
    covered = sum(bool(people) for _households, people in own)
    return {
        "town": town,
        "compounds": len(own),
        "covered": covered,
        "people": sum(people or 0 for _households, people in own),
        "wish": sum(NUMBERS.need_of(households) for households, _people in own),
        "sign": "ok" if covered == len(own) else "busy" if covered else "off",
    }
