"""Why a county is short: the slots, the people and the rule that clash, and the smallest change that would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.binding import givings
from yixian.planning.duty.explain import Explanation
from yixian.planning.duty.figures import count
from yixian.planning.duty.relax import Relaxer
from yixian.planning.duty.shortage import provable_leaders, provable_shortage
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.figures import Figures
    from yixian.planning.duty.problem import BoolArray, IntArray, Prices, Problem, Roster
    from yixian.planning.duty.relax import Relaxation, Relaxed
    from yixian.planning.duty.shortage import Shortage

MOST_POSTS = 10
MOST_SLOTS = 10
MOST_GROUPS = 5
MOST_NAMES = 10


def explain_total(problem: Problem, roster: Roster, prices: Prices | None) -> Explanation:
    """Return what is short in all, what is proven to stay short and by whom and which rule, and what would help."""
    figures = count(problem, roster)
    proven = provable_shortage(problem, prices)
    total = Reason(
        "total",
        {
            "need": int(problem.need.sum()),
            "missing": int(figures.missing.sum()),
            "leaders_missing": int(figures.leaders_missing.sum()),
            "people": len(problem.person_ids),
            **_counted(proven),
        },
    )
    reasons = [*_clash(problem, proven), *_leaders(problem, figures, prices), *_posts(problem, figures)]
    if figures.missing.any():
        reasons += _mends(problem, Relaxer(problem, roster, prices))
    return Explanation(total, tuple(reasons))


def _counted(found: Shortage) -> dict[str, int]:
    return {
        "slots": int(found.slots.sum()),
        "slots_need": found.need,
        "slots_possible": found.possible,
        "proven_short": found.short,
    }


def _clash(problem: Problem, found: Shortage) -> Iterator[Reason]:
    if not found.short:
        return
    yield from _slots(problem, found.slots, problem.need)
    yield from _givings(problem, found.slots, leaders=False)


def _leaders(problem: Problem, figures: Figures, prices: Prices | None) -> Iterator[Reason]:
    if not figures.leaders_missing.any():
        return
    found = provable_leaders(problem, prices)
    yield Reason("total_leaders", _counted(found))
    if found.short:
        yield from _slots(problem, found.slots, problem.lead)
        yield from _givings(problem, found.slots, leaders=True)


def _slots(problem: Problem, slots: BoolArray, wanted: IntArray) -> Iterator[Reason]:
    for post, day, shift in np.argwhere(slots)[:MOST_SLOTS].tolist():
        slot = (post, day, shift)
        yield Reason("short_slot", {**problem.names_of(slot), "need": int(wanted[slot])})


def _givings(problem: Problem, slots: BoolArray, *, leaders: bool) -> Iterator[Reason]:
    groups = givings(problem, slots, leaders=leaders)
    for group in groups[:MOST_GROUPS]:
        people = [person for person in group.people if not leaders or problem.leader[person]]
        if not people:
            continue
        names = [problem.person_ids[person] for person in people[:MOST_NAMES]]
        more = ["…"] if len(people) > MOST_NAMES else []
        figures = {"people": len(people), "each": group.each, "sum": group.each * len(people)}
        first, *others = group.rules or ("absence",)
        yield Reason(f"gives_{first}", {**figures, "names": " ".join([*names, *more])})
        yield from (Reason(f"also_{rule}") for rule in others)


def _posts(problem: Problem, figures: Figures) -> Iterator[Reason]:
    lacking = figures.missing.sum(axis=(1, 2))
    worst = sorted(range(len(lacking)), key=lambda post: -int(lacking[post]))[:MOST_POSTS]
    for post in worst:
        if lacking[post]:
            yield Reason("post_short", {"post": problem.post_ids[post], "missing": int(lacking[post])})


def _mends(problem: Problem, relaxer: Relaxer) -> Iterator[Reason]:
    for relaxed in relaxer.price_list():
        yield from _relaxed(problem, relaxer, relaxed)
    smallest = relaxer.smallest()
    if smallest is not None:
        yield Reason("smallest", {"changes": sum(change.size for change in smallest.changes)})
        yield from _relaxed(problem, relaxer, smallest)


def _relaxed(problem: Problem, relaxer: Relaxer, relaxed: Relaxed) -> Iterator[Reason]:
    yield from (_step(problem, change) for change in relaxed.changes)
    figures = {"holes": relaxed.left, "fewer": relaxer.missing - relaxed.left}
    code = "leaves_least" if relaxed.holes is None else "leaves"
    yield Reason(code, {**figures, "need": relaxed.need, "possible": relaxed.possible})


def _step(problem: Problem, change: Relaxation) -> Reason:
    if change.limit is None:
        return Reason("step_people", {"post": problem.post_ids[change.post], "more": change.size})
    unit = 60 if change.limit == "week_min" else 1
    return Reason(f"step_{change.limit}", {"before": change.before // unit, "after": change.after // unit})
