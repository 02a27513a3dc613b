"""Words for codes: a refusal, a fault or a reason is a code with parameters, its sentence stands in words.toml."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Lang = Literal["zh", "en"]

# In the order in which POSIX lets one overrule the other.
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def say(package: str, code: str, params: Mapping[str, object], lang: Lang) -> str:
    """Return the sentence for a code in one language.

    Parameters
    ----------
    package
        Dotted name of the package whose ``words.toml`` holds the code, for instance ``yixian.sheets``.
    code
        Name of a table in that file with the keys ``zh`` and ``en``.
    params
        Values for the ``{names}`` in the sentence.
    lang
        ``zh`` or ``en``.

    Raises
    ------
    KeyError
        If the code has no sentence: a fault of ours that a test finds for every code.
    """
    return catalogue(package)[code][lang].format(**params)


@cache
def catalogue(package: str) -> dict[str, dict[str, str]]:
    """Return all sentences of a package, ``{code: {"zh": ..., "en": ...}}``."""
    text = resources.files(package).joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def default_lang() -> Lang:
    """Return the language of the locale: ``zh`` for any Chinese one, else ``en``."""
    # Read from the environment: a program that never calls setlocale has the locale "C".
    name = next((value for key in _LOCALE if (value := os.environ.get(key))), "")
    return "zh" if name.lower().startswith("zh") else "en"
