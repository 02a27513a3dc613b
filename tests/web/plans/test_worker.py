"""The worker beside its child: what it tells it, what it hears of it."""

from __future__ import annotations

from multiprocessing import Pipe
from multiprocessing.connection import Connection
from unittest.mock import Mock

import pytest

from tests.county import County
from tests.web.plans.test_pages import new_plan
from yixian.planning.stop import Progress
from yixian.web.plans.models import Job, Plan
from yixian.web.plans.worker import Worker

pytestmark = pytest.mark.usefixtures("evening")


def following(county: County, **fields: object) -> tuple[Worker, Connection]:
    """Return a worker whose child computes, and the child's end of the pipe."""
    new_plan(county)
    jobs = Job.objects.unscoped("test")
    jobs.update(**fields)
    ours, theirs = Pipe()
    worker = Worker()
    vars(worker).update(_pipe=ours, _process=Mock(), _job=jobs.select_related("plan").get())
    return worker, theirs


def test_it_works(county: County) -> None:
    worker, child = following(county)
    child.send(Progress("search", 0.25, 40.0))
    worker.tick()
    job = Job.objects.unscoped("test").get()
    assert (job.phase, job.share, job.best) == ("search", 0.25, 40.0)


def test_the_wish_for_the_best_so_far_is_told_once(county: County) -> None:
    # A child that compiles reads nothing for minutes; a wish at every tick would fill the pipe and hold us.
    worker, child = following(county, wants_best_now=True)
    for _ in range(3):
        worker.tick()
    assert child.recv() == "best"
    assert not child.poll()


@pytest.mark.parametrize("fields", [{}, {"wants_best_now": True}])
def test_a_child_that_died_fails_its_plan(county: County, fields: dict[str, object]) -> None:
    worker, child = following(county, **fields)
    child.close()
    worker.tick()
    assert Plan.objects.unscoped("test").get().state == "failed"
    assert "without an answer" in Job.objects.unscoped("test").get().error
