"""Work beside the worker: begun once, a turn again and again, nothing ends it but its stop."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from yixian.web.beside import Beside


class Told(Beside):
    """Writes down what it does; the turns that are named fail, and after the last it stops."""

    every_s = 0
    away_s = 0

    def __init__(self, last: int, *, failing: dict[str, Exception] | None = None) -> None:
        super().__init__()
        self.said: list[str] = []
        self.failing, self.last = failing or {}, last

    def begin(self) -> None:
        self._say("begin")

    def turn(self) -> None:
        n = 1 + sum(word.startswith("turn") for word in self.said)
        if n == self.last:
            self.stop()
        self._say(f"turn {n}")

    def _say(self, word: str) -> None:
        self.said.append(word)
        error = self.failing.pop(word, None)
        if error is not None:
            raise error


@pytest.mark.django_db
def test_it_works() -> None:
    told = Told(3)
    told.run()
    assert told.said == ["begin", "turn 1", "turn 2", "turn 3"]


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError("away"), ValueError("a fault of ours")])
def test_a_turn_that_fails_does_not_end_it(error: Exception) -> None:
    told = Told(2, failing={"turn 1": error})
    told.run()
    assert told.said == ["begin", "turn 1", "turn 2"]


@pytest.mark.django_db
def test_what_was_left_is_put_right_before_the_first_turn() -> None:
    told = Told(1, failing={"begin": OperationalError("away")})
    told.run()
    assert told.said == ["begin", "begin", "turn 1"]
