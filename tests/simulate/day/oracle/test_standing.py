"""Who stands where and when, and for how long nobody did."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.simulate.day.people import EAST, NORTH, SIX, delivery, log, raw, shift
from yixian.simulate.day.oracle.standing import Lived, duty_day, gate_now, lived, minutes_empty

LI, ZHAO = shift(), shift("ZHAO", person=0)
DAY = [LI, ZHAO]


def at(minutes):
    return SIX + timedelta(minutes=minutes)


def lives(*sent):
    heard = log(*DAY)
    heard.hear(delivery(*sent, phone=0, after_min=600))
    return lived(heard.kept.values())


def came(uuid, minutes, key="LI"):
    return raw(uuid, "checkin", minutes, task=key)


def left(uuid, minutes, key="LI"):
    return raw(uuid, "checkout", minutes, task=key)


def test_it_works():
    assert lives(came("a", 2), left("b", 485)) == {"LI": Lived(at(2), at(485))}


def test_the_earliest_arrival_counts_and_who_signs_in_again_has_not_left():
    assert lives(came("b", 9), came("a", 4))["LI"].came_at == at(4)
    assert lives(came("a", 0), left("b", 5), came("c", 6))["LI"] == Lived(at(0), None)
    assert lives(came("a", 0), left("b", 5), came("c", 6), left("d", 480), left("e", 481))["LI"] == Lived(
        at(0), at(480)
    )


def test_a_check_out_before_the_arrival_is_the_wrong_way_round():
    assert lives(left("a", 3), came("b", 5))["LI"] == Lived(at(5), None, frozenset("a"))
    assert lives(left("a", 3))["LI"] == Lived(None, at(3), frozenset("a"))


def test_what_is_taken_back_never_was():
    assert lives(came("a", 0), raw("u", "undo", 1, undoes="a"))["LI"] == Lived()
    assert lives(came("a", 0), raw("u", "undo", 1, place=102, undoes="a"))["LI"] == Lived(at(0), None)


def test_a_gate_in_the_middle_of_a_shift():
    now = gate_now(NORTH, DAY, {"LI": Lived(at(2))}, at(45))
    assert (now.needed, now.here, now.missing, now.is_short) == (2, (at(2),), (SIX,), True)


def test_nobody_is_missing_in_the_first_ten_minutes():
    now = gate_now(NORTH, DAY, {"LI": Lived(at(2))}, at(9))
    assert (now.missing, now.is_short) == ((), False)


def test_who_came_early_stands_there_already():
    late = shift("LATE", starts_h=8)
    assert gate_now(NORTH, [late], {"LATE": Lived(at(400))}, at(450)).here == (at(400),)
    assert gate_now(NORTH, [late], {"LATE": Lived(at(400))}, at(300)).here == ()


def test_after_midnight_the_night_of_the_day_before_runs():
    assert duty_day(NORTH, at(20 * 60)) == SIX.date()
    assert gate_now(NORTH, [], {}, at(20 * 60)).needed == 1
    assert gate_now(EAST, [], {}, at(20 * 60)).needed == 0


@pytest.mark.parametrize(
    ("life", "until", "minutes"),
    [
        (Lived(), 60, 60),
        (Lived(at(10)), 60, 10),
        (Lived(at(-30), at(20)), 60, 40),
        (Lived(at(0.5)), 60, 0),
        (Lived(at(1.5), at(2.5)), 4, 3),
        (Lived(None, at(30)), 60, 60),
    ],
)
def test_minutes_with_nobody_are_whole_and_counted_up_to_now(life, until, minutes):
    assert minutes_empty(NORTH, [LI], {"LI": life}, at(until)) == minutes


def test_each_shift_of_the_day_is_counted_and_the_idle_one_is_not():
    assert minutes_empty(NORTH, [], {}, at(23 * 60)) == 23 * 60
    assert minutes_empty(EAST, [], {}, at(23 * 60)) == 16 * 60


def test_who_never_signed_out_is_not_believed_after_his_shift():
    assert minutes_empty(EAST, [shift("L", place=102)], {"L": Lived(at(0))}, at(500)) == 20
