"""An answer of the planner into lines and gaps of a draft."""

from __future__ import annotations

import base64
import hmac
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

from yixian.planning.plan import Certificate, Shortfall
from yixian.web.plans.models import Plan
from yixian.web.register.models import Person, Place
from yixian.web.rounds.models import PostingGap, PostingLine
from yixian.web.rounds.roles import Role

KEY_SIGNS = 12
PEOPLE = "people"


@dataclass(frozen=True)
class Book:
    """A plan's problem and what its ids stand for."""

    plan: Plan
    roles: dict[str, str]
    places: dict[str, Place]
    told: dict[str, str]
    people: dict[str, str]

    @classmethod
    def of(cls, plan: Plan) -> Book:
        """Return the book of a plan whose problem is stored."""
        problem = json.loads(zlib.decompress(bytes(plan.problem or b"")))
        found = Place.objects.unscoped("the plan's own compounds").filter(
            pk__in=[int(row["id"]) for row in problem["compounds"]]
        )
        staff = Person.objects.unscoped("the plan's own people").filter(
            pk__in=[int(row["id"]) for row in problem["staff"]]
        )
        return cls(
            plan=plan,
            roles={row["id"]: row["skills"][0] for row in problem["staff"]},
            places={str(place.pk): place for place in found.defer("boundary")},
            told=dict(problem["published"] or ()),
            people={str(pk): path for pk, path in staff.values_list("pk", "place_path")},
        )


def store(plan: Plan, answer: bytes, certificate: Certificate) -> None:
    """Store the lines and gaps of a draft in place of any that it had."""
    book, document = Book.of(plan), json.loads(answer)
    PostingLine.objects.unscoped("the draft's own").filter(plan=plan).delete()
    PostingGap.objects.unscoped("the draft's own").filter(plan=plan).delete()
    PostingLine.objects.bulk_create(_lines(book, document))
    PostingGap.objects.bulk_create(_gaps(book, certificate.shortfalls))


def line_key(plan: int, place: int | None, person: int) -> str:
    """Return the name of a posting: nobody can guess from it who serves where."""
    text = f"posting-line|{plan}|{place}|{person}"
    return base64.b32encode(hmac.digest(settings.KEYS.match, text.encode(), "sha256")).decode()[:KEY_SIGNS]


def _lines(book: Book, document: dict[str, Any]) -> Iterator[PostingLine]:
    for person, compound in document["assignments"]:
        yield _line(book, person, book.places[compound], "")
    for person, why in document["unplaced"]:
        yield _line(book, person, None, why)


def _line(book: Book, person: str, place: Place | None, why: str) -> PostingLine:
    return PostingLine(
        plan=book.plan,
        key=line_key(book.plan.pk, place.pk if place else None, int(person)),
        place=place,
        place_path=place.path if place else book.people[person],
        person_id=int(person),
        role=book.roles[person],
        why=why,
        was=book.places.get(book.told.get(person, "")),
    )


def _gaps(book: Book, shortfalls: tuple[Shortfall, ...]) -> Iterator[PostingGap]:
    of_place: dict[str, list[Shortfall]] = defaultdict(list)
    for short in shortfalls:
        # A protected person far from home is named by person and compound: his page says why, no compound lacks him.
        if short.where[1] == PEOPLE or short.where[1] in Role.values:
            of_place[str(short.where[0])].append(short)
    for key, found in of_place.items():
        place = book.places[key]
        yield PostingGap(
            plan=book.plan,
            place=place,
            place_path=place.path,
            missing=sum(short.missing for short in found if short.where[1] == PEOPLE),
            roles=[short.where[1] for short in found if short.where[1] != PEOPLE],
            reasons=[asdict(reason) for short in found for reason in short.reasons],
        )
