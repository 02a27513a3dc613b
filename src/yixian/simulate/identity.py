"""Identity numbers and phones that look right and belong to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.rules.identity import check_character

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import numpy as np

# Not assigned to any county, so no number of ours is a living person's.
AREA_CODES = ("419901", "419902", "419903")
_FIRST_DIGITS = ("13", "15", "17", "18", "19")


class Numbers:
    """Deals out identity numbers and phones, none of them twice."""

    def __init__(self, rng: np.random.Generator, taken: Iterable[str] = ()) -> None:
        self._rng = rng
        self._dealt = set(taken)

    def id_number(self, born_on: date, sex: str) -> str:
        """Return a valid number for a birthday; the 17th digit is odd for men."""
        while True:
            area = AREA_CODES[int(self._rng.integers(len(AREA_CODES)))]
            order = 2 * int(self._rng.integers(500)) + (sex == "男")
            digits = f"{area}{born_on:%Y%m%d}{order:03d}"
            if self._is_new(digits):
                return digits + check_character(digits)

    def phone(self) -> str:
        """Return a random mobile number of 11 digits."""
        while True:
            first = _FIRST_DIGITS[int(self._rng.integers(len(_FIRST_DIGITS)))]
            phone = f"{first}{int(self._rng.integers(10**9)):09d}"
            if self._is_new(phone):
                return phone

    def _is_new(self, number: str) -> bool:
        is_new = number not in self._dealt
        self._dealt.add(number)
        return is_new
