from datetime import timedelta

import pytest
from django.conf import settings

from tests.county import NIGHT
from yixian.web.journal.models import Event
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task

LATE = NIGHT + timedelta(seconds=settings.NO_SHOW_AFTER_S)


@pytest.fixture
def shift(county):
    post = county.posts["安平苑北门"]
    return Task.objects.create(
        key="AAAA",
        kind="shift",
        place=post.place,
        place_path=post.place_path,
        person=county.people["王建军"],
        starts_at=NIGHT,
        ends_at=NIGHT + timedelta(hours=8),
    )


def test_it_works(shift):
    assert mark_late(LATE) == 1
    assert shift.as_stored().late_at == LATE
    assert Event.objects.unscoped("test").filter(kind="task_late").count() == 1


def test_a_second_before_nobody_is_late(shift):
    assert mark_late(LATE - timedelta(seconds=1)) == 0


def test_it_is_told_once(shift):
    mark_late(LATE)
    assert mark_late(LATE + timedelta(minutes=1)) == 0
    assert Event.objects.unscoped("test").filter(kind="task_late").count() == 1


@pytest.mark.parametrize("state", ["started", "done", "cancelled", "refused"])
def test_who_has_come_or_need_not_come_is_not_late(shift, state):
    Task.objects.unscoped("test").update(state=state)
    assert mark_late(LATE) == 0


def test_two_at_one_post_are_told_as_one_cause(shift, county):
    Task.objects.create(
        key="BBBB",
        kind="shift",
        place=shift.place,
        place_path=shift.place_path,
        person=county.people["于倩"],
        starts_at=NIGHT,
        ends_at=NIGHT + timedelta(hours=8),
    )
    assert mark_late(LATE) == 2
    assert Event.objects.unscoped("test").filter(kind="task_late").count() == 1


def test_after_a_night_without_a_worker_it_is_still_marked(shift):
    assert mark_late(NIGHT + timedelta(days=2)) == 1
