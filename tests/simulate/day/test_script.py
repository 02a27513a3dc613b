"""The day's acts: all ways of living a shift occur, the same for the same seed."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from tests.simulate.day.people import EAST, HOLDERS, NORTH, OWN, SIX, shift
from yixian.simulate.day.muster import Cast
from yixian.simulate.day.script import WAYS, written
from yixian.simulate.day.world import DAY, Holder

CAST = Cast({gate.place: gate for gate in (NORTH, EAST)}, (*HOLDERS, Holder(102, 0, "east"), OWN))
MANY = [shift(f"S{order}", place=101 + order % 2, person=order % 9) for order in range(400)]


def test_it_works():
    acts = written(CAST, [shift()], 1)
    assert [act.at for act in acts] == sorted(act.at for act in acts)
    assert written(CAST, [shift()], 1) == acts
    assert written(CAST, [shift()], 2) != acts


def test_every_identity_is_one_thing_or_one_mended():
    acts = written(CAST, MANY, 1)
    assert all(UUID(act.entry.uuid).version == 4 for act in acts)
    twice = [uuid for uuid, n in Counter(act.entry.uuid for act in acts).items() if n > 1]
    assert {act.entry.kind for act in acts if act.entry.uuid in twice} <= {"in", "out"}


def test_all_kinds_and_ways_occur():
    acts = written(CAST, MANY, 1)
    kinds = Counter(act.entry.kind for act in acts)
    assert set(kinds) == {"checkin", "checkout", "undo", "in", "out"}
    by_shift = Counter(act.entry.get("task") for act in acts)
    away = [one for one in MANY if one.key not in by_shift]
    assert 15 < len(away) < 90
    assert max(by_shift.values()) >= 3
    assert len(WAYS) == 12


def test_people_use_their_own_phone_where_they_have_one():
    phones = Counter(act.phone for act in written(CAST, [shift()] * 60, 1) if act.entry.kind == "checkin")
    assert phones[1] > 30


def test_two_phones_at_one_post_note_the_same_arrival():
    acts = written(CAST, MANY, 1)
    arrivals = Counter((act.entry.get("task"), act.entry.kind) for act in acts if act.entry.get("task"))
    assert any(n == 2 for (_key, kind), n in arrivals.items() if kind == "checkin")


def test_gates_without_a_phone_are_not_lived():
    assert written(CAST, [shift(place=999)], 1) == []


def test_the_day_is_a_day():
    moments = [act.at for act in written(CAST, MANY, 3)]
    assert min(moments) > SIX - DAY / 8
    assert max(moments) < SIX + DAY + DAY / 24
