"""Which lines of a chunk can be put back, and why the others stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.access.traced import Touch, present
from yixian.web.uploads.lines import Key, Line, Now, key_of, links, name_of
from yixian.web.uploads.uses import uses

CHANGED, IN_USE, ELSEWHERE = "changed", "in_use", "elsewhere"


@dataclass(frozen=True)
class Kept:
    """A line that stays: why, and the rows to ask who touched them since."""

    root: Key
    why: str
    asked: tuple[str, ...]

    @property
    def plain(self) -> dict[str, Any]:
        """What is stored of it; who and when are filled in at the end."""
        return {
            "model": self.root[0]._meta.label_lower,
            "pk": self.root[1],
            "why": self.why,
            "asked": list(self.asked),
            "by": None,
            "at": None,
        }


@dataclass(frozen=True)
class Verdict:
    """The lines that are put back, and those that stay."""

    lines: tuple[Line, ...]
    kept: tuple[Kept, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many new lines go, changed ones are put back, and others stay."""
        removed = sum(line.is_new for line in self.lines)
        return {"removed": removed, "restored": len(self.lines) - removed, "kept": len(self.kept)}


def verdict(touches: Iterable[Touch], by: Account, gone: Collection[Key] = frozenset()) -> Verdict:
    """Judge a chunk. ``gone`` are rows of later chunks that would be gone by the time it is undone."""
    now = Now(touches)
    kept: list[Kept] = []
    good: list[Line] = []
    for line in now.lines():
        why = _objection(line, now, by)
        if why:
            kept.append(Kept(line.root, why, tuple(name_of(key_of(touch)) for touch in line.touches)))
        else:
            good.append(line)
    while used := _used(good, now, gone):
        kept += [Kept(line.root, IN_USE, used[line.root]) for line in good if line.root in used]
        good = [line for line in good if line.root not in used]
    return Verdict(tuple(good), tuple(kept))


def _objection(line: Line, now: Now, by: Account) -> str:
    if not all(now.stands(touch) for touch in line.touches):
        return CHANGED
    root = now.row(line.root) or {}
    if "place_path" in root and not by.may(Right.UPLOAD, root["place_path"], root.get("unit_path", "")):
        return ELSEWHERE
    return ""


def _used(lines: Collection[Line], now: Now, gone: Collection[Key]) -> dict[Key, tuple[str, ...]]:
    """Return the lines that something else still refers to, or that refer to something that is no more."""
    added = {key: line.root for line in lines for key in line.added}
    changed = {key_of(touch): touch.before or {} for line in lines for touch in line.touches if touch.before}
    paths = {key: row["path"] for key in added if (row := now.row(key)) and "path" in row}

    def is_going(using: Key, column: str) -> bool:
        return using in added or using in gone or column in changed.get(using, {})

    found: dict[Key, tuple[str, ...]] = {}
    for used, using in uses(added, paths, is_going):
        found[added[used]] = (*found.get(added[used], ()), name_of(using))[:9]
    roots = {key_of(touch): line.root for line in lines for touch in line.touches}
    for key in _orphans(changed):
        found.setdefault(roots[key], (name_of(key),))
    return found


def _orphans(restored: Mapping[Key, Mapping[str, Any]]) -> list[Key]:
    """Return the rows that would name something again that has been deleted since."""
    named = {
        (key, (above, before[name]))
        for key, before in restored.items()
        for name, (above, _) in links(key[0]).items()
        if before.get(name) is not None
    }
    there: dict[Any, set[Any]] = {}
    for model in {above for _, (above, _) in named}:
        there[model] = set(present(model, {pk for _, (above, pk) in named if above is model}))
    return [key for key, (model, pk) in named if pk not in there[model]]
