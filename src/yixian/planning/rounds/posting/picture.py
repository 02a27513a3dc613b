"""The picture of a posting: a line from each home to the compound, in the colour of the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.rounds.posting.figures import count
from yixian.planning.rounds.posting.problem import NOWHERE
from yixian.planning.rounds.sketch import INKS, Sheet
from yixian.words import say

if TYPE_CHECKING:
    from yixian.planning.rounds.posting.problem import IntArray, Problem
    from yixian.words import Lang

FEW = 40
"""So many compounds at most are named on the sheet."""


def draw(problem: Problem, compound: IntArray, lang: Lang) -> str:
    """Return who goes where as SVG: homes are dots, compounds squares; protected people's lines are thick."""
    sheet = Sheet(np.vstack([problem.place_m, problem.home_m]))
    for person, at in enumerate(compound.tolist()):
        ink = INKS[int(problem.unit[person]) % len(INKS)]
        if at != NOWHERE:
            width = 2.4 if problem.near_home[person] else 1.0
            sheet.line([problem.home_m[person], problem.place_m[at]], ink, width)
        sheet.dot(problem.home_m[person], ink, 2.2 if at != NOWHERE else 3.5)
    for c, name in enumerate(problem.compound_ids):
        sheet.box(problem.place_m[c], "#222222", 7)
        if len(problem.compound_ids) <= FEW:
            sheet.label(problem.place_m[c], name)
    figures = count(problem, compound)
    title = {
        "people": int((compound != NOWHERE).sum()),
        "compounds": len(problem.compound_ids),
        "minutes": figures.minutes,
        "pairs": figures.pairs,
    }
    return sheet.svg(say("yixian.planning.rounds.posting", "picture", title, lang))
