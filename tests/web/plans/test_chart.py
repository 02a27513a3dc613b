"""The small chart of a search."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from yixian.web.plans.chart import HEIGHT, WIDTH, lines

costs = st.one_of(st.none(), st.floats(0, 1e9))
tracks = st.lists(st.tuples(costs, costs), max_size=30)


def test_it_works() -> None:
    best, bound = lines([[1.0, 900.0, None], [2.0, 500.0, 400.0], [4.0, 450.0, 440.0]])
    assert best.split()[0].startswith("75.0,") and best.split()[-1].startswith("300.0,")
    heights = [float(point.split(",")[1]) for point in best.split()]
    # Down on the screen is a larger number: the best plan gets cheaper.
    assert heights == sorted(heights)
    assert len(bound.split()) == 2


def test_nothing_is_drawn_before_there_are_two_points() -> None:
    assert lines([]) == ("", "")
    assert lines([[1.0, None, None]]) == ("", "")
    assert lines([[1.0, 5.0, None]]) == ("", "")


def test_a_level_line_has_a_height() -> None:
    best, _ = lines([[1.0, 5.0, None], [2.0, 5.0, None]])
    assert best == "150.0,36.0 300.0,36.0"


@given(tracks)
def test_every_point_lies_in_the_picture(rows: list[tuple[float | None, float | None]]) -> None:
    track = [[float(second), *row] for second, row in enumerate(rows, start=1)]
    for line in lines(track):
        for point in line.split():
            x, y = (float(part) for part in point.split(","))
            assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
