"""Identity numbers by GB 11643: 18 places with a check character, and the older 15 without."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Literal

IdCode = Literal["bad-length", "bad-char", "bad-date", "future-date", "bad-check", "ok"]
Sex = Literal["male", "female"]

OLD_LENGTH, LENGTH = 15, 18
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
# Old numbers were given out until 1999 and leave the century away.
OLD_CENTURY = "19"


def normalise(text: str) -> str:
    """Return a number as it would be typed well: half-width, without blanks and marks around it, X large.

    Nothing is guessed: whatever else stands there stays and is judged.
    """
    if text.isascii() and text.isalnum():
        return text.upper()
    half = unicodedata.normalize("NFKC", text)
    # Cf are the invisible characters that chat programs and web pages leave in a copied number.
    seen = (mark for mark in half if not mark.isspace() and unicodedata.category(mark) != "Cf")
    return "".join(seen).strip("'\"`’‘“”").upper()


def judge(number: str, on: date) -> IdCode:
    """Return the first thing wrong with a number on a date, in the order of ``IdCode``, or ``ok``.

    The area is not judged: it is the one of the first registration and may since have been abolished.
    """
    plain = normalise(number)
    if len(plain) not in (OLD_LENGTH, LENGTH):
        return "bad-length"
    if not _has_good_characters(plain):
        return "bad-char"
    born = _born(plain)
    if born is None:
        return "bad-date"
    if born > on:
        return "future-date"
    if len(plain) == LENGTH and plain[-1] != check_character(plain[:-1]):
        return "bad-check"
    return "ok"


def check_character(first17: str) -> str:
    """Return the 18th character that belongs to 17 digits (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, first17, strict=True))
    return CHECKS[total % 11]


def to_18(old15: str) -> str:
    """Return the 18-place form of an old number.

    Raises
    ------
    ValueError
        If it is not 15 digits.
    """
    plain = normalise(old15)
    if len(plain) != OLD_LENGTH or not _has_good_characters(plain):
        raise ValueError("expected an identity number of 15 digits")
    first17 = plain[:6] + OLD_CENTURY + plain[6:]
    return first17 + check_character(first17)


def to_15(number: str) -> str:
    """Return the old form of a normalised number of 18 places: century and check left away."""
    return number[:6] + number[8:-1]


def canonical(number: str) -> str:
    """Return the one form under which a number is stored and matched: 18 places, whichever was typed.

    A number that is no identity number at all comes back normalised only.
    """
    plain = normalise(number)
    is_old = len(plain) == OLD_LENGTH and _has_good_characters(plain)
    return to_18(plain) if is_old else plain


def birth_date(number: str) -> date | None:
    """Return the birth date in a number, None where it has none; the check character is not looked at."""
    plain = canonical(number)
    return _born(plain) if len(plain) == LENGTH and _has_good_characters(plain) else None


def sex(number: str) -> Sex | None:
    """Return the sex in a number, None where it has none; the check character is not looked at."""
    plain = canonical(number)
    if len(plain) != LENGTH or not _has_good_characters(plain):
        return None
    return "male" if int(plain[16]) % 2 else "female"


def _has_good_characters(plain: str) -> bool:
    digits = plain[:-1] if len(plain) == LENGTH and plain[-1] == "X" else plain
    return digits.isascii() and digits.isdigit()


def _born(plain: str) -> date | None:
    digits = OLD_CENTURY + plain[6:12] if len(plain) == OLD_LENGTH else plain[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
