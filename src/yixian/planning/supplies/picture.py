"""Who gets what, as a picture: one bar per site, need as its length, what is given filled in."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.plan import Reason
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.problem import MINIMUM

if TYPE_CHECKING:
    from yixian.planning.supplies.problem import Allocation, LorryPlan, Problem
    from yixian.words import Lang

WIDTH, LEFT, RIGHT, ROW, TOP = 900, 110, 150, 17, 64
MOST_ROWS = 120
PAPER, INK, FAINT, LEAST, GIVEN = "#ffffff", "#1c2733", "#c9d2da", "#0f5c8a", "#5aa9d6"
STYLE = "font-family:'Noto Sans CJK SC','Noto Sans',sans-serif"


def draw(problem: Problem, plan: Allocation | LorryPlan, lang: Lang) -> str:
    """Return an SVG of the sites, those worst off first; beyond 120 sites only the worst.

    A bar is as long as the site's need over all days; dark is what it has of its minimums, light what it has beyond.
    """
    need, least, given = _sums(problem, plan)
    with np.errstate(invalid="ignore"):
        cover = np.where(need > 0, given / need, 1.0)
    rows = np.lexsort((-need, cover))[:MOST_ROWS]
    scale = (WIDTH - LEFT - RIGHT) / max(float(need.max(initial=1)), 1.0)
    height = TOP + ROW * len(rows) + 16
    figures = {"sites": len(need), "given": round(float(given.sum())), "need": round(float(need.sum()))}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" style="{STYLE}">',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text((16, 26), say_reason(Reason("picture_title", figures), lang), 16),
        _text((16, 48), say_reason(Reason("picture_key"), lang), 12),
    ]
    for i, site in enumerate(rows.tolist()):
        y = TOP + ROW * i
        bars = ((need[site], FAINT), (given[site], GIVEN), (min(least[site], given[site]), LEAST))
        parts += [_bar(y, float(value) * scale, colour) for value, colour in bars]
        parts.append(_text((LEFT - 8, y + 10), str(problem.sites[site]), 11, anchor="end"))
        share = f"{given[site]:g} / {need[site]:g} · {cover[site]:.0%}"
        parts.append(_text((LEFT + float(need[site]) * scale + 6, y + 10), share, 11))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _sums(problem: Problem, plan: Allocation | LorryPlan) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return need, what is had of minimums, and all that is given, by site."""
    demands, n_sites = problem.demands, len(problem.sites)
    least = np.minimum(demands.room[MINIMUM], plan.amount)
    need, held, given = (
        np.bincount(demands.site, weights=values, minlength=n_sites) for values in (demands.need, least, plan.amount)
    )
    return need, held, np.round(given, 1)


def _bar(y: float, width: float, colour: str) -> str:
    return f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{ROW - 5}" fill="{colour}"/>'


def _text(at: tuple[float, float], text: str, size: int, *, anchor: str = "start") -> str:
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} fill="{INK}">{escape(text)}</text>'
