"""Gates, shifts and phones of a made-up day, for the oracle's own tests."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from yixian.simulate.day.oracle.log import Log
from yixian.simulate.day.phone import Delivery
from yixian.simulate.day.world import Gate, Holder, Hours, Shift

ZONE = ZoneInfo("Asia/Shanghai")
SIX = datetime(2020, 2, 14, 6, 0, tzinfo=ZONE)
EARLY, LATE, NIGHT = (
    Hours("early", time(6), time(14)),
    Hours("late", time(14), time(22)),
    Hours("night", time(22), time(6)),
)
NORTH = Gate(11, 101, "安平苑北门", ((EARLY, 2), (LATE, 2), (NIGHT, 1)))
EAST = Gate(12, 102, "安平苑东门", ((EARLY, 1), (LATE, 1), (NIGHT, 0)))
# Whose: the gate's own, Li's at the north gate, Wang's of the east gate.
OWN, LI, WANG = Holder(101, 0, "own"), Holder(101, 7, "li"), Holder(102, 8, "wang")
HOLDERS = (OWN, LI, WANG)


def shift(key: str = "LI", place: int = 101, person: int = 7, starts_h: float = 0, hours: float = 8) -> Shift:
    """Return a shift that begins so many hours after six."""
    start = SIX + timedelta(hours=starts_h)
    return Shift(key, place, person, start, start + timedelta(hours=hours))


SHIFTS = (shift(), shift("ZHAO", person=0), shift("WANG", place=102, person=8))


def log(*shifts: Shift) -> Log:
    """Return an empty log."""
    return Log(shifts or SHIFTS, HOLDERS)


def raw(uuid: str, kind: str = "checkin", minutes: float = 0, place: int = 101, **fields: object) -> dict[str, object]:
    """Return what a phone sends, noted so many minutes after six."""
    at = SIX + timedelta(minutes=minutes)
    return {"uuid": uuid, "post": f"place:{place}", "kind": kind, "at": at.isoformat(), **fields}


def delivery(
    *sent: dict[str, object],
    phone: int = 1,
    after_min: float = 10,
    skew_s: float = 0,
    answers: list[dict[str, object]] | None = None,
) -> Delivery:
    """Return an upload that reached the server so many minutes after six, answered as it should be at first."""
    received_at = SIX + timedelta(minutes=after_min)
    told = [{"uuid": one["uuid"], "result": "stored"} for one in sent] if answers is None else answers
    return Delivery(phone, received_at + timedelta(seconds=skew_s), received_at, sent, tuple(told))
