"""Whether anything lawful exists: holes are allowed, so only pins can clash with the law or with each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import NothingLawful
from yixian.planning.duty.problem import OFF
from yixian.planning.duty.rulebook import Rulebook
from yixian.planning.plan import Reason
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.duty.problem import Problem
    from yixian.words import Lang


def require_lawful(problem: Problem, lang: Lang = "en") -> None:
    """Let a problem pass whose pins keep every hard rule.

    Raises
    ------
    NothingLawful
        Naming each rule that a pin breaks, and the pins whose removal helps.
    """
    reasons = [*pin_clashes(problem)]
    if reasons:
        sentences = [say("yixian.planning.duty", reason.code, reason.params, lang) for reason in reasons]
        raise NothingLawful("\n".join(sentences))


def pin_clashes(problem: Problem) -> Iterator[Reason]:
    """Yield a reason for every rule that pinned lines break."""
    pins = problem.pinned
    rulebook = Rulebook(problem)
    for person, day in np.argwhere(pins.shift != OFF).tolist():
        rule = _bar(problem, person, day)
        if rule is not None:
            yield Reason(f"pin_{rule}", _names(problem, person, day))
    for person in np.nonzero((pins.shift != OFF).any(axis=1))[0].tolist():
        duties = [(day, shift) for day, shift in enumerate(pins.shift[person].tolist()) if shift != OFF]
        for test in rulebook.tests(person, duties):
            if not test.holds:
                yield Reason(f"pin_{test.rule}", {**_names(problem, person, test.day), **test.spoken})
    yield from _crowded(problem)


def _bar(problem: Problem, person: int, day: int) -> str | None:
    shift, post = int(problem.pinned.shift[person, day]), int(problem.pinned.post[person, day])
    if not (problem.reach[person] == post).any():
        return "reach"
    if problem.away[person, day, shift]:
        return "unavailable"
    if problem.limits.no_nights[person] and problem.is_night[shift]:
        return "no_nights"
    return None


def _crowded(problem: Problem) -> Iterator[Reason]:
    pins = problem.pinned
    people, days = np.nonzero(pins.shift != OFF)
    count = np.zeros_like(problem.need)
    np.add.at(count, (pins.post[people, days], days, pins.shift[people, days]), 1)
    for post, day, shift in np.argwhere(count > problem.need).tolist():
        found, limit = int(count[post, day, shift]), int(problem.need[post, day, shift])
        names = problem.names_of((post, day, shift))
        yield Reason("pin_never_more_than_needed", {"found": found, "limit": limit, **names})


def _names(problem: Problem, person: int, day: int) -> dict[str, object]:
    slot = (int(problem.pinned.post[person, day]), day, int(problem.pinned.shift[person, day]))
    return {"person": problem.person_ids[person], **problem.names_of(slot)}
