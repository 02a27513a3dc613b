"""What travels between the worker and its child; this file loads without Django, for the child reads it first."""

from __future__ import annotations

from dataclasses import dataclass

from yixian.planning.plan import Certificate


@dataclass(frozen=True)
class Work:
    """What the child is given."""

    room: str
    problem: bytes
    seed: int
    time_limit_s: int


@dataclass(frozen=True)
class Result:
    """What the child gives back."""

    answer: bytes
    certificate: Certificate
    solve_s: float
    check_s: float


@dataclass(frozen=True)
class Failure:
    """The child could not finish; ``text`` is for the log and the page."""

    text: str
