"""Why somebody stands on a shift, who else could and at what price, and why the others cannot."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as lazy

from yixian.web.duty import repairs
from yixian.web.duty.amend_known import known_now
from yixian.web.duty.certificate import cause
from yixian.web.duty.grid import short_name
from yixian.web.duty.models import Post
from yixian.web.duty.why_law import CellLaw
from yixian.web.register.models import Person

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
NOTHING: dict[str, Any] = {
    "chosen": [],
    "possible": [],
    "impossible": [],
    "chains": [],
    "cause": "",
    "leader_cause": "",
}


def reasons_of(plan: Plan, account: Account, cell: tuple[Post, int, str]) -> dict[str, Any]:
    """Return who was chosen, who could come as well, cheapest first, and what keeps the others.

    Empty lists for a roster without its files, and for a post that the problem did not know.
    """
    post, day, code = cell
    roster = known_now(plan)
    slot = roster.slot(post.spoken, day, code) if roster else None
    if roster is None or slot is None:
        return NOTHING
    there = roster.crew.on(slot)
    rows = [_row(roster.crew, person, slot) for person in roster.crew.near(slot[0])]
    chains = repairs.chains(roster, slot)
    names = _names(account, [row["key"] for row in rows] + [row[who] for row in chains for who in WHO])
    _tell(rows, CellLaw.of(plan, day, names), names, code)
    price = repairs.steps(roster, slot, there[-1] if there else None)
    for row in rows:
        row["step"] = price.get(row["key"])
    rows.sort(key=lambda row: (row["step"] is None, row["step"] or 0, row["minutes"], row["key"]))
    others = [row for row in rows if row["index"] not in there]
    return {
        "chosen": [row for row in rows if row["index"] in there],
        # The facts may have moved since the roster was computed: then the law keeps whom the planner would take.
        "possible": [row for row in others if row["reason"] is None and not row["words"]][:MOST_OTHERS],
        "impossible": [row for row in others if row["reason"] is not None or row["words"]][:MOST_OTHERS],
        "chains": [_chain(row, plan, names) for row in chains],
        "cause": _cause(others),
        "leader_cause": _cause([row for row in others if row["leads"]]),
    }


def _cause(rows: list[dict[str, Any]]) -> str:
    """Return one line that says what keeps these people, as it is now."""
    kept = Counter(row["reason"].code if row["reason"] else "kept_nothing" for row in rows)
    return cause(
        [{"code": code.replace("kept", "keeps", 1), "params": {"people": n}} for code, n in kept.most_common()]
    )


def _tell(rows: list[dict[str, Any]], law: CellLaw, names: dict[int, Person], code: str) -> None:
    """Put name and words to each row; where the law forbids the shift, it speaks itself."""
    posts = _post_names({str(row["reason"].params.get("post", "0")) for row in rows if row["reason"]})
    for row in rows:
        is_named = row["key"] in names
        row["person"] = names.get(row["key"])
        row["words"] = (law.forbids(row["key"], code) if is_named else "") or _words(row["reason"], posts)
        row["spared"] = law.spared(row["key"]) if is_named else []
        row["elsewhere"] = _elsewhere(row["reason"])


def _elsewhere(reason: Any) -> str:
    """Return the slot at which somebody is on duty that day instead, as the form names it."""
    if reason is None or reason.code != "kept_on_duty":
        return ""
    return f"{int(reason.params['post'])}/{reason.params['day']}/{reason.params['shift']}"


def _chain(row: dict[str, Any], plan: Plan, names: dict[int, Person]) -> dict[str, Any]:
    post = _post_names({row["post"]}).get(row["post"], row["post"])
    people = {who: names.get(row[who]) for who in WHO}
    day = plan.starts_on + timedelta(days=row["day"])
    given = f"{int(row['post'])}/{row['day']}/{row['shift']}"
    return {"post": post, "day": day, "shift": short_name(row["shift"]), "step": row["step"], "given": given, **people}


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
