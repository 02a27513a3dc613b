"""Names that exist, to look cells up in; what is only near is proposed, never taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from yixian.sheets.clean import tight

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIGNS = re.compile(r"[\W_]+")
_ENDINGS = re.compile(
    r"(?:街道办事处|街道|管委会|社区居委会|村委会|居委会|社区|小区|人民政府|委员会|镇|乡|村|局|办公室|办|委)$"
)
_COUNTY = re.compile(r"^(?:.{2,3}县|县)(?=..)")
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True)
class Entry:
    """One thing of the register; ``aliases`` hold former names, short names and known misprints."""

    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""


@dataclass(frozen=True)
class Found:
    """The name that a text certainly means, else the names it may mean (a person decides)."""

    name: str | None
    near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """All names of one sort. Empty means: nothing to look up in, so every name stands as written."""

    entries: tuple[Entry, ...] = ()
    _cache: dict[tuple[str, str], Found] = field(default_factory=dict, compare=False, repr=False)

    def find(self, text: str, parent: str = "") -> Found:
        """Look a text up, among the children of ``parent`` first if one is given.

        Two things of one name are both returned in ``near``, written ``parent name`` where parents differ;
        that form is itself understood.
        """
        key = (text, parent)
        if key not in self._cache:
            self._cache[key] = self._find(_form(text), parent)
        return self._cache[key]

    def _find(self, form: str, parent: str) -> Found:
        if not form:
            return Found(None)
        same = self._exact.get(form, [])
        within = [entry for entry in same if parent and _form(entry.parent) == _form(parent)] or same
        if len(within) == 1:
            return Found(within[0].name)
        if within:
            return Found(None, tuple(map(_in_full, within)))
        near = self._near(form)
        inside = [entry for entry in near if parent and _form(entry.parent) == _form(parent)]
        return Found(None, tuple(dict.fromkeys(entry.name for entry in inside or near))[:4])

    def _near(self, form: str) -> list[Entry]:
        """Names one sign away, or equal without their ending (镇, 局), with the very same figures."""
        found = [entry for rest in _shortened(form) for entry in self._one_off.get(rest, ())]
        found += self._bare.get(_bare(form), ())
        found += self._tails.get(form, ())
        figures = _FIGURES.findall(form)
        unique = {id(entry): entry for entry in found if _FIGURES.findall(_form(entry.name)) == figures}
        return list(unique.values())

    @cached_property
    def _exact(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            forms = {_form(entry.name), _form(entry.parent + entry.name), *map(_form, entry.aliases)}
            for form in forms:
                index.setdefault(form, []).append(entry)
        return index

    @cached_property
    def _one_off(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = {}
        for form, entries in self._exact.items():
            for rest in _shortened(form):
                index.setdefault(rest, []).extend(entries)
        return index

    @cached_property
    def _bare(self) -> dict[str, list[Entry]]:
        index: dict[str, list[Entry]] = {}
        for form, entries in self._exact.items():
            index.setdefault(_bare(form), []).extend(entries)
        return index

    @cached_property
    def _tails(self) -> dict[str, list[Entry]]:
        """Names by their tail from a figure on: ``17号岗`` of ``东风小区17号岗``; and by their beginning."""
        index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            form = _form(entry.name)
            cuts = {form[at:] for at in range(1, len(form) - 1)} | {form[:at] for at in range(3, len(form))}
            for cut in cuts:
                index.setdefault(cut, []).append(entry)
        return index


@dataclass(frozen=True)
class Register:
    """The names that a workbook is looked up in."""

    posts: Names = field(default_factory=Names)
    units: Names = field(default_factory=Names)
    places: Names = field(default_factory=Names)


def names(entries: Iterable[Entry | str]) -> Names:
    """Return names from entries or from plain texts."""
    return Names(tuple(Entry(one) if isinstance(one, str) else one for one in entries))


def _in_full(entry: Entry) -> str:
    """The name with that of its parent, which is not said twice."""
    return entry.name if entry.name.startswith(entry.parent) else f"{entry.parent} {entry.name}"


def _form(text: str) -> str:
    return _SIGNS.sub("", tight(text)).replace("號", "号")


def _bare(form: str) -> str:
    return _ENDINGS.sub("", _COUNTY.sub("", form)) or form


def _shortened(form: str) -> set[str]:
    """The form, and it with each sign left out: two names one sign apart share one of these."""
    return {form} | {form[:at] + form[at + 1 :] for at in range(len(form))} if len(form) > 2 else {form}
