"""The order of people for the kernels: everybody once, neighbours close to each other."""

from __future__ import annotations

import numpy as np

from tests.planning.duty.little import example
from yixian.planning.duty.districts import order_of
from yixian.planning.duty.problem import OFF

LINE = np.array([[0, 1], [3, 4], [1, 2], [4, OFF], [2, 3], [OFF, OFF]], dtype=np.int64)


def test_it_works() -> None:
    # Posts in a row 0-1-2-3-4; each person's first post gives the place.
    assert order_of(LINE, 5).tolist() == [0, 2, 4, 1, 3, 5]


def test_who_reaches_no_post_comes_last() -> None:
    assert order_of(LINE[::-1].copy(), 5).tolist()[-1] == 0


def test_a_county_without_people_or_posts_has_an_order() -> None:
    assert order_of(np.full((0, 1), OFF, dtype=np.int64), 3).tolist() == []
    assert order_of(np.full((2, 1), OFF, dtype=np.int64), 0).tolist() == [0, 1]


def test_everybody_comes_once() -> None:
    problem = example("county_300")
    order = order_of(problem.reach, len(problem.post_ids))
    assert sorted(order.tolist()) == list(range(len(problem.person_ids)))


def test_a_part_of_the_county_knows_few_posts_but_its_own() -> None:
    problem = example("county_300")
    order = order_of(problem.reach, len(problem.post_ids))
    known, by_number = (
        sum(len(np.unique(problem.reach[part])) for part in np.array_split(way, 11))
        for way in (order, np.arange(len(order)))
    )

    assert known < by_number / 2
