"""Why somebody stands on a shift, who else could, and why the others cannot."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as lazy

from yixian.rules.protection import Shift, blocks
from yixian.web.duty.barred import as_the_law_sees, conditions_of
from yixian.web.duty.grid import short_name
from yixian.web.duty.models import Post
from yixian.web.duty.window import ONE_DAY, Window
from yixian.web.plans.models import Plan
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import Person, PersonCondition, PersonNumber
from yixian.words import say

if TYPE_CHECKING:
    from yixian.web.access.models import Account

MOST_OTHERS = 12
KEPT = {
    "kept_on_duty": lazy("on duty that day: %(post)s, %(shift)s"),
    "kept_unavailable": lazy("not free then"),
    "kept_no_nights": lazy("stands no nights"),
    "kept_past": lazy("already begun"),
    "kept_rest": lazy("would rest only %(found)g hours, %(limit)g are needed"),
    "kept_hours_week": lazy("would work %(found)g hours that week, %(limit)g are the most"),
    "kept_shifts_week": lazy("has offered %(limit)g shifts a week"),
    "kept_days_in_row": lazy("would work %(found)g days in a row, %(limit)g are the most"),
    "kept_nights_in_row": lazy("would stand %(found)g nights in a row, %(limit)g are the most"),
    "kept_nights_total": lazy("would stand %(found)g nights, %(limit)g are the most"),
}


@dataclass(frozen=True)
class Crew:
    """A plan's people as the planner's rule book knows them, with its ids as indices."""

    crew: Any
    people: dict[str, int]
    posts: dict[str, int]
    shifts: dict[str, int]


def reasons_of(plan: Plan, account: Account, cell: tuple[Post, int, str]) -> dict[str, Any]:
    """Return who was chosen, who could come as well, nearest first, and what keeps the others.

    Empty lists for a roster without its files, and for a post that the problem did not know.
    """
    post, day, code = cell
    if not plan.problem_sha256 or plan.made_at is None:
        return {"chosen": [], "possible": [], "impossible": []}
    known = crew_of(plan.pk, plan.problem_sha256)
    if post.spoken not in known.posts:
        return {"chosen": [], "possible": [], "impossible": []}
    slot = (known.posts[post.spoken], day, known.shifts[code])
    there = set(known.crew.on(slot))
    rows = [_row(known.crew, person, slot) for person in known.crew.near(slot[0])]
    names = _names(account, [row["key"] for row in rows])
    law = _law(plan, names, (day, code))
    posts = _post_names(rows)
    for row in rows:
        row["person"] = names.get(row["key"])
        row["words"] = law.get(row["key"]) or _words(row["reason"], posts)
    rows.sort(key=lambda row: (row["minutes"], row["key"]))
    others = [row for row in rows if row["index"] not in there]
    return {
        "chosen": [row for row in rows if row["index"] in there],
        "possible": [row for row in others if row["reason"] is None][:MOST_OTHERS],
        "impossible": [row for row in others if row["reason"] is not None][:MOST_OTHERS],
    }


@lru_cache(maxsize=2)
def crew_of(pk: int, sha256: str) -> Crew:
    """Return the crew of a plan; reading the files takes a moment, asking them does not."""
    from_row = _files(pk)
    problem = import_module("yixian.planning.duty.read").read_problem(json.loads(from_row[0]))
    claim = import_module("yixian.planning.duty.claim").ClaimReader(problem).read(json.loads(from_row[1]), sha256)
    crew = import_module("yixian.planning.duty.crew").Crew(problem, claim.roster)
    indices = [{name: i for i, name in enumerate(ids)} for ids in (problem.person_ids, problem.post_ids)]
    return Crew(crew, indices[0], indices[1], {name: i for i, name in enumerate(problem.shift_ids)})


def _files(pk: int) -> tuple[bytes, bytes]:
    files = Plan.objects.unscoped("the roster was scoped by its page").values_list("problem", "answer")
    row = files.get(pk=pk)
    return zlib.decompress(bytes(row[0])), zlib.decompress(bytes(row[1]))


def _row(crew: Any, person: int, slot: tuple[int, int, int]) -> dict[str, Any]:
    problem = crew.problem
    place = problem.reach[person].tolist().index(slot[0])
    return {
        "index": person,
        "key": int(problem.person_ids[person]),
        "minutes": int(problem.travel_min[person, place]),
        "is_own": int(problem.home[person]) == slot[0],
        "leads": bool(problem.leader[person]),
        "nights": sum(bool(problem.is_night[shift]) for _, shift in crew.duties(person)),
        "reason": crew.why_not(person, slot),
    }


def _names(account: Account, keys: list[int]) -> dict[int, Person]:
    # Somebody of another area may be within reach: he is counted, but not named.
    return {person.pk: person for person in Person.objects.visible_to(account).filter(pk__in=keys)}


def _law(plan: Plan, names: dict[int, Person], cell: tuple[int, str]) -> dict[int, str]:
    """Return for whom the law itself forbids the shift, in its own words."""
    window = Window.of(plan.starts_on, plan.days)
    starts_at, ends_at = (moment.replace(tzinfo=None) for moment in window.hours[cell])
    rows = PersonCondition.objects.unscoped("of people that were scoped").filter(person__in=names)
    born = PersonNumber.objects.unscoped("of people that were scoped").filter(person__in=names)
    born_on = dict(born.values_list("person_id", "born_on"))
    conditions = conditions_of(rows)
    found = {}
    for key in names:
        person = as_the_law_sees(born_on.get(key), conditions.get(key, []), plan.starts_on + cell[0] * ONE_DAY)
        codes = blocks(person, Shift(starts_at, ends_at))
        if codes:
            found[key] = say("yixian.rules", codes[0], {}, page_lang())
    return found


def _post_names(rows: list[dict[str, Any]]) -> dict[str, str]:
    numbers = {int(row["reason"].params["post"]) for row in rows if row["reason"] and "post" in row["reason"].params}
    posts = Post.objects.unscoped("posts within reach of one that was scoped").filter(number__in=numbers)
    return {post.spoken: post.place.name for post in posts.select_related("place")}


def _words(reason: Any, posts: dict[str, str]) -> str:
    if reason is None or reason.code not in KEPT:
        return ""
    params = dict(reason.params)
    if "shift" in params:
        params["shift"] = short_name(str(params["shift"]))
        params["post"] = posts.get(str(params["post"]), params["post"])
    return str(KEPT[reason.code]) % params
