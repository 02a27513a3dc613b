"""Facts into a problem: posts, shifts, needs, and everybody who may stand there, as ``yixian-roster/1``."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from yixian.web.access.scope import under
from yixian.web.duty.barred import barred
from yixian.web.duty.duties import Bound, bound_people
from yixian.web.duty.ground import Ground
from yixian.web.duty.needs_on import NeedsOn
from yixian.web.duty.pins_take import with_pins
from yixian.web.duty.staffing import STAFFING
from yixian.web.duty.stood import Stood, stood
from yixian.web.duty.window import ONE_DAY, Cell, Window
from yixian.web.register.models import Person, PersonCondition, PersonNumber
from yixian.web.register.protected import conditions_of, full_years

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from yixian.web.duty.history import Past
    from yixian.web.plans.models import Plan

FORMAT = "yixian-roster/1"
Row = dict[str, Any]


@dataclass(frozen=True)
class Law:
    """What the law knows of people, by person."""

    born_on: dict[int, Any]
    conditions: dict[int, list[PersonCondition]]


def problem_of(plan: Plan, at: datetime) -> Row:
    """Return the problem of a plan's area and days as it stands at a moment.

    What has begun by then is no longer planned: its slots need nobody, and those who stood there are bound.
    """
    window = Window.of(plan.starts_on, plan.days)
    ground = Ground.of(plan.place_path)
    bound = bound_people(plan, window, at)
    people = list(_people(plan, (window, ground), bound, at))
    known = {row["id"] for row in people}
    problem = {
        "format": FORMAT,
        "name": f"plan-{plan.pk}",
        "start": plan.starts_on.isoformat(),
        "days": plan.days,
        "shifts": [
            {"id": shift.code, "start": f"{shift.starts:%H:%M}", "end": f"{shift.ends:%H:%M}"}
            for shift in window.shifts
        ],
        "rules": STAFFING.rules,
        "weights": STAFFING.weights,
        "default_need": {"people": 0, "leaders": 0},
        "needs": list(_needs(ground, window, stood(plan, window, at), at)),
        "posts": ground.rows(),
        "people": people,
        "published": _published(bound, ground, known) or None,
    }
    return with_pins(problem, plan, window, at)


def as_bytes(problem: Row) -> bytes:
    """Return the problem as the file that planner and checker read."""
    return json.dumps(problem, ensure_ascii=False, separators=(",", ":")).encode()


def _needs(ground: Ground, window: Window, begun: list[Stood], at: datetime) -> Iterator[list[Any]]:
    needs, shifts = NeedsOn.of(Q(post__in=ground.posts), at), {shift.code: shift.pk for shift in window.shifts}
    there = Counter((row.place_id, row.starts_at) for row in begun)
    led = {(row.place_id, row.starts_at) for row in begun if row.leads}
    for (day, shift), (starts_at, _) in window.hours.items():
        for post in ground.posts.values():
            wanted = needs.on(post.pk, shifts[shift], window.starts_on + day * ONE_DAY)
            people = wanted - there[post.pk, starts_at]
            if people > 0 and starts_at > at:
                leaders = int(post.needs_leader and (post.pk, starts_at) not in led)
                yield [post.spoken, day, shift, people, leaders]


def _people(plan: Plan, where: tuple[Window, Ground], bound: dict[int, Bound], at: datetime) -> Iterator[Row]:
    window, ground = where
    law = _law(plan.place_path)
    people = Person.objects.unscoped("the planner serves the whole area").filter(
        under("place_path", plan.place_path), is_active=True
    )
    begun = {cell for cell, (starts_at, _) in window.hours.items() if starts_at <= at}
    for person in people.select_related("home").order_by("pk"):
        posts = ground.reach(person)
        if not posts:
            continue
        ties = bound.get(person.pk, Bound())
        ties.past.turn = person.pk
        runs = ties.past.runs_before(window)
        # Told of runs the planner spreads the days off itself; cells closed one by one fall on the same day by chance.
        close = ties.past.closed if runs is None else ties.past.closed_but_runs
        away = begun | ties.barred | close(window, person.shifts_per_week)
        away |= _not_yet_here(person, window) | _protected(person, law, window)
        yield _row(person, law, window) | {
            "home_post": posts[0][0],
            "posts": [list(post) for post in posts],
            "unavailable": unavailable(away, window),
            **_carried(ties.past, window),
            **_runs(runs),
        }


def _row(person: Person, law: Law, window: Window) -> Row:
    born_on = law.born_on.get(person.pk)
    is_grown = born_on is None or full_years(born_on, window.starts_on) >= STAFFING.leader_from_age
    row = {"id": str(person.pk), "kind": person.kind, "leader": person.is_member and is_grown}
    own = {} if person.shifts_per_week is None else {"max_shifts_week": person.shifts_per_week}
    return row | own


def _carried(past: Past, window: Window) -> Row:
    nights, weekends = past.carried(window)
    left = past.nights_left(window)
    own = {} if left is None else {"max_nights": left}
    return {"nights_before": nights, "weekends_before": weekends, **own}


def _runs(runs: tuple[int, int] | None) -> Row:
    return {} if runs is None or not any(runs) else {"days_in_row_before": runs[0], "nights_in_row_before": runs[1]}


def unavailable(cells: set[Cell], window: Window) -> list[list[Any]]:
    """Return cells as the file writes them; a whole day is one ``*``."""
    rows: list[list[Any]] = []
    for day in range(window.days):
        closed = [shift for _, shift in window.cells(day) if (day, shift) in cells]
        rows += [[day, "*"]] if len(closed) == len(window.shifts) else [[day, shift] for shift in closed]
    return rows


def _law(area: str) -> Law:
    here = under("person__place_path", area)
    numbers = PersonNumber.objects.unscoped("the law asks for the age").filter(here)
    conditions = PersonCondition.objects.unscoped("the law asks for it").filter(here)
    return Law(dict(numbers.values_list("person_id", "born_on")), conditions_of(conditions))


def _protected(person: Person, law: Law, window: Window) -> set[Cell]:
    conditions, born_on = law.conditions.get(person.pk, []), law.born_on.get(person.pk)
    is_grown = born_on is None or full_years(born_on, window.starts_on) >= STAFFING.leader_from_age
    # Only the young and those with a condition are looked at day by day: else it were 80,000 questions.
    if is_grown and not conditions:
        return set()
    return barred(born_on, conditions, window)


def _not_yet_here(person: Person, window: Window) -> set[Cell]:
    if person.arrives_on is None:
        return set()
    return {cell for cell in window.hours if window.starts_on + cell[0] * ONE_DAY < person.arrives_on}


def _published(bound: dict[int, Bound], ground: Ground, known: set[str]) -> list[list[Any]]:
    numbers = {post.pk: post.spoken for post in ground.posts.values()}
    return [
        [str(person), day, shift, numbers[place]]
        for person, ties in sorted(bound.items())
        for (day, shift), place in sorted(ties.told.items())
        if str(person) in known and place in numbers
    ]
