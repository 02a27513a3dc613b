"""Who has not come is told upwards step by step by the clock, until somebody stands there."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web.access.models import Account, Grant
from yixian.web.duty.actions import send_stand_in, take_alarm
from yixian.web.duty.models import Call, NightRules, NoShow
from yixian.web.duty.no_shows.actions import answer
from yixian.web.duty.no_shows.following import follow
from yixian.web.journal.models import Event
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import Task, TaskState

GATE = "安平苑北门"
LATE_S = settings.NO_SHOW_AFTER_S


def minute(minutes: float) -> datetime:
    """Return a moment counted from when the guard is late."""
    return NIGHT + timedelta(seconds=LATE_S, minutes=minutes)


@pytest.fixture(autouse=True)
def missing(county: County) -> Task:
    """李建新 should stand at 安平苑北门 from 22:00."""
    return task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)


@pytest.fixture(autouse=True)
def leader(county: County) -> Account:
    return account(county, "leader", "post_leader", county.posts[GATE].place.path)


@pytest.fixture(autouse=True)
def community(county: County) -> Account:
    return account(county, "community", "community", county.places["安平苑"].path)


def account(county: County, username: str, role: str, path: str) -> Account:
    made = Account.objects.create(username=username, name=username)
    Grant.objects.create(account=made, role=role, place_path=path)
    county.accounts[username] = made
    return made


def run(*minutes: float) -> None:
    for at in minutes:
        mark_late(minute(at))


def calls() -> list[tuple[int, float, float]]:
    rows = Call.objects.unscoped("test").order_by("level")
    return [(c.level, gone(c.due_at), gone(c.told_at)) for c in rows]


def gone(at: datetime) -> float:
    return (at - minute(0)) / timedelta(minutes=1)


def no_show() -> NoShow:
    return NoShow.objects.unscoped("test").get()


def come(who: Task, at: float) -> None:
    who.state, who.started_at = TaskState.STARTED, minute(at)
    who.save()


def test_it_works(county: County, leader: Account) -> None:
    run(0)
    assert calls() == [(1, 0, 0)]
    assert Call.objects.unscoped("test").get().told == [leader.pk]


def test_a_second_before_nobody_is_told() -> None:
    run(-1 / 60)
    assert calls() == []


def test_it_climbs_step_by_step(county: County) -> None:
    run(*range(60))
    assert calls() == [(1, 0, 0), (2, 10, 10), (3, 20, 20), (4, 30, 30)]
    told = {call.level: call.told for call in Call.objects.unscoped("test")}
    assert told[3] == [county.township_officer.pk]
    assert told[4] == [county.duty_officer.pk]


def test_the_clock_may_run_as_often_as_it_likes() -> None:
    for _ in range(3):
        run(0, 0, 10, 10)
    assert calls() == [(1, 0, 0), (2, 10, 10)]
    assert Event.objects.unscoped("test").filter(kind="no_show_told").count() == 2


def test_a_worker_that_was_away_tells_all_that_became_due() -> None:
    run(0)
    run(24)
    assert calls() == [(1, 0, 0), (2, 10, 24), (3, 20, 24)]
    run(30)
    assert calls()[-1] == (4, 30, 30)


def test_a_worker_that_starts_late_begins_with_the_first_step() -> None:
    run(45)
    assert calls() == [(1, 45, 45)]
    run(55)
    assert calls()[-1] == (2, 55, 55)


def test_a_restart_between_mark_and_telling_skips_nothing(missing: Task) -> None:
    Task.objects.unscoped("test").update(late_at=minute(0))
    follow(minute(12))
    assert calls() == [(1, 0, 12), (2, 10, 12)]


def test_it_stops_when_he_comes(missing: Task) -> None:
    run(0)
    come(missing, 5)
    run(10, 60)
    assert calls() == [(1, 0, 0)]
    assert (no_show().end, gone(no_show().ended_at)) == ("came", 5)  # type: ignore[arg-type]


def test_it_stops_when_somebody_else_stands_there(county: County, missing: Task) -> None:
    run(0)
    sent = send_stand_in(by=county.township_officer, task=missing, person=county.people["王建军"], at=minute(3))
    run(10)
    assert calls() == [(1, 0, 0)]
    come(sent, 15)
    run(60)
    assert (calls(), no_show().end) == ([(1, 0, 0)], "relieved")


def test_a_stand_in_who_does_not_come_either_is_told_on_the_same_ladder(county: County, missing: Task) -> None:
    run(0)
    send_stand_in(by=county.township_officer, task=missing, person=county.people["王建军"], at=minute(3))
    run(22.9)
    assert len(calls()) == 1
    run(23)
    assert calls()[1] == (2, 23, 23)
    assert NoShow.objects.unscoped("test").count() == 1


def test_it_stops_when_the_shift_is_called_off(missing: Task) -> None:
    run(0)
    missing.state = TaskState.CANCELLED
    missing.save()
    run(10)
    assert (calls(), no_show().end) == ([(1, 0, 0)], "called_off")


def test_it_stops_with_the_shift(missing: Task) -> None:
    run(0, 8 * 60 - 10)
    assert no_show().end == "over"
    assert no_show().ended_at == missing.ends_at


def test_a_shift_that_was_over_before_anybody_looked_is_told_to_nobody() -> None:
    run(9 * 60)
    assert not NoShow.objects.unscoped("test").exists()


def test_a_sign_in_taken_back_opens_it_again(missing: Task) -> None:
    run(0)
    come(missing, 5)
    run(6)
    missing.state, missing.started_at = TaskState.SEEN, None
    missing.save()
    run(12)
    assert calls() == [(1, 0, 0), (2, 10, 12)]
    assert no_show().end == ""


def test_an_answer_gives_time_and_then_it_climbs_on(county: County, leader: Account) -> None:
    run(0)
    answer(by=leader, no_show=no_show(), at=minute(4))
    run(10, 23.9)
    assert len(calls()) == 1
    run(24)
    assert calls()[1] == (2, 24, 24)


def test_who_takes_the_alarm_of_the_area_has_answered(county: County) -> None:
    run(0)
    take_alarm(by=county.township_officer, area=county.places["柳河镇"], cause="unmanned", at=minute(2))
    run(10)
    stored = Call.objects.unscoped("test").get()
    assert (stored.answered_by, gone(stored.answered_at)) == (county.township_officer, 2)  # type: ignore[arg-type]


def test_the_alarm_of_another_area_is_no_answer(county: County) -> None:
    run(0)
    take_alarm(by=county.duty_officer, area=county.places["城关镇"], cause="unmanned", at=minute(2))
    run(10)
    assert len(calls()) == 2


def test_a_step_that_nobody_holds_is_passed_at_once(county: County) -> None:
    Grant.objects.unscoped("test").filter(role__in=("post_leader", "community")).delete()
    run(0)
    assert calls() == [(1, 0, 0), (2, 0, 0), (3, 0, 0)]


def test_who_cannot_log_in_any_more_holds_no_step(leader: Account) -> None:
    leader.is_active = False
    leader.save()
    run(0)
    assert next(call.told for call in Call.objects.unscoped("test").order_by("level")) == []


def test_the_county_says_how_long_steps_wait() -> None:
    NightRules.objects.create(leader_min=5, community_min=0, township_min=30)
    run(*range(60))
    assert calls() == [(1, 0, 0), (2, 5, 5), (3, 5, 5), (4, 35, 35)]


def test_two_at_one_post_are_two(county: County) -> None:
    task(county, "王建军", GATE, DAY, "night", state=TaskState.SENT)
    run(0)
    assert NoShow.objects.unscoped("test").count() == 2


def test_what_is_no_shift_is_not_followed(missing: Task) -> None:
    missing.kind = "posting"
    missing.save()
    run(0)
    assert not NoShow.objects.unscoped("test").exists()


def test_nothing_to_do_asks_little(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        follow(minute(-30))
