"""Search and proof tell each other where they stand, and the report what they know."""

from __future__ import annotations

from yixian.planning.duty.standing import Standing
from yixian.planning.stop import Progress, Stop, silent


def test_it_works() -> None:
    told: list[Progress] = []
    standing = Standing(told.append)
    standing.lower_cost(120)
    standing.raise_bound(100)

    standing.say("search", 0.5)

    assert told == [Progress("search", 0.5, 120, 100)]


def test_it_does_not_chatter() -> None:
    told: list[Progress] = []
    standing = Standing(told.append)
    for _ in range(100):
        standing.say("search", 0.1)

    assert len(told) == 1


def test_costs_only_fall_and_bounds_only_rise() -> None:
    standing = Standing(silent)
    for cost, bound in ((10, 1), (12, 3), (9, 2)):
        standing.lower_cost(cost)
        standing.raise_bound(bound)

    assert (standing.cost, standing.bound) == (9, 3)
    assert not standing.is_proven
    standing.raise_bound(9)
    assert standing.is_proven


def test_seconds_of_preparing_do_not_count() -> None:
    stop = Stop(time_limit_s=0.05)
    while not stop.now():
        pass

    stop.begin()

    assert not stop.now()
    assert stop.share() < 1.0
