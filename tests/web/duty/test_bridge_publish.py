"""Lines of a published roster into tasks."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.county import DAY, EVENING, County
from tests.web.duty.rosters import ONE_DAY, at, line, new_plan, task
from yixian.web.duty import bridge
from yixian.web.duty.told import told_people
from yixian.web.duty.window import Window
from yixian.web.journal.models import Event
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import WAITING, Task, TaskState

TOMORROW_EARLY, TOMORROW_LATE = (1, "early"), (1, "late")


def publish(plan: Plan) -> int:
    return bridge.publish(plan, EVENING)


def tasks(**wanted: Any) -> list[Task]:
    return list(Task.objects.unscoped("test").filter(**wanted).order_by("starts_at"))


def test_it_works(county: County) -> None:
    plan = new_plan(county)
    made = line(county, plan, "李建新", "安平苑北门", TOMORROW_EARLY, leads=True)
    assert publish(plan) == 1
    [shift] = tasks()
    assert (shift.key, shift.kind, shift.state, shift.plan) == (made.key, "shift", "open", plan)
    assert (shift.place, shift.place_path, shift.person) == (made.post.place, made.place_path, made.person)
    assert (shift.leads, shift.starts_at, shift.ends_at) == (True, at(1, 6), at(1, 14))


def test_pages_hear_of_it(county: County) -> None:
    plan = new_plan(county)
    line(county, plan, "于倩", "安平苑东门", TOMORROW_EARLY)
    publish(plan)
    event = Event.objects.unscoped("test").get(topic="tasks")
    assert (event.kind, event.place_path, event.params["people"]) == ("shifts_planned", "0000", 1)


def test_a_line_that_stays_keeps_its_receipts(county: County) -> None:
    first, second = new_plan(county), new_plan(county, version=2)
    line(county, first, "于倩", "安平苑东门", TOMORROW_EARLY)
    publish(first)
    Task.objects.unscoped("test").update(state=TaskState.ACCEPTED)
    line(county, second, "于倩", "安平苑东门", TOMORROW_EARLY)
    assert publish(second) == 0
    [shift] = tasks()
    assert (shift.state, shift.plan) == (TaskState.ACCEPTED, second)


def test_a_line_that_falls_away_is_cancelled(county: County) -> None:
    first, second = new_plan(county), new_plan(county, version=2)
    line(county, first, "于倩", "安平苑东门", TOMORROW_EARLY)
    publish(first)
    line(county, second, "王建军", "安平苑东门", TOMORROW_EARLY)
    assert publish(second) == 2
    assert {(t.person.name, t.state) for t in tasks()} == {("于倩", "cancelled"), ("王建军", "open")}


def test_a_line_that_comes_back_is_open_again(county: County) -> None:
    plans = [new_plan(county, version=version) for version in (1, 2, 3)]
    for plan in (plans[0], plans[2]):
        line(county, plan, "于倩", "安平苑东门", TOMORROW_EARLY)
    assert [publish(plan) for plan in plans] == [1, 1, 1]
    [shift] = tasks()
    assert (shift.state, shift.plan, shift.late_at) == ("open", plans[2], None)


def test_a_new_leader_is_told(county: County) -> None:
    first, second = new_plan(county), new_plan(county, version=2)
    line(county, first, "李建新", "安平苑北门", TOMORROW_EARLY)
    publish(first)
    line(county, second, "李建新", "安平苑北门", TOMORROW_EARLY, leads=True)
    assert publish(second) == 1
    assert tasks()[0].leads


def test_what_has_started_or_is_done_is_never_touched(county: County) -> None:
    old = new_plan(county)
    for shift, state in (("early", TaskState.DONE), ("late", TaskState.STARTED), ("night", TaskState.STARTED)):
        task(county, "于倩", "安平苑东门", DAY, shift, state=state, plan=old)
    before = list(Task.objects.unscoped("test").values())
    assert publish(new_plan(county, version=2)) == 0
    assert list(Task.objects.unscoped("test").values()) == before


def test_a_shift_that_runs_without_its_guard_stays_an_alarm(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY, "late", late_at=EVENING)
    publish(new_plan(county))
    assert tasks()[0].state == TaskState.OPEN


def test_the_past_makes_no_tasks(county: County) -> None:
    plan = new_plan(county)
    line(county, plan, "于倩", "安平苑东门", (0, "early"))
    assert publish(plan) == 0
    assert tasks() == []


def test_a_running_shift_makes_a_task(county: County) -> None:
    plan = new_plan(county)
    line(county, plan, "于倩", "安平苑东门", (0, "late"))
    assert publish(plan) == 1


def test_other_days_and_other_townships_stay(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY + 3 * ONE_DAY, "early")
    task(county, "陈国平", "粮站家属院门", DAY + ONE_DAY, "early")
    publish(new_plan(county))
    assert {t.state for t in tasks()} == {"open"}


def test_the_last_night_of_the_days_belongs_to_them(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY + 2 * ONE_DAY, "night")
    publish(new_plan(county))
    assert tasks()[0].state == TaskState.CANCELLED


def test_the_county_plan_takes_over_what_a_township_planned(county: County) -> None:
    old = new_plan(county)
    line(county, old, "于倩", "安平苑东门", TOMORROW_EARLY)
    publish(old)
    assert publish(new_plan(county, "临溪县")) == 1
    assert tasks()[0].state == TaskState.CANCELLED


def test_other_kinds_of_tasks_stay(county: County) -> None:
    task(county, "于倩", "安平苑东门", DAY + ONE_DAY, "early", kind="visit")
    publish(new_plan(county))
    assert tasks()[0].state == TaskState.OPEN


POSTS = ("安平苑北门", "安平苑东门")
NAMES = ("李建新", "王建军", "于倩")
SHIFTS = ("early", "late", "night")
slots = st.tuples(st.sampled_from(NAMES), st.integers(0, 2), st.sampled_from(SHIFTS))
rosters = st.dictionaries(slots, st.tuples(st.sampled_from(POSTS), st.booleans()), max_size=12)
states = st.dictionaries(slots, st.sampled_from([*WAITING, "started", "done", "refused"]), max_size=6)


@given(old=rosters, new=rosters, happened=states)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_in_force_the_tasks_are_as_the_model_says(
    county: County, old: dict[Any, Any], new: dict[Any, Any], happened: dict[Any, Any]
) -> None:
    Task.objects.unscoped("test").delete()
    Plan.objects.unscoped("test").delete()
    first, second = new_plan(county), new_plan(county, version=2)
    for plan, roster in ((first, old), (second, new)):
        for (name, day, shift), (post, leads) in roster.items():
            line(county, plan, name, post, (day, shift), leads=leads)
    bridge.publish(first, at(0, 0))
    for (name, day, shift), state in happened.items():
        Task.objects.unscoped("test").filter(
            person=county.people[name], starts_at=Window.of(DAY, 3).hours[day, shift][0]
        ).update(state=state)
    expected = model(old, new, happened)
    foreseen = len(told_people(second, EVENING))

    told = publish(second)

    assert {(*slot_of(t), t.place.name): (t.state, t.leads, t.plan_id == second.pk) for t in tasks()} == expected[0]
    assert told == foreseen == len(expected[1])


def model(old: dict[Any, Any], new: dict[Any, Any], happened: dict[Any, Any]) -> tuple[dict[Any, Any], set[str]]:
    """Return what the tasks should be, and who hears of it: the rule told slot by slot, one after the other."""
    wanted = {(*slot, post): leads for slot, (post, leads) in new.items()}
    after: dict[Any, Any] = {}
    told = set()
    for slot, (post, leads) in old.items():
        key, state = (*slot, post), happened.get(slot, "open")
        starts_at, ends_at = Window.of(DAY, 3).hours[slot[1:]]
        if state not in WAITING:
            after[key] = (state, leads, False)
        elif key in wanted and ends_at > EVENING:
            after[key] = (state, wanted[key], True)
            told |= {slot[0]} if wanted[key] != leads else set()
        elif starts_at > EVENING:
            after[key] = ("cancelled", leads, False)
            told.add(slot[0])
        else:
            after[key] = (state, leads, False)
    for key, leads in wanted.items():
        if key not in after and Window.of(DAY, 3).hours[key[1:3]][1] > EVENING:
            after[key] = ("open", leads, True)
            told.add(key[0])
    return after, told


def slot_of(found: Task) -> tuple[str, int, str]:
    cell = Window.of(DAY, 3).cell(found.starts_at)
    assert cell is not None and found.person is not None
    return found.person.name, *cell
