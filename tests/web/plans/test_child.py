"""The computing child listens and tells while several of its threads ask at once."""

from __future__ import annotations

import threading
from multiprocessing import Pipe
from typing import Any

import pytest

from yixian.planning.stop import Progress
from yixian.web.plans import bridges
from yixian.web.plans.child import compute
from yixian.web.plans.work import Failure, Result, Work

N_THREADS, N_WORDS = 8, 400


class Asking:
    """A room whose search asks from many threads whether it shall end, and tells from all of them."""

    def __init__(self) -> None:
        self.heard: list[bool] = []
        self.errors: list[BaseException] = []

    def solve(self, problem: bytes, stop: Any, report: Any, seed: int) -> bytes:
        threads = [threading.Thread(target=self._ask, args=(stop, report)) for _ in range(N_THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert not [thread for thread in threads if thread.is_alive()], "a thread waits for a word that another took"
        assert not self.errors, self.errors
        return b"answer"

    def check(self, problem: bytes, answer: bytes) -> str:
        return "sound"

    def _ask(self, stop: Any, report: Any) -> None:
        try:
            while not stop.now():
                report(Progress("search", 0.5))
            self.heard.append(True)
        except BaseException as error:
            self.errors.append(error)


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Asking:
    asking = Asking()
    monkeypatch.setattr(bridges, "all_bridges", lambda: {"duty": asking})
    return asking


def test_it_works(room: Asking) -> None:
    ours, theirs = Pipe()
    told: list[object] = []
    listening = threading.Thread(target=lambda: _listen(ours, told))
    listening.start()
    talking = threading.Thread(target=lambda: [ours.send("noise") for _ in range(N_WORDS)] + [ours.send("best")])
    talking.start()
    compute(Work("duty", b"", 0, 20), theirs)
    talking.join(5)
    listening.join(5)
    assert room.heard == [True] * N_THREADS
    assert isinstance(told[-1], Result)


def test_a_fault_of_a_planner_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = Pipe()
    monkeypatch.setattr(bridges, "all_bridges", dict)
    with pytest.raises(KeyError):
        compute(Work("duty", b"", 0, 1), theirs)
    assert ours.poll(1) and isinstance(ours.recv(), Failure)


def _listen(pipe: Any, told: list[object]) -> None:
    while not told or not isinstance(told[-1], Result | Failure):
        told.append(pipe.recv())
