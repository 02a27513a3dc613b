"""Names of people and places as they are compared: one width, no blanks, simplified characters."""

from __future__ import annotations

import csv
import unicodedata
from functools import cache
from importlib import resources

# Marks inside names of other peoples (阿里木·买买提) are typed in many ways and say nothing.
DOTS = frozenset("·•・‧∙⋅.．")
# A township that became a town keeps its people; offices write the kind of a place or leave it away.
KINDS = ("街道办事处", "街道办", "办事处", "街道", "村委会", "居委会", "镇", "乡", "村")


def plain(name: str) -> str:
    """Return a name in simplified, half-width, small characters, without blanks, invisible ones and dots."""
    half = unicodedata.normalize("NFKC", name)
    kept = (mark for mark in half if not mark.isspace() and unicodedata.category(mark) != "Cf")
    return "".join(kept).translate(_drop_and_simplify()).casefold()


def place(name: str) -> str:
    """Return the name of a place without its kind: 大营镇, 大营乡 and 大营 are one."""
    short = plain(name)
    kind = next((kind for kind in KINDS if short.endswith(kind) and short != kind), "")
    return short.removesuffix(kind)


def rows(table: str) -> list[list[str]]:
    """Return the rows of a CSV table of the package, without its heading."""
    text = resources.files("yixian.rules").joinpath("tables", table).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def _drop_and_simplify() -> dict[int, str]:
    simplified = {ord(old): new for old, new in rows("traditional.csv")}
    return simplified | {ord(dot): "" for dot in DOTS}
