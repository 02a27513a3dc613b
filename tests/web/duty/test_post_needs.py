"""How many people a post needs; closing it and opening it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, task
from yixian.web import clock
from yixian.web.access.models import Account
from yixian.web.action import Refused
from yixian.web.duty.actions import MOST_PEOPLE, close_post, open_post, set_need
from yixian.web.duty.models import Need, Post
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE, PAGE = "安平苑北门", "/duty/posts/1/"


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


def need(county: County, shift: str, people: int, by: Account | None = None) -> None:
    set_need(
        by=by or county.township_officer,
        post=county.posts[GATE],
        shift=county.shifts[shift],
        people=people,
        at=EVENING,
    )


def needed(county: County, shift: str) -> int:
    return Need.objects.unscoped("test").get(post=county.posts[GATE], shift=county.shifts[shift]).people


def close(county: County, by: Account | None = None) -> None:
    close_post(by=by or county.township_officer, post=county.posts[GATE], at=EVENING)


def is_open(county: County) -> bool:
    return Post.objects.unscoped("test").get(number=1).is_open


def refused(run: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as told:
        run()
    return told.value


def test_it_works(county: County) -> None:
    need(county, "night", 3)
    assert (needed(county, "night"), needed(county, "early")) == (3, 2)


def test_a_shift_never_needed_before(county: County) -> None:
    Need.objects.unscoped("test").filter(post=county.posts[GATE]).delete()
    need(county, "night", 1)
    assert needed(county, "night") == 1


def test_a_change_is_told_and_no_change_is_not(county: County) -> None:
    need(county, "night", 3)
    need(county, "night", 3)
    assert Event.objects.unscoped("test").filter(topic="duty", kind="need_set").count() == 1


@pytest.mark.parametrize("people", [-1, MOST_PEOPLE + 1])
def test_a_number_out_of_reason_is_refused(county: County, people: int) -> None:
    told = refused(lambda: need(county, "night", people))
    assert (told.code, told.field) == ("need_out_of_range", "need_night")
    assert str(MOST_PEOPLE) in told.sentence
    assert needed(county, "night") == 2


@pytest.mark.parametrize("people", [0, MOST_PEOPLE])
def test_the_ends_of_the_range_are_taken(county: County, people: int) -> None:
    need(county, "night", people)
    assert needed(county, "night") == people


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_who_plans_nothing_there_changes_no_need(county: County, who: str) -> None:
    assert refused(lambda: need(county, "night", 3, county.accounts[who])).code == "not_allowed"
    assert needed(county, "night") == 2


def test_a_closed_post_calls_off_its_shifts_ahead(county: County) -> None:
    now = task(county, "王建军", GATE, DAY, "late", state=TaskState.STARTED, started_at=EVENING)
    ahead = task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)
    elsewhere = task(county, "赵秀英", "下湾村口", DAY + ONE_DAY, "early", state=TaskState.SENT)
    close(county)
    assert not is_open(county)
    assert [one.as_stored().state for one in (now, ahead, elsewhere)] == ["started", "cancelled", "sent"]


def test_what_is_done_stays_done_when_a_post_closes(county: County) -> None:
    done = task(county, "李建新", GATE, DAY, "early", state=TaskState.DONE, finished_at=EVENING)
    close(county)
    assert done.as_stored().state == TaskState.DONE


def test_closing_is_audited_in_its_area(county: County) -> None:
    close(county)
    entry = AuditEntry.objects.unscoped("test").get(action="close_post")
    assert entry.place_path == county.posts[GATE].place.path


def test_closing_twice_is_refused(county: County) -> None:
    close(county)
    assert refused(lambda: close(county)).code == "already_closed"


def test_a_post_opens_again_without_its_old_shifts(county: County) -> None:
    ahead = task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)
    close(county)
    open_post(by=county.township_officer, post=county.posts[GATE].as_stored(), at=NIGHT)
    assert is_open(county)
    assert ahead.as_stored().state == TaskState.CANCELLED


def test_an_open_post_is_not_opened(county: County) -> None:
    told = refused(lambda: open_post(by=county.township_officer, post=county.posts[GATE], at=EVENING))
    assert told.code == "already_open"


@pytest.mark.parametrize("who", ["stranger", "auditor"])
def test_a_stranger_closes_nothing(county: County, who: str) -> None:
    task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)
    assert refused(lambda: close(county, county.accounts[who])).code == "not_allowed"
    assert is_open(county)
    assert not Task.objects.unscoped("test").filter(state=TaskState.CANCELLED).exists()


def test_the_page_sets_needs(county: County, logged_in: LogIn) -> None:
    form = {"need_early": "1", "need_late": "1", "need_night": "4"}
    answer = logged_in(county.township_officer).post(f"{PAGE}need/", form)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    assert [needed(county, shift) for shift in ("early", "late", "night")] == [1, 1, 4]


@pytest.mark.parametrize("people", ["-1", "21", "x", "1.5", "²"])
def test_the_page_says_what_is_wrong_with_a_need(county: County, logged_in: LogIn, people: str) -> None:
    answer = logged_in(county.township_officer).post(f"{PAGE}need/", {"need_night": people})
    assert answer.status_code == 422
    assert "每班人数从 0 到 20" in answer.content.decode()
    assert needed(county, "night") == 2


def test_the_page_closes_and_opens(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert client.post(f"{PAGE}close/").status_code == 302
    assert client.post(f"{PAGE}close/").status_code == 409
    assert client.get(PAGE).status_code == 200
    assert client.post(f"{PAGE}open/").status_code == 302
    assert is_open(county)


@pytest.mark.parametrize("door", ["need", "close", "open"])
def test_a_foreign_post_does_not_exist(county: County, logged_in: LogIn, door: str) -> None:
    assert logged_in(county.stranger).post(f"{PAGE}{door}/", {"need_night": "9"}).status_code == 404
    assert is_open(county) and needed(county, "night") == 2


@pytest.mark.parametrize("door", ["need", "close", "open"])
def test_looking_changes_nothing(county: County, logged_in: LogIn, door: str) -> None:
    assert logged_in(county.township_officer).get(f"{PAGE}{door}/").status_code == 405


def test_a_form_with_one_wrong_shift_changes_none(county: County, logged_in: LogIn) -> None:
    wrong = {"need_early": "4", "need_late": "9" * 5000, "need_night": "4"}
    answer = logged_in(county.township_officer).post("/duty/posts/1/need/", wrong)
    assert answer.status_code == 422
    assert [needed(county, shift) for shift in ("early", "late", "night")] == [2, 2, 2]
