"""Faults of an input: all of them at once, each with its place, what was expected and what stood there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Fault:
    """One thing wrong in an input.

    ``place`` is a file with a line, or a path into the data such as ``people[3].posts[0]``.
    """

    place: str
    field: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.place}: {self.field}: expected {self.expected}, got {self.got}"


class BadInput(Exception):
    """The input cannot be used; ``faults`` holds everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


class NothingLawful(Exception):
    """No lawful answer exists at all; the text names the rules that clash and the smallest change that helps."""


class CheckFailed(Exception):
    """The independent checker refuses a plan; ``refusals`` say which rule, line and figure."""

    def __init__(self, refusals: Sequence[str]) -> None:
        super().__init__("\n".join(refusals))
        self.refusals = tuple(refusals)
