"""An answer of the planner into lines and holes of a draft."""

from __future__ import annotations

import base64
import hmac
import json
import zlib
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.conf import settings

from yixian.web.duty.models import Post, RosterHole, RosterLine, ShiftKind
from yixian.web.duty.stood import stood
from yixian.web.duty.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yixian.planning.plan import Certificate
    from yixian.web.plans.models import Plan

CHUNK = 2000
KEY_SIGNS = 12


@dataclass(frozen=True)
class Book:
    """A plan's problem and what its ids stand for."""

    plan: Plan
    window: Window
    posts: dict[str, Post]
    shifts: dict[str, ShiftKind]
    people: dict[str, dict[str, Any]]
    led: frozenset[tuple[str, int, str]]

    @classmethod
    def of(cls, plan: Plan) -> Book:
        """Return the book of a plan whose problem is stored."""
        problem = json.loads(zlib.decompress(bytes(plan.problem or b"")))
        window = Window.of(plan.starts_on, plan.days)
        posts = Post.objects.unscoped("the planner serves the whole area").select_related("place")
        numbers = {int(post["id"]) for post in problem["posts"]}
        return cls(
            plan=plan,
            window=window,
            posts={post.spoken: post for post in posts if post.number in numbers},
            shifts={shift.code: shift for shift in window.shifts},
            people={person["id"]: person for person in problem["people"]},
            led=frozenset((post, day, shift) for post, day, shift, _, leaders in problem["needs"] if leaders),
        )


def store(plan: Plan, answer: bytes, certificate: Certificate) -> None:
    """Store the lines and holes of a draft in place of any that it had."""
    book, document = Book.of(plan), json.loads(answer)
    RosterLine.objects.unscoped("the draft's own").filter(plan=plan).delete()
    RosterHole.objects.unscoped("the draft's own").filter(plan=plan).delete()
    _in_chunks(RosterLine, _lines(book, document["assignments"]))
    _in_chunks(RosterHole, _holes(book, document["holes"], certificate))


def line_key(post: int, starts_at: datetime, person: int) -> str:
    """Return the name of a line: the same for the same post, shift and person; nobody can guess it back."""
    text = f"roster-line|{post}|{int(starts_at.timestamp())}|{person}"
    return base64.b32encode(hmac.digest(settings.KEYS.match, text.encode(), "sha256")).decode()[:KEY_SIGNS]


def _in_chunks(model: Any, rows: Iterable[Any]) -> None:
    # Each chunk is a transaction of its own, so that phones never wait long for the one writer.
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        model.objects.bulk_create(chunk)


def _lines(book: Book, assignments: list[list[Any]]) -> Iterator[RosterLine]:
    begun = stood(book.plan, book.window, book.plan.facts_at or book.plan.asked_at)
    cells = {(row.person_id, book.window.cell(row.starts_at)): row for row in begun}
    by_place = {post.pk: post for post in book.posts.values()}
    for (person, cell), row in cells.items():
        if cell is not None and row.place_id in by_place:
            line = _line(book, by_place[row.place_id].spoken, cell, person)
            line.key, line.leads = row.key, row.leads
            yield line
    leaders = _leaders(book, assignments)
    for person, day, shift, post in assignments:
        line = _line(book, post, (day, shift), int(person))
        line.leads = leaders.get((post, day, shift)) == person
        yield line


def _line(book: Book, number: str, cell: tuple[int, str], person: int) -> RosterLine:
    post, (starts_at, ends_at) = book.posts[number], book.window.hours[cell]
    return RosterLine(
        plan=book.plan,
        key=line_key(post.pk, starts_at, person),
        post=post,
        place_path=post.place.path,
        person_id=person,
        day=book.plan.starts_on + timedelta(days=cell[0]),
        shift=book.shifts[cell[1]],
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _leaders(book: Book, assignments: list[list[Any]]) -> dict[tuple[str, int, str], str]:
    """Return who leads each slot that needs a leader: people of the post come before those sent there."""
    fit: dict[tuple[str, int, str], list[tuple[bool, int]]] = {}
    for person, day, shift, post in assignments:
        if (post, day, shift) in book.led and book.people[person]["leader"]:
            fit.setdefault((post, day, shift), []).append((book.people[person]["home_post"] != post, int(person)))
    return {slot: str(min(people)[1]) for slot, people in fit.items()}


def _holes(book: Book, holes: list[list[Any]], certificate: Certificate) -> Iterator[RosterHole]:
    # A slot that lacks people and one that lacks only its leader are named apart; one hole shows either.
    reasons: dict[tuple[str | int, ...], list[dict[str, Any]]] = {}
    for short in certificate.shortfalls:
        reasons.setdefault(short.where[:3], [asdict(reason) for reason in short.reasons])
    for post, day, shift, missing, missing_leaders in holes:
        yield RosterHole(
            plan=book.plan,
            post=book.posts[post],
            place_path=book.posts[post].place.path,
            day=book.plan.starts_on + timedelta(days=day),
            shift=book.shifts[shift],
            missing=missing,
            missing_leaders=missing_leaders,
            reasons=reasons.get((post, day, shift), []),
        )
