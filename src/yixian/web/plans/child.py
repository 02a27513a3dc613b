"""The child process that computes: it knows the problem and a pipe, and nothing of the database."""

from __future__ import annotations

import threading
import time
from multiprocessing.connection import Connection

from yixian.planning.stop import Progress, Stop
from yixian.web.plans import bridges
from yixian.web.plans.work import Failure, Result, Work


def compute(work: Work, pipe: Connection) -> None:
    """Solve and check, report progress through the pipe; "best" coming in ends the search."""
    wanted = threading.Event()
    # A search and its proof run in threads of their own; a pipe is read and written by one at a time.
    mine = threading.Lock()

    def is_wanted() -> bool:
        with mine:
            while pipe.poll():
                if pipe.recv() == "best":
                    wanted.set()
        return wanted.is_set()

    def report(progress: Progress) -> None:
        with mine:
            pipe.send(progress)

    began = time.monotonic()
    try:
        bridge = bridges.all_bridges()[work.room]
        answer = bridge.solve(work.problem, Stop(work.time_limit_s, is_wanted=is_wanted), report, work.seed)
        solved = time.monotonic()
        report(Progress("check", 1.0))
        certificate = bridge.check(work.problem, answer)
    except Exception as error:
        # Whatever goes wrong in a planner must reach the page as words, not as a silent child.
        pipe.send(Failure(f"{type(error).__name__}: {error}"))
        raise
    pipe.send(Result(answer, certificate, solved - began, time.monotonic() - solved))
