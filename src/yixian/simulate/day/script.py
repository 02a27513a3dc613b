"""Who does what when: each shift is lived as people live shifts, the same for the same seed."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from yixian.simulate.day.world import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from yixian.simulate.day.muster import Cast
    from yixian.simulate.day.world import Shift

PASSES_A_PHONE = 10
MINUTE_S, HOUR_S = 60, 3600


@dataclass(frozen=True)
class Act:
    """Somebody notes something on a phone, which is named by its order in the cast."""

    at: datetime
    phone: int
    entry: Entry


def written(cast: Cast, shifts: Iterable[Shift], seed: int) -> list[Act]:
    """Return all acts of the day in the order of time; shifts at gates that have no phone are not lived."""
    acts: list[Act] = []
    phones = _by_owner(cast)
    lived = sorted((shift.starts_at, shift.place, shift.key, shift) for shift in shifts if shift.place in cast.gates)
    for order, (*_, shift) in enumerate(lived):
        chance = random.Random(f"{seed}/shift/{order}")
        writer = _Writer(shift, phones, chance)
        _way_of(chance)(writer)
        acts += writer.acts
    for order, holder in enumerate(cast.phones):
        if not holder.person and lived:
            acts += _passes(order, holder.place, lived[0][0], random.Random(f"{seed}/passes/{order}"))
    return sorted(acts, key=lambda act: act.at)


class _Writer:
    """Writes down one shift."""

    def __init__(self, shift: Shift, phones: dict[tuple[int, int], list[int]], chance: random.Random) -> None:
        self.acts: list[Act] = []
        self.chance = chance
        self._shift, self._phones = shift, phones
        self._gate = phones[shift.place, 0]
        self._own = next((own for (_, person), own in phones.items() if person and person == shift.person), [])

    def come(self, late_s: float, *, by: list[int] | None = None, has_key: bool = True) -> Entry:
        """Sign in, so many seconds after the start."""
        return self._note("checkin", self._shift.starts_at + timedelta(seconds=round(late_s)), by, has_key=has_key)

    def leave(self, late_s: float, *, by: list[int] | None = None, has_key: bool = True) -> Entry:
        """Sign out, so many seconds after the end."""
        return self._note("checkout", self._shift.ends_at + timedelta(seconds=round(late_s)), by, has_key=has_key)

    def undo(self, entry: Entry, after_s: float) -> None:
        """Take an entry back on the phone on which it was noted."""
        act = next(act for act in self.acts if act.entry is entry)
        at = entry.at + timedelta(seconds=round(after_s))
        taken = Entry(_uuid(self.chance), "undo", entry.place, at, (("undoes", entry.uuid),))
        self.acts.append(Act(at, act.phone, taken))

    def on_time_s(self) -> float:
        """Return when somebody comes who comes on time: a little before."""
        return self.chance.triangular(-20 * MINUTE_S, 8 * MINUTE_S, -4 * MINUTE_S)

    def at_end_s(self) -> float:
        """Return when somebody leaves who stays to the end."""
        return self.chance.triangular(-2 * MINUTE_S, 15 * MINUTE_S, 3 * MINUTE_S)

    @property
    def lasts_s(self) -> float:
        """How long the shift is."""
        return (self._shift.ends_at - self._shift.starts_at).total_seconds()

    @property
    def gate(self) -> list[int]:
        """The gate's own phones."""
        return self._gate

    @property
    def others(self) -> list[int]:
        """Phones of other gates."""
        return [phone for (place, _), owned in self._phones.items() if place != self._shift.place for phone in owned]

    def _note(self, kind: str, at: datetime, by: list[int] | None, *, has_key: bool) -> Entry:
        phone = self.chance.choice(by or self._own or self._gate)
        fields = (("task", self._shift.key),) if has_key else ()
        entry = Entry(_uuid(self.chance), kind, self._shift.place, at, fields)
        self.acts.append(Act(at, phone, entry))
        return entry


def _plain(writer: _Writer) -> None:
    writer.come(writer.on_time_s())
    writer.leave(writer.at_end_s())


def _stays_away(writer: _Writer) -> None:
    """Note nothing: he is missing, and only the oracle knows that he never meant to come."""


def _comes_late(writer: _Writer) -> None:
    writer.come(writer.chance.uniform(15 * MINUTE_S, 100 * MINUTE_S))
    writer.leave(writer.at_end_s())


def _comes_early(writer: _Writer) -> None:
    writer.come(-writer.chance.uniform(40 * MINUTE_S, 110 * MINUTE_S))
    writer.leave(writer.at_end_s())


def _forgets_to_leave(writer: _Writer) -> None:
    writer.come(writer.on_time_s())


def _leaves_early(writer: _Writer) -> None:
    writer.come(writer.on_time_s())
    writer.leave(-writer.chance.uniform(30 * MINUTE_S, 3 * HOUR_S))


def _leaves_by_mistake(writer: _Writer) -> None:
    """Sign out in the middle, and put it right: by taking it back, or by signing in again."""
    writer.come(writer.on_time_s())
    too_early_s = writer.chance.uniform(2 * HOUR_S, 5 * HOUR_S)
    wrong = writer.leave(-too_early_s, by=writer.gate)
    if writer.chance.random() < 0.5:
        writer.undo(wrong, 90)
    else:
        writer.come(writer.lasts_s - too_early_s + writer.chance.uniform(60, 300))
    writer.leave(writer.at_end_s())


def _comes_by_mistake(writer: _Writer) -> None:
    """Sign in at the wrong name and take it back: he is missing, though something was noted."""
    wrong = writer.come(writer.on_time_s(), by=writer.gate)
    writer.undo(wrong, 45)


def _comes_twice(writer: _Writer) -> None:
    """Two phones at one post note the same arrival."""
    first = writer.on_time_s()
    writer.come(first)
    writer.come(first + writer.chance.uniform(20, 240), by=writer.gate)
    writer.leave(writer.at_end_s())


def _comes_by_hand(writer: _Writer) -> None:
    """Note without naming the shift: it is found by its hours, or doubtful where two begin."""
    writer.come(writer.on_time_s(), has_key=False)
    writer.leave(writer.at_end_s(), has_key=False)


def _signs_elsewhere(writer: _Writer) -> None:
    """A phone of another gate notes the arrival: stored, doubtful, and it moves no shift that is not its holder's."""
    writer.come(writer.on_time_s(), by=writer.others)
    writer.leave(writer.at_end_s())


def _only_leaves(writer: _Writer) -> None:
    writer.leave(writer.at_end_s())


WAYS: dict[Callable[[_Writer], None], int] = {
    _plain: 52,
    _stays_away: 8,
    _comes_late: 6,
    _comes_early: 4,
    _forgets_to_leave: 5,
    _leaves_early: 4,
    _leaves_by_mistake: 5,
    _comes_by_mistake: 3,
    _comes_twice: 5,
    _comes_by_hand: 4,
    _signs_elsewhere: 2,
    _only_leaves: 2,
}


def _way_of(chance: random.Random) -> Callable[[_Writer], None]:
    return chance.choices(list(WAYS), list(WAYS.values()))[0]


def _passes(phone: int, place: int, first: datetime, chance: random.Random) -> Iterator[Act]:
    """Yield who went in and out at a gate; now and then one is mended later under the same identity."""
    for _ in range(PASSES_A_PHONE):
        at = first + timedelta(seconds=round(chance.uniform(0, 23 * HOUR_S)))
        temp: object = "热" if chance.random() < 0.05 else round(chance.uniform(35.9, 37.6), 1)
        entry = Entry(_uuid(chance), chance.choice(("in", "out")), place, at, (("temp", temp),))
        yield Act(at, phone, entry)
        if chance.random() < 0.06:
            mended = Entry(entry.uuid, entry.kind, place, entry.at, (("temp", 38.2),))
            yield Act(at + timedelta(minutes=30), phone, mended)


def _by_owner(cast: Cast) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for order, holder in enumerate(cast.phones):
        found[holder.place, holder.person].append(order)
    return dict(found)


def _uuid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
