"""How a name sounds, so that zyq finds 赵云清, and 何娟建 is seen to sound like 何娟健."""

from __future__ import annotations

from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from yixian.rules import names

LONGEST_SURNAME = 4


# Given names recur by the thousand in a register of half a million.
@lru_cache(maxsize=200_000)
def keys(name: str) -> tuple[str, str]:
    """Return the search keys of a name, full and initials, in small letters without tones.

    A surname has its own reading (单 shan, 欧阳 ou yang); ü is written v, as it is typed. Letters stay as
    they are, and a character that has no reading stands for itself. An empty name has empty keys.
    """
    whole = names.plain(name)
    family = _surname(whole)
    syllables = [*_surnames().get(family, ()), *lazy_pinyin(whole.removeprefix(family))]
    return "".join(syllables), "".join(syllable[0] for syllable in syllables if syllable)


def _surname(whole: str) -> str:
    """Return the longest surname of the table that leaves something for a given name, "" if there is none."""
    for length in range(LONGEST_SURNAME, 1, -1):
        if len(whole) > length and whole[:length] in _surnames():
            return whole[:length]
    return whole[:1] if whole[:1] in _surnames() else ""


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    return {surname: tuple(reading.split()) for surname, reading in names.rows("surnames.csv")}
