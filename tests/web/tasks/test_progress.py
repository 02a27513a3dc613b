"""What the field log makes of a task: the same, whatever came late, twice or in another order."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.county import build
from tests.web.field.phones import START, entry, shift
from yixian.web.field.log import append
from yixian.web.field.models import FieldEntry
from yixian.web.journal.models import Event
from yixian.web.tasks import progress
from yixian.web.tasks.models import Task, TaskState
from yixian.web.tasks.progress import Step

LATER = START + timedelta(hours=11)


def step(number, comes, minutes):
    return Step(UUID(int=number), comes, START + timedelta(minutes=minutes))


def standing(task):
    task = task.as_stored()
    return task.state, task.started_at, task.finished_at


def twin(uuid):
    """Return another identity that belongs to one, and is never by chance that of a third."""
    return str(uuid5(UUID(uuid), "twin"))


def send(*entries):
    append(entries, device=None, at=LATER)


@pytest.mark.django_db
def test_it_works(county):
    task = shift(county)
    send(entry("checkin", 2, task=task.key))
    assert standing(task) == ("started", START + timedelta(minutes=2), None)
    send(entry("checkout", 480, task=task.key))
    assert standing(task) == ("done", START + timedelta(minutes=2), START + timedelta(minutes=480))


@pytest.mark.django_db
def test_the_earliest_check_in_wins_though_it_comes_last(county):
    task = shift(county)
    send(entry("checkin", 20, task=task.key))
    send(entry("checkin", 3, task=task.key))
    assert standing(task) == ("started", START + timedelta(minutes=3), None)


@pytest.mark.django_db
def test_a_check_out_that_comes_first_waits_for_its_check_in(county):
    task = shift(county)
    leaving = entry("checkout", 470, task=task.key)
    send(leaving)
    assert standing(task) == ("done", None, START + timedelta(minutes=470))
    assert FieldEntry.objects.unscoped("test").get(uuid=leaving["uuid"]).doubts == ["left_before_came"]
    send(entry("checkin", 1, task=task.key))
    assert standing(task) == ("done", START + timedelta(minutes=1), START + timedelta(minutes=470))
    assert FieldEntry.objects.unscoped("test").get(uuid=leaving["uuid"]).doubts == []


@pytest.mark.django_db
def test_who_signs_out_by_mistake_signs_in_again(county):
    task = shift(county)
    send(*(entry(kind, m, task=task.key) for kind, m in (("checkin", 0), ("checkout", 5), ("checkin", 6))))
    assert standing(task) == ("started", START, None)


@pytest.mark.django_db
def test_a_second_check_out_does_not_lengthen_the_shift(county):
    task = shift(county)
    send(*(entry(kind, m, task=task.key) for kind, m in (("checkin", 0), ("checkout", 480), ("checkout", 495))))
    assert standing(task)[2] == START + timedelta(minutes=480)


@pytest.mark.django_db
@pytest.mark.parametrize("undo_first", [False, True])
def test_an_entry_taken_back_counts_no_more(county, undo_first):
    task = shift(county)
    came = entry("checkin", 1, task=task.key)
    back = entry("undo", 2, undoes=came["uuid"])
    for raw in (back, came) if undo_first else (came, back):
        send(raw)
    assert standing(task) == ("seen", None, None)
    assert FieldEntry.objects.unscoped("test").count() == 2


@pytest.mark.django_db
def test_another_post_takes_nothing_back(county):
    task = shift(county)
    came = entry("checkin", 1, task=task.key)
    send(came, entry("undo", 2, undoes=came["uuid"], post=5))
    assert standing(task)[0] == "started"


@pytest.mark.django_db
def test_a_cancelled_task_stays_cancelled(county):
    task = shift(county, state=TaskState.CANCELLED)
    send(entry("checkin", 1, task=task.key))
    assert standing(progress.rebuild(task)) == ("cancelled", None, None)


@pytest.mark.django_db
def test_a_task_without_entries_is_left_alone(county):
    task = shift(county, state=TaskState.ACCEPTED)
    assert progress.rebuild(task).state == "accepted"
    assert progress.settle([]) == 0


@pytest.mark.django_db
def test_pages_are_told_of_a_new_state_once(county):
    task = shift(county)
    send(entry("checkin", 1, task=task.key))
    send(entry("checkin", 9, task=task.key))
    told = Event.objects.unscoped("test").filter(topic="tasks")
    assert [(event.kind, event.subject) for event in told] == [("task_started", f"task:{task.key}")]


@pytest.mark.django_db
def test_it_is_rebuilt_from_the_entries_alone(county):
    task = shift(county)
    send(entry("checkin", 1, task=task.key), entry("checkout", 100, task=task.key))
    before = standing(task)
    Task.objects.unscoped("test").update(state="open", started_at=None, finished_at=START)
    assert standing(progress.rebuild(task)) == before


@pytest.mark.django_db
def test_many_tasks_take_a_fixed_number_of_reads(county, django_assert_max_num_queries):
    tasks = [shift(county, person) for person in ("李建新", "王建军", "于倩", "周凯")]
    send(*(entry("checkin", 1, task=task.key) for task in tasks))
    with django_assert_max_num_queries(3):
        progress.settle([task.pk for task in tasks])


STEPS = st.lists(st.tuples(st.booleans(), st.integers(-60, 600)), max_size=7).map(
    lambda rows: [step(i, comes, minutes) for i, (comes, minutes) in enumerate(rows)]
)


@given(steps=STEPS, data=st.data())
def test_no_order_changes_the_answer(steps, data):
    assert progress.of(data.draw(st.permutations(steps))) == progress.of(steps)


@given(steps=STEPS)
def test_the_answer_agrees_with_the_steps(steps):
    found = progress.of(steps)
    arrivals = [step.at for step in steps if step.comes]
    assert found.started_at == min(arrivals, default=None)
    assert (found.finished_at is not None) == (found.state == TaskState.DONE)
    if found.finished_at and arrivals:
        assert found.finished_at >= max(arrivals)


KINDS = st.sampled_from(["checkin", "checkout"])


class AnyWay(TestCase):
    """Through the log itself: any order, repeats and chunks of the same entries give the same task."""

    @settings(max_examples=25, deadline=None)
    @given(
        rows=st.lists(st.tuples(KINDS, st.integers(-60, 560)), min_size=1, max_size=5),
        undone=st.sets(st.integers(0, 4)),
        data=st.data(),
    )
    def test_any_order_repetition_and_chunking_end_alike(self, rows, undone, data):
        county = build()
        first, second = shift(county), shift(county, "王建军")
        entries = [entry(kind, minutes, task=first.key) for kind, minutes in rows]
        entries += [entry("undo", 599, undoes=entries[i]["uuid"]) for i in undone if i < len(rows)]
        send(*entries)
        # The same for his neighbour, entry by entry under other uuids, in disorder and more than once.
        other = [raw | {"uuid": twin(raw["uuid"]), "task": second.key} for raw in entries]
        other = [raw | {"undoes": twin(raw["undoes"])} if "undoes" in raw else raw for raw in other]
        for raw in data.draw(st.permutations(other + other[:2])):
            send(raw)
        self.assertEqual(standing(second), standing(first))
        self.assertEqual(standing(progress.rebuild(second)), standing(first))
