"""What the field log must hold: each thing noted once, at its corrected time, with its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from yixian.simulate.day.oracle.finding import REACH, Book

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yixian.simulate.day.phone import Delivery
    from yixian.simulate.day.world import Holder, Shift

# docs/simulate.md, "What the oracle knows": the same figures as the rules of the field log.
NETWORK_S, TOLERANCE_S = 30, 120
LATE_AFTER = timedelta(days=1)
MOVES = ("checkin", "checkout")


@dataclass(frozen=True)
class Kept:
    """One thing that happened, as it must be stored; ``shift`` is the key of the shift that it moves, if any."""

    uuid: str
    kind: str
    place: int
    happened_at: datetime
    received_at: datetime
    shift: str
    undoes: str
    doubts: frozenset[str]


@dataclass(frozen=True)
class Wrong:
    """A difference: its code, whose sentence stands in ``words.toml``, and the parameters."""

    code: str
    params: tuple[tuple[str, object], ...]

    @classmethod
    def of(cls, code: str, **params: object) -> Wrong:
        """Return a difference."""
        return cls(code, tuple(params.items()))


class Log:
    """What was delivered so far, and whether each answer was the one it had to be."""

    def __init__(self, shifts: Iterable[Shift], holders: tuple[Holder, ...]) -> None:
        self.kept: dict[str, Kept] = {}
        self._first: dict[str, dict[str, Any]] = {}
        self._holders = holders
        self._book = Book(shifts)

    def hear(self, delivery: Delivery) -> list[Wrong]:
        """Take in one delivery and return what was wrong with its answers."""
        wrong = []
        if len(delivery.answers) != len(delivery.sent):
            wrong.append(Wrong.of("answers_missing", sent=len(delivery.sent), answered=len(delivery.answers)))
        # An upload is one moment: what one of its entries takes back is known only if it came in an earlier one.
        known = dict(self.kept)
        for raw, answer in zip(delivery.sent, delivery.answers, strict=False):
            wrong += self._judge(raw, answer)
            if raw["uuid"] not in self._first:
                self._first[raw["uuid"]] = raw
                self.kept[raw["uuid"]] = self._keep(raw, delivery, known)
        return wrong

    def _judge(self, raw: dict[str, Any], answer: dict[str, Any]) -> list[Wrong]:
        uuid = raw["uuid"]
        first = self._first.get(uuid)
        expected = "duplicate" if first else "stored"
        wrong = []
        if answer.get("uuid") != uuid or answer.get("result") != expected:
            got = f"{answer.get('result')} {answer.get('reason') or ''}".strip()
            wrong.append(Wrong.of("answer", uuid=uuid, expected=expected, got=got))
        differs = first is not None and first != raw
        if bool(answer.get("conflict")) != differs:
            wrong.append(Wrong.of("conflict", uuid=uuid, expected=differs, got=bool(answer.get("conflict"))))
        return wrong

    def _keep(self, raw: dict[str, Any], delivery: Delivery, known: dict[str, Kept]) -> Kept:
        holder = self._holders[delivery.phone]
        skew_s = round((delivery.sent_at - delivery.received_at).total_seconds())
        skew_s = skew_s if abs(skew_s) >= NETWORK_S else 0
        at = datetime.fromisoformat(raw["at"]) - timedelta(seconds=skew_s)
        place = int(raw["post"].removeprefix("place:"))
        shift = self._shift(raw, at, holder, known)
        doubts = {
            *_of_clock(skew_s, at, delivery.received_at),
            *(["foreign_post"] if _is_foreign(place, holder, shift) else []),
            *(_of_shift(raw["kind"], at, holder, shift) if raw["kind"] in MOVES else []),
            *(["late_by_days"] if delivery.received_at - at >= LATE_AFTER else []),
            *(["bad_temp"] if isinstance(raw.get("temp"), str) else []),
        }
        return Kept(
            raw["uuid"], raw["kind"], place, at, delivery.received_at, shift.key if shift else "",
            str(raw.get("undoes") or ""), frozenset(doubts),
        )  # fmt: skip

    def _shift(self, raw: dict[str, Any], at: datetime, holder: Holder, known: dict[str, Kept]) -> Shift | None:
        place = int(raw["post"].removeprefix("place:"))
        if raw["kind"] == "undo":
            taken = known.get(raw["undoes"])
            return self._book.by_key.get(taken.shift) if taken and taken.place == place else None
        if raw["kind"] not in MOVES:
            return None
        if raw.get("task"):
            return self._book.named(raw["task"], place, holder)
        return self._book.fitting(raw["kind"], at, place, holder)


def _of_clock(skew_s: int, at: datetime, received_at: datetime) -> list[str]:
    if max(skew_s, (at - received_at).total_seconds()) > TOLERANCE_S:
        return ["clock_ahead"]
    return ["clock_behind"] if skew_s < -TOLERANCE_S else []


def _is_foreign(place: int, holder: Holder, shift: Shift | None) -> bool:
    serves_there = shift is not None and holder.person != 0 and shift.person == holder.person
    return place != holder.place and not serves_there


def _of_shift(kind: str, at: datetime, holder: Holder, shift: Shift | None) -> list[str]:
    if shift is None:
        return ["unknown_task"]
    is_over = at > shift.ends_at + (REACH if kind == "checkout" else timedelta())
    is_others = holder.person not in (0, shift.person) or at < shift.starts_at - REACH
    return ["task_over"] * is_over + ["not_his_shift"] * is_others
