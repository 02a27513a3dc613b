"""Which planner a problem file asks for: its format says so."""

from __future__ import annotations

from typing import Any

from yixian.faults import BadInput
from yixian.planning.judge import Judge
from yixian.planning.rounds.posting.read import FORMAT as POSTING
from yixian.planning.rounds.posting.verbs import Posting
from yixian.planning.rounds.screening.read import FORMAT as SCREENING
from yixian.planning.rounds.screening.verbs import Screening


def open_problem(value: Any, sha256: str) -> Posting | Screening:
    """Return the problem of a parsed file, with the digest that its plans name.

    Raises
    ------
    BadInput
        With every fault of the problem, or its format if that is neither of the two.
    """
    named = value.get("format") if isinstance(value, dict) else None
    if named == POSTING:
        return Posting(value, sha256)
    if named == SCREENING:
        return Screening(value, sha256)
    judge = Judge()
    judge.refuse("problem", "format", f"{POSTING} or {SCREENING}", named if isinstance(value, dict) else value)
    raise BadInput(judge.faults)
