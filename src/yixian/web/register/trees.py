"""Paths of the two trees: each level is four signs of base 36, so that "everything below" is one range."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WIDTH = 4


def child(parent: str, number: int) -> str:
    """Return the path of the ``number``-th child (from 0) of a path; the root is ``""``."""
    signs = ""
    for _ in range(WIDTH):
        number, digit = divmod(number, len(DIGITS))
        signs = DIGITS[digit] + signs
    if number:
        raise ValueError("a level holds at most 36^4 children")
    return parent + signs


def number(path: str) -> int:
    """Return which child of its parent a path is."""
    return int(path[-WIDTH:], 36)


def parents(path: str) -> list[str]:
    """Return the paths above a path, nearest first, the root ``""`` last; none for the root itself."""
    return [path[:end] for end in range(len(path) - WIDTH, -1, -WIDTH)]


def depth(path: str) -> int:
    """Return how many levels lie above a path: 0 for the county, 1 for a township."""
    return len(path) // WIDTH


def next_numbers(paths: Iterable[str]) -> dict[str, int]:
    """Return the number of the next child of each path that has children among these; 0 for any other."""
    taken: dict[str, int] = defaultdict(int)
    for path in filter(None, paths):
        above = parents(path)[0]
        taken[above] = max(taken[above], number(path) + 1)
    return taken
