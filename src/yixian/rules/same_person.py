"""Whether two records speak of one person: a valid identity number decides, everything else a clerk does."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yixian.rules import identity, names, pinyin
from yixian.rules.reason import Reason

if TYPE_CHECKING:
    from datetime import date

Verdict = Literal["same", "different", "candidate"]
NameMatch = Literal["equal", "sounds", "one_character", "other", "unknown"]

SHORTEST_PHONE = 7
# A spreadsheet keeps 15 places of a number and fills the rest with zeros.
PLACES_KEPT, LOST = 15, "000"
# In a name of two characters one other character is another given name.
SHORTEST_MISTYPED_NAME = 3


@dataclass(frozen=True)
class Record:
    """What one list says about a person; "" where it says nothing."""

    name: str = ""
    id_number: str = ""
    phone: str = ""
    town: str = ""
    village: str = ""


@dataclass(frozen=True)
class Judgement:
    """A verdict with its reason; only ``same`` may be merged without a person."""

    verdict: Verdict
    reason: Reason


def judge_pair(a: Record, b: Record, on: date) -> Judgement:
    """Return whether two records are the same person, as far as can be known on a date.

    Numbers decide where both are valid. Otherwise names, phones and places are evidence for a person to
    weigh, and a number that nearly agrees is such evidence too.
    """
    by_number = _by_number(a, b, on)
    if by_number:
        return by_number
    match = compare_names(a.name, b.name)
    is_phone_shared = agree(phones(a.phone), phones(b.phone))
    is_place_shared = _share_place(a, b)
    if match == "equal":
        return _by_equal_name(is_phone_shared, is_place_shared)
    return _by_unequal_name(match, is_phone_shared, is_place_shared)


def compare_names(a: str, b: str) -> NameMatch:
    """Return how two names agree; tones do not count, and traditional characters are the simplified ones."""
    one, two = names.plain(a), names.plain(b)
    if not one or not two:
        return "unknown"
    if one == two:
        return "equal"
    if pinyin.keys(one)[0] == pinyin.keys(two)[0]:
        return "sounds"
    others = sum(left != right for left, right in zip(one, two, strict=False))
    if len(one) == len(two) >= SHORTEST_MISTYPED_NAME and others == 1:
        return "one_character"
    return "other"


def phones(text: str) -> frozenset[str]:
    """Return the telephone numbers in a cell, digits only; words and fillers such as 00000000000 are none."""
    half = unicodedata.normalize("NFKC", text)
    joined = re.sub(r"[\s\-()+]", "", half)
    found = (re.sub(r"^(00)?86(?=1\d{10}$)", "", digits) for digits in re.findall(r"\d+", joined))
    return frozenset(number for number in found if len(number) >= SHORTEST_PHONE and len(set(number)) > 1)


def agree(a: frozenset[str], b: frozenset[str]) -> bool | None:
    """Return whether two sets share something; None if one of them says nothing."""
    return bool(a & b) if a and b else None


def _by_number(a: Record, b: Record, on: date) -> Judgement | None:
    one, two = identity.normalise(a.id_number), identity.normalise(b.id_number)
    if not one or not two:
        return None
    are_valid = identity.judge(one, on) == identity.judge(two, on) == "ok"
    if not are_valid:
        return Judgement("candidate", Reason("pair_near_number")) if _are_near(one, two) else None
    if identity.canonical(one) == identity.canonical(two):
        return Judgement("same", Reason("pair_same_number"))
    if not _differ_in_century_only(one, two):
        return Judgement("different", Reason("pair_other_number"))
    # Nobody born after 1999 was given 15 places, but lists exist that were shortened by hand.
    if compare_names(a.name, b.name) in ("equal", "sounds"):
        return Judgement("same", Reason("pair_same_number"))
    return Judgement("candidate", Reason("pair_century"))


def _by_equal_name(is_phone_shared: bool | None, is_place_shared: bool | None) -> Judgement:
    if is_phone_shared:
        return Judgement("candidate", Reason("pair_name_phone"))
    if is_place_shared:
        return Judgement("candidate", Reason("pair_name_place"))
    if is_phone_shared is None and is_place_shared is None:
        return Judgement("candidate", Reason("pair_name_alone"))
    return Judgement("different", Reason("pair_only_name"))


def _by_unequal_name(match: NameMatch, is_phone_shared: bool | None, is_place_shared: bool | None) -> Judgement:
    if match == "sounds" and is_phone_shared:
        return Judgement("candidate", Reason("pair_sound_phone"))
    if match == "sounds" and is_place_shared and is_phone_shared is None:
        return Judgement("candidate", Reason("pair_sound_place"))
    if match == "one_character" and is_phone_shared and is_place_shared:
        return Judgement("candidate", Reason("pair_one_character"))
    if match == "unknown" and is_phone_shared:
        return Judgement("candidate", Reason("pair_phone_no_name"))
    if is_phone_shared:
        return Judgement("different", Reason("pair_only_phone"))
    return Judgement("different", Reason("pair_nothing"))


def _share_place(a: Record, b: Record) -> bool | None:
    """Return whether both live in one village; two villages of one name in two towns are two."""
    town = agree(_known(a.town), _known(b.town))
    village = agree(_known(a.village), _known(b.village))
    return False if town is False else village


def _known(place: str) -> frozenset[str]:
    return frozenset({names.place(place)} - {""})


def _differ_in_century_only(one: str, two: str) -> bool:
    old, new = sorted((one, two), key=len)
    lengths = (len(old), len(new))
    return lengths == (identity.OLD_LENGTH, identity.LENGTH) and old == identity.to_15(new)


def _are_near(one: str, two: str) -> bool:
    """Return whether one slip of the hand, or a spreadsheet, makes one number out of the other."""
    are_full = len(one) == len(two) == identity.LENGTH
    if are_full and one[:PLACES_KEPT] == two[:PLACES_KEPT] and LOST in (one[-3:], two[-3:]):
        return True
    rest, other = _cut_common_start(one, two)
    rest, other = _cut_common_start(rest[::-1], other[::-1])
    is_swap = len(rest) == len(other) == 2 and rest == other[::-1]
    return is_swap or max(len(rest), len(other)) <= 1


def _cut_common_start(one: str, two: str) -> tuple[str, str]:
    pairs = zip(one, two, strict=False)
    shared = next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(two)))
    return one[shared:], two[shared:]
