"""Pinned lines that break the law: nothing lawful exists, and each is named with what would help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.faults import NothingLawful
from yixian.planning.plan import Reason
from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rounds.posting.problem import Problem
    from yixian.words import Lang

PACKAGE = "yixian.planning.rounds.posting"


def require_lawful(problem: Problem, lang: Lang) -> None:
    """Pass if all pinned lines can stand together.

    Raises
    ------
    NothingLawful
        Else; one sentence per clash.
    """
    clashes = [say(PACKAGE, clash.code, clash.params, lang) for clash in pin_clashes(problem)]
    if clashes:
        raise NothingLawful("\n".join(clashes))


def pin_clashes(problem: Problem) -> Iterator[Reason]:
    """Yield what keeps pinned lines from standing: absent, barred, more than the compound needs."""
    for person in np.flatnonzero(problem.pinned != NOWHERE).tolist():
        compound = int(problem.pinned[person])
        names = {"person": problem.person_ids[person], "compound": problem.compound_ids[compound]}
        if not problem.free[person]:
            yield Reason("pin_away", {**names, "absence": problem.absence[person] or "-"})
        elif problem.barred[person, compound]:
            yield Reason("pin_barred", names)
    pins = np.bincount(problem.pinned[problem.pinned != NOWHERE], minlength=len(problem.need))
    for compound in np.flatnonzero(pins > problem.need).tolist():
        yield Reason(
            "pin_need",
            {
                "compound": problem.compound_ids[compound],
                "pins": int(pins[compound]),
                "need": int(problem.need[compound]),
                "over": int(pins[compound] - problem.need[compound]),
            },
        )
