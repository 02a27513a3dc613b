"""Whether nights are shared fairly over months: the certificate of a roster, recomputable by hand.

A person's load is the nights carried over and those of this roster. No roster that stands as many nights, post by
post, can have a highest load below ``least``: for some posts, all who reach them and stay within that load could not
give the nights that are stood there. Whoever is above the average is listed with what kept the others from his nights.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.causes import Causes
from yixian.planning.duty.crew import Crew
from yixian.planning.duty.explain import Explanation
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.shortage import Counter
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.problem import BoolArray, IntArray, Problem, Roster

MOST_PEOPLE = 20


@dataclass(frozen=True)
class Fairness:
    """Nights of a roster, shared."""

    now: IntArray  # [person] nights in this roster
    load: IntArray  # [person] with those carried over
    most: IntArray  # [person] the most nights that the hard rules allow in this roster
    highest: int  # the highest load
    least: int  # no roster that stands as many nights can have a lower highest load
    post: int  # the post whose nights prove it; OFF: those of all posts, or a load that was carried over

    @property
    def average(self) -> float:
        """The average load of those who may do nights at all, or have done some."""
        counted = (self.most > 0) | (self.load > 0)
        return float(self.load[counted].mean()) if counted.any() else 0.0


def fairness_of(problem: Problem, roster: Roster) -> Fairness:
    """Return how the nights are shared and how evenly they could be."""
    on_night = (roster.shift != OFF) & problem.is_night[np.maximum(roster.shift, 0)]
    now: IntArray = on_night.sum(axis=1)
    stood = np.bincount(roster.post[on_night], minlength=len(problem.post_ids))
    most = Counter(problem).most((problem.need > 0) & problem.is_night)
    load = problem.nights_before + now
    highest = int(load.max(initial=0))
    carried = int(problem.nights_before.max(initial=0))
    least, post = carried, OFF
    near = _near(problem)
    while least < highest:
        held = _overfull(near, stood, np.minimum(most, np.maximum(least - problem.nights_before, 0)))
        if held is None:
            break
        least, post = least + 1, held
    return Fairness(now, load, most, highest, least, post)


def _near(problem: Problem) -> BoolArray:
    """Return who reaches which post, ``[post, person]``."""
    near = np.zeros((len(problem.post_ids), len(problem.person_ids)), dtype=np.bool_)
    person, place = np.nonzero(problem.reach != OFF)
    near[problem.reach[person, place], person] = True
    return near


def _overfull(near: BoolArray, stood: IntArray, give: IntArray) -> int | None:
    """Return a post whose nights people who give so much cannot stand; OFF for all posts, None if there is none."""
    if stood.sum() > give.sum():
        return OFF
    short = stood - near @ give
    worst = int(short.argmax())
    return worst if short[worst] > 0 else None


def explain_fairness(problem: Problem, roster: Roster) -> Explanation:
    """Return the certificate: loads, the least possible highest one, and who is above average and why."""
    fair = fairness_of(problem, roster)
    figures: dict[str, object] = {
        "nights": int(fair.now.sum()),
        "people": int((fair.most > 0).sum()),
        "average": round(fair.average, 2),
        "highest": fair.highest,
        "least": fair.least,
    }
    reasons = [*_proof(problem, roster, fair), *_above(problem, roster, fair)]
    return Explanation(Reason("fairness", figures), tuple(reasons))


def _proof(problem: Problem, roster: Roster, fair: Fairness) -> Iterator[Reason]:
    """Yield the count that no lower load is enough for; nothing if the highest load was carried over."""
    cap = fair.least - 1
    give = np.minimum(fair.most, np.maximum(cap - problem.nights_before, 0))
    if fair.least == int(problem.nights_before.max(initial=0)):
        yield Reason("fair_carried", {"least": fair.least})
        return
    people = np.ones(len(give), dtype=np.bool_) if fair.post == OFF else (problem.reach == fair.post).any(axis=1)
    on_night = (roster.shift != OFF) & problem.is_night[np.maximum(roster.shift, 0)]
    stood = on_night & ((fair.post == OFF) | (roster.post == fair.post))
    figures = {"cap": cap, "nights": int(stood.sum()), "people": int(people.sum()), "give": int(give[people].sum())}
    if fair.post == OFF:
        yield Reason("fair_all", figures)
    else:
        yield Reason("fair_post", {"post": problem.post_ids[fair.post], **figures})


def _above(problem: Problem, roster: Roster, fair: Fairness) -> Iterator[Reason]:
    """Yield everybody above average, the highest load first, and for each of his nights what kept the others."""
    crew = Crew(problem, roster)
    causes = Causes(crew)
    above = np.nonzero((fair.load > fair.average) & (fair.now > 0))[0].tolist()
    above.sort(key=lambda person: (-int(fair.load[person]), person))
    for person in above[:MOST_PEOPLE]:
        names = {"person": problem.person_ids[person], "load": int(fair.load[person]), "now": int(fair.now[person])}
        yield Reason("fair_person", {**names, "before": int(problem.nights_before[person])})
        for day, shift in crew.duties(person):
            if not crew.rulebook.is_night[shift]:
                continue
            slot = (crew.post[person][day], day, shift)
            there = set(crew.on(slot))
            fewer = [
                other for other in crew.near(slot[0]) if other not in there and fair.load[other] < fair.load[person] - 1
            ]
            yield Reason("fair_night", {**problem.names_of(slot), "others": len(fewer)})
            yield from causes.of(slot, fewer)
    if len(above) > MOST_PEOPLE:
        yield Reason("fair_more", {"people": len(above) - MOST_PEOPLE})
