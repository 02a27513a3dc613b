"""What is shown of a personal value to somebody who may not see all of it."""

from __future__ import annotations


def phone(number: str) -> str:
    """Return ``138****0001``; short numbers of offices are no secret and stay whole."""
    return f"{number[:3]}****{number[-4:]}" if len(number) == 11 else number


def identity(end: str) -> str:
    """Return the masked identity number from its last four signs."""
    return f"•••• •••• •••• {end}"


def initial(name: str) -> str:
    """Return the first sign of a name and a star for the rest: what a phone shows."""
    return f"{name[:1]}{'*' * max(1, len(name) - 1)}" if name else ""
