"""A roster as a picture: a row for each post, a cell for each shift, trouble to be seen at a glance."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import numpy as np

from yixian.planning.duty.answers import say_reason
from yixian.planning.duty.figures import count
from yixian.planning.plan import Reason

if TYPE_CHECKING:
    from yixian.planning.duty.figures import Figures
    from yixian.planning.duty.problem import Problem, Roster
    from yixian.words import Lang

LEFT, TOP, ROW, CELL, GAP, EDGE = 78, 84, 18, 14, 4, 16
MOST_ROWS, LEAST_WIDTH = 60, 640
INK, FULL, PART, EMPTY = "#1c2733", "#5aa9d6", "#e0a63c", "#b3261e"
STYLE = "font-family:'Noto Sans CJK SC','Noto Sans',sans-serif"


def draw(problem: Problem, roster: Roster, lang: Lang) -> str:
    """Return an SVG of the posts, those that lack most first; beyond 60 posts only these.

    A cell shows people standing of people needed; a dark foot says that a leader is missing; a slot without need is
    left out.
    """
    figures = count(problem, roster)
    lacking = figures.missing.sum(axis=(1, 2))
    rows = np.argsort(-lacking, kind="stable")[:MOST_ROWS].tolist()
    n_days, n_shifts = problem.need.shape[1:]
    wide = max(LEAST_WIDTH, LEFT + n_days * (n_shifts * CELL + GAP) + EDGE)
    high = TOP + ROW * len(rows) + EDGE
    told = {
        "posts": len(problem.post_ids),
        "missing": int(lacking.sum()),
        "leaders": int(figures.leaders_missing.sum()),
    }
    title = escape(say_reason(Reason("picture_title", told), lang))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" style="{STYLE}" role="img">',
        f"<title>{title}</title>",
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        f'<text x="{EDGE}" y="28" font-size="15" fill="{INK}">{title}</text>',
        _text(EDGE, 48, say_reason(Reason("picture_key"), lang)),
        *(_text(_x(day, 0, n_shifts), TOP - 8, problem.date_of(day)[5:]) for day in range(n_days)),
    ]
    for line, post in enumerate(rows):
        parts.append(_text(LEFT - 6, TOP + ROW * line + 11, problem.post_ids[post], "end"))
        parts += _cells(problem, figures, post, TOP + ROW * line)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _cells(problem: Problem, figures: Figures, post: int, y: int) -> list[str]:
    n_shifts = problem.need.shape[2]
    cells = []
    for day, shift in np.argwhere(problem.need[post] > 0).tolist():
        slot = (post, day, shift)
        here, x = int(figures.people[slot]), _x(day, shift, n_shifts)
        ink = EMPTY if not here else PART if figures.missing[slot] else FULL
        cells.append(f'<rect x="{x}" y="{y}" width="{CELL - 1}" height="{ROW - 4}" fill="{ink}"/>')
        if figures.leaders_missing[slot]:
            cells.append(f'<rect x="{x}" y="{y + ROW - 7}" width="{CELL - 1}" height="3" fill="{INK}"/>')
    return cells


def _x(day: int, shift: int, n_shifts: int) -> int:
    return LEFT + day * (n_shifts * CELL + GAP) + shift * CELL


def _text(x: int, y: int, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" font-size="11" text-anchor="{anchor}" fill="{INK}">{escape(text)}</text>'
