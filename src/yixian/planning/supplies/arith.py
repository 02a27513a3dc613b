"""Exact fractions of 64 bits for compiled code: a number is ``hi + lo / radix`` with ``0 <= lo < radix``."""

from __future__ import annotations

import numba


@numba.njit(cache=True)
def share(num: int, den: int, of: int) -> tuple[int, int]:
    """Return quotient and remainder of ``num * of / den`` for ``0 <= num <= den < 2**59``, ``of < 2**53``.

    The product may need 120 bits. The quotient from floats is off by a few at most, so the remainder in wrapping
    64-bit numbers is exact and mends it.
    """
    whole = int(num / den * of)
    left = num * of - whole * den
    while left < 0:
        left += den
        whole -= 1
    while left >= den:
        left -= den
        whole += 1
    return whole, left
