"""Headings as offices write them, made comparable."""

from __future__ import annotations

import re
from functools import lru_cache

from yixian.sheets.clean import tight

_BRACKETS = re.compile(r"[(\[【〔<《「][^)\]】〕>》」]*[)\]】〕>》」]")
_SIGNS = re.compile(r"[\W_]+")


@lru_cache(maxsize=10_000)
def heading_forms(text: str) -> tuple[str, ...]:
    """Return the forms under which a heading may be known, the most literal first."""
    whole = tight(text)
    short = _SIGNS.sub("", _BRACKETS.sub("", whole))
    forms = (_SIGNS.sub("", whole), short)
    return tuple(dict.fromkeys(form for form in forms if form))
