"""The picture of a round: every worker's walk in a colour, a dot per building as large as its work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.rounds.screening.loads import load_of
from yixian.planning.rounds.sketch import INKS, Sheet
from yixian.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.rounds.screening.problem import Problem
    from yixian.words import Lang


def draw(problem: Problem, tours: Mapping[int, tuple[int, ...]], lang: Lang) -> str:
    """Return the walks as SVG; a walk begins at the dot with the worker's name."""
    sheet = Sheet(problem.place_m)
    for a, b in problem.edges.tolist():
        sheet.line([problem.place_m[a], problem.place_m[b]], "#dddddd", 0.6)
    most = max(1, int(problem.visit_s.max()))
    for worker, tour in tours.items():
        ink = INKS[worker % len(INKS)]
        sheet.line([problem.place_m[building] for building in tour], ink, 2.0)
        for building in tour:
            sheet.dot(problem.place_m[building], ink, round(2.0 + 4.0 * (problem.visit_s[building] / most) ** 0.5, 1))
        if tour:
            sheet.label(problem.place_m[tour[0]], problem.worker_ids[worker])
    longest_s = max((load_of(problem, tour) for tour in tours.values()), default=0)
    title = {
        "buildings": len(problem.building_ids),
        "workers": len(problem.worker_ids),
        "longest_min": round(longest_s / 60, 1),
    }
    return sheet.svg(say("yixian.planning.rounds.screening", "picture", title, lang))
