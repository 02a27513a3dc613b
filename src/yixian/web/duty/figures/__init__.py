"""Figures of the posts: how many there are, how they are manned, what is missing; each opens its rows."""

from yixian.web.duty.figures import branches, gaps, manned, people, posts, told
from yixian.web.duty.figures.holes import HOLES_AHEAD
from yixian.web.duty.figures.readiness import READINESS_OVERDUE
from yixian.web.duty.figures.shown import post_url

__all__ = ["FIGURES", "post_url"]

FIGURES = [
    *manned.FIGURES,
    *people.FIGURES,
    HOLES_AHEAD,
    READINESS_OVERDUE,
    *gaps.FIGURES,
    *told.FIGURES,
    *posts.FIGURES,
    *branches.FIGURES,
]
