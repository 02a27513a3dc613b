"""Figures of the postings: compounds covered, people arrived, roles that lack; each opens its rows."""

from yixian.web.rounds.figures import compounds, people

FIGURES = [*compounds.FIGURES, *people.FIGURES]
