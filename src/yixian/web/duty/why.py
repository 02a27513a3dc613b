"""Why somebody stands on a shift, who else could and at what price, and why the others cannot."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as lazy

from yixian.rules.protection import Shift, blocks
from yixian.web.duty import repairs
from yixian.web.duty.grid import short_name
from yixian.web.duty.known import known
from yixian.web.duty.models import Post
from yixian.web.duty.window import ONE_DAY, Window
from yixian.web.plans.refusals import page_lang
from yixian.web.register.models import Person, PersonCondition, PersonNumber
from yixian.web.register.protected import as_the_law_sees, conditions_of
from yixian.words import say

if TYPE_CHECKING:
    from yixian.web.access.models import Account
    from yixian.web.plans.models import Plan

MOST_OTHERS = 12
WHO = ("person", "stand_in")
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
NOTHING: dict[str, list[dict[str, Any]]] = {"chosen": [], "possible": [], "impossible": [], "chains": []}


def reasons_of(plan: Plan, account: Account, cell: tuple[Post, int, str]) -> dict[str, Any]:
    """Return who was chosen, who could come as well, cheapest first, and what keeps the others.

    Empty lists for a roster without its files, and for a post that the problem did not know.
    """
    post, day, code = cell
    roster = known(plan.pk, plan.problem_sha256) if plan.problem_sha256 and plan.made_at else None
    slot = roster.slot(post.spoken, day, code) if roster else None
    if roster is None or slot is None:
        return NOTHING
    there = roster.crew.on(slot)
    rows = [_row(roster.crew, person, slot) for person in roster.crew.near(slot[0])]
    chains = repairs.chains(roster, slot)
    names = _names(account, [row["key"] for row in rows] + [row[who] for row in chains for who in WHO])
    _tell(rows, plan, names, (day, code))
    price = repairs.steps(roster, slot, there[-1] if there else None)
    for row in rows:
        row["step"] = price.get(row["key"])
    rows.sort(key=lambda row: (row["step"] is None, row["step"] or 0, row["minutes"], row["key"]))
    others = [row for row in rows if row["index"] not in there]
    return {
        "chosen": [row for row in rows if row["index"] in there],
        "possible": [row for row in others if row["reason"] is None][:MOST_OTHERS],
        "impossible": [row for row in others if row["reason"] is not None][:MOST_OTHERS],
        "chains": [_chain(row, plan, names) for row in chains],
    }


def _tell(rows: list[dict[str, Any]], plan: Plan, names: dict[int, Person], cell: tuple[int, str]) -> None:
    """Put name and words to each row; where the law forbids the shift, it speaks itself."""
    law = _law(plan, names, cell)
    posts = _post_names({str(row["reason"].params.get("post", "0")) for row in rows if row["reason"]})
    for row in rows:
        row["person"] = names.get(row["key"])
        row["words"] = law.get(row["key"]) or _words(row["reason"], posts)


def _chain(row: dict[str, Any], plan: Plan, names: dict[int, Person]) -> dict[str, Any]:
    post = _post_names({row["post"]}).get(row["post"], row["post"])
    people = {who: names.get(row[who]) for who in WHO}
    day = plan.starts_on + timedelta(days=row["day"])
    return {"post": post, "day": day, "shift": short_name(row["shift"]), "step": row["step"], **people}


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


def _post_names(numbers: set[str]) -> dict[str, str]:
    posts = Post.objects.unscoped("posts within reach of one that was scoped").filter(
        number__in=[int(number) for number in numbers]
    )
    return {post.spoken: post.place.name for post in posts.select_related("place")}


def _words(reason: Any, posts: dict[str, str]) -> str:
    if reason is None or reason.code not in KEPT:
        return ""
    params = dict(reason.params)
    if "shift" in params:
        params["shift"] = short_name(str(params["shift"]))
        params["post"] = posts.get(str(params["post"]), params["post"])
    return str(KEPT[reason.code]) % params
