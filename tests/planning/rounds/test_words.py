"""Every code that this room can say has a sentence in both languages, with the numbers it is given."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from yixian.planning.rounds.posting.lawful import HARD_RULES
from yixian.words import catalogue

PACKAGES = ("yixian.planning.rounds.posting", "yixian.planning.rounds.screening")
KNOWN = [(package, code) for package in PACKAGES for code in sorted(catalogue(package))]


def source_of(package: str) -> str:
    """Return all code of a package as one text, with that which it shares with its neighbour."""
    folder = Path("src") / Path(*package.split("."))
    paths = [*folder.glob("*.py"), *folder.parent.glob("*.py")]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def test_it_works() -> None:
    assert set(HARD_RULES) <= set(catalogue(PACKAGES[0]))
    assert {"once", "one_piece", "load"} <= set(catalogue(PACKAGES[1]))


@pytest.mark.parametrize("package", PACKAGES)
def test_every_code_in_the_source_has_a_sentence(package: str) -> None:
    codes = set(re.findall(r'(?:Reason|refuse|_line)\(\s*"([a-z_]+)"', source_of(package)))
    fields = set(re.findall(r'judge\.refuse\(\s*"([a-z_]+)"', source_of(package)))

    assert codes
    assert codes - fields <= set(catalogue(package))


@pytest.mark.parametrize(("package", "code"), KNOWN)
def test_every_sentence_is_used(package: str, code: str) -> None:
    assert f'"{code}"' in source_of(package)


@pytest.mark.parametrize(("package", "code"), KNOWN)
def test_both_languages_use_the_same_numbers(package: str, code: str) -> None:
    entry = catalogue(package)[code]
    named = {lang: set(re.findall(r"\{([a-z_]+)", entry[lang])) for lang in ("zh", "en")}

    assert set(entry) == {"zh", "en"}
    assert named["zh"] == named["en"]
    assert re.search(r"[一-鿿]", entry["zh"])
    assert not re.search(r"[一-鿿]", entry["en"])
