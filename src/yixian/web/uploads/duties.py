"""Whose shift or posting a line of a chat group speaks of, among those of the hour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from yixian.rules.pinyin import keys
from yixian.sheets.pasted import Said
from yixian.sheets.pasted.people import is_nickname

MOST_CHOICES = 6


@dataclass(frozen=True)
class Duty:
    """One task of one person, as much of it as tells it from others."""

    key: str
    person: int
    name: str
    sound: str
    phone: str
    unit: str | None
    place: int
    post: str
    starts_at: datetime
    ends_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True)
class Found:
    """The duty of a line (``sure``), or those among which somebody chooses: ``which``, ``alike``, ``unknown``."""

    verdict: str
    duty: Duty | None
    choices: tuple[Duty, ...]


def find(said: Said, at: datetime, duties: Mapping[str, list[Duty]]) -> Found:
    """Return whose duty a line speaks of. Only the very name, or one phone, is taken without a question."""
    everybody = [duty for some in duties.values() for duty in some]
    by_phone = [duty for duty in everybody if said.phone and duty.phone == said.phone]
    named = duties.get(said.name, [])
    if named and by_phone and not {duty.person for duty in named} & {duty.person for duty in by_phone}:
        # The name is one person's and the phone another's: one of them was mistyped.
        return Found("which", None, _few([*named, *by_phone]))
    sure = [duty for duty in named if duty in by_phone] or named or by_phone
    if len({duty.person for duty in sure}) > 1:
        sure = [duty for duty in sure if _is_of(duty, said.unit)] or sure
    if sure:
        return _nearest(said, at, sure)
    alike = _alike(said, everybody)
    return Found("alike" if alike else "unknown", None, _few(alike))


def _nearest(said: Said, at: datetime, duties: list[Duty]) -> Found:
    """Return the duty of one person that a moment fits: his start if he came, his end if he left."""
    if len({duty.person for duty in duties}) > 1:
        return Found("which", None, _few(duties))
    far = {duty.key: _distance(said, at, duty) for duty in duties}
    near = [duty for duty in duties if far[duty.key] == min(far.values())]
    return Found("sure", near[0], ()) if len(near) == 1 else Found("which", None, _few(near))


def _distance(said: Said, at: datetime, duty: Duty) -> timedelta:
    return abs(at - (duty.ends_at if said.state == "left" else duty.starts_at))


def _alike(said: Said, duties: Iterable[Duty]) -> list[Duty]:
    """Return duties of people whose name sounds the same, or whom colleagues may call so."""
    if is_nickname(said.name):
        surname = said.name[1] if said.name[0] in "小老大" else said.name[0]
        mine = [duty for duty in duties if duty.name.startswith(surname)]
        return [duty for duty in mine if _is_of(duty, said.unit)] or mine
    sound = keys(said.name)[0]
    return [duty for duty in duties if duty.sound == sound or _one_sign_off(duty.name, said.name)]


def _one_sign_off(a: str, b: str) -> bool:
    return len(a) == len(b) > 2 and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _is_of(duty: Duty, unit: str) -> bool:
    """Whether somebody is of the office or post that stands beside the name; 水利局 is 县水利局."""
    return bool(unit) and any(unit in name or name in unit for name in (duty.unit or "", duty.post) if name)


def _few(duties: Iterable[Duty]) -> tuple[Duty, ...]:
    return tuple(sorted(duties, key=lambda duty: (duty.name, duty.starts_at, duty.key))[:MOST_CHOICES])
