"""Answering for a no-show, and what each role sees of it on Today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.county import DAY, NIGHT, County
from tests.web.duty.rosters import task
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.action import Refused
from yixian.web.duty.models import Call, NightRules, NoShow
from yixian.web.duty.no_shows.actions import answer, set_rules
from yixian.web.journal.models import AuditEntry
from yixian.web.tasks.late import mark_late
from yixian.web.tasks.models import TaskState

LogIn = Callable[[Account], Client]
GATE = "安平苑北门"
RULES = {"leader_min": 5, "community_min": 6, "township_min": 7, "stands_min": 8, "withdraw_min": 60}


def minute(minutes: float) -> datetime:
    return NIGHT + timedelta(seconds=settings.NO_SHOW_AFTER_S, minutes=minutes)


@pytest.fixture(autouse=True)
def _told(county: County) -> Iterator[None]:
    for username, role, path in (("leader", "post_leader", GATE), ("community", "community", "安平苑")):
        account = Account.objects.create(username=username, name=f"{username} 甲")
        place = county.posts[path].place if path in county.posts else county.places[path]
        Grant.objects.create(account=account, role=role, place_path=place.path)
        county.accounts[username] = account
    task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT)
    mark_late(minute(0))
    with clock.stopped_at(minute(1)):
        yield


def no_show() -> NoShow:
    return NoShow.objects.unscoped("test").get()


def refused(run: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as told:
        run()
    return told.value


def asks(client: Client) -> bool:
    return "1 个缺岗等你答复" in client.get("/").content.decode()


def test_it_works(county: County) -> None:
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(1))
    call = Call.objects.unscoped("test").get()
    assert (call.level, call.answered_by, call.answered_at) == (1, county.accounts["leader"], minute(1))


def test_it_is_audited_with_its_step(county: County) -> None:
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(1))
    entry = AuditEntry.objects.unscoped("test").get(action="answer")
    assert entry.payload.content["level"] == 1


def test_answered_twice_is_refused_by_name(county: County) -> None:
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(1))
    told = refused(lambda: answer(by=county.accounts["community"], no_show=no_show(), at=minute(2)))
    assert told.sentence == "leader 甲已经接手这个缺岗"


def test_a_higher_step_may_answer_before_it_was_told(county: County) -> None:
    answer(by=county.duty_officer, no_show=no_show(), at=minute(1))
    assert Call.objects.unscoped("test").get().answered_by == county.duty_officer


def test_a_lower_step_answers_its_own_call_when_a_higher_one_was_told(county: County) -> None:
    mark_late(minute(10))
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(11))
    assert [call.answered_by_id is not None for call in Call.objects.unscoped("test")] == [True, False]


def test_what_is_over_needs_no_answer(county: County) -> None:
    NoShow.objects.unscoped("test").update(ended_at=minute(1), end="came")
    assert refused(lambda: answer(by=county.duty_officer, no_show=no_show(), at=minute(2))).code == "no_show_over"


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_who_leads_nothing_there_answers_nothing(county: County, who: str) -> None:
    assert refused(lambda: answer(by=county.accounts[who], no_show=no_show(), at=minute(1))).code == "not_allowed"


def test_today_asks_the_step_that_was_told(county: County, logged_in: LogIn) -> None:
    order = ["leader", "community", "township_officer", "duty_officer"]
    for n_told in range(1, 5):
        mark_late(minute(10 * (n_told - 1)))
        assert [asks(logged_in(county.accounts[who])) for who in order] == [True] * n_told + [False] * (4 - n_told)


def test_one_press_answers_and_the_alarm_is_gone(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.accounts["leader"])
    html = client.get("/").content.decode()
    assert "已报：卡点组长 22:10" in html and f'name="no_shows" value="{no_show().pk}"' in html
    done = client.post("/duty/no-shows/answer/", {"no_shows": str(no_show().pk)}, follow=True)
    assert "你接手 1 个缺岗" in done.content.decode()
    assert not asks(client)


def test_an_answer_below_does_not_silence_who_is_told_after_it(county: County, logged_in: LogIn) -> None:
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(1))
    mark_late(minute(21))
    assert asks(logged_in(county.accounts["community"]))


def test_the_page_says_who_was_told_when(county: County, logged_in: LogIn) -> None:
    mark_late(minute(10))
    html = logged_in(county.township_officer).get("/duty/no-shows/").content.decode()
    for what in ("22:10:00", "22:20:00", "leader 甲", "community 甲", "李建新"):
        assert what in html


def test_the_auditor_sees_no_names_and_no_buttons(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.auditor).get("/duty/no-shows/").content.decode()
    assert "李建新" not in html and "李**" in html
    assert "/duty/no-shows/answer/" not in html


def test_a_foreign_no_show_does_not_exist(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.stranger)
    assert "李建新" not in client.get("/duty/no-shows/").content.decode()
    assert client.post("/duty/no-shows/answer/", {"no_shows": str(no_show().pk)}).status_code == 404


@pytest.mark.parametrize("named", ["", "x", "²"])
def test_nonsense_answers_nothing(county: County, logged_in: LogIn, named: str) -> None:
    done = logged_in(county.duty_officer).post("/duty/no-shows/answer/", {"no_shows": named}, follow=True)
    assert "没有写派谁" in done.content.decode()


def test_a_refusal_is_a_conflict_in_words(county: County, logged_in: LogIn) -> None:
    answer(by=county.accounts["leader"], no_show=no_show(), at=minute(1))
    done = logged_in(county.duty_officer).post("/duty/no-shows/answer/", {"no_shows": str(no_show().pk)})
    assert done.status_code == 409
    assert "leader 甲已经接手" in done.content.decode()


def test_looking_answers_nothing(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/duty/no-shows/answer/").status_code == 405


def test_the_rules_are_set_by_headquarters(county: County) -> None:
    set_rules(by=county.duty_officer, wish=RULES, agrees_alone=True, at=minute(1))
    set_rules(by=county.duty_officer, wish=RULES | {"leader_min": 9}, agrees_alone=True, at=minute(2))
    assert NightRules.objects.unscoped("test").count() == 1
    assert (NightRules.now().leader_min, NightRules.now().agrees_alone) == (9, True)


@pytest.mark.parametrize("who", ["township_officer", "stranger", "auditor", "leader"])
def test_nobody_else_sets_the_rules(county: County, who: str) -> None:
    run = refused(lambda: set_rules(by=county.accounts[who], wish=RULES, agrees_alone=True, at=minute(1)))
    assert run.code == "not_allowed"


@pytest.mark.parametrize(("name", "value"), [("leader_min", -1), ("stands_min", 241), ("withdraw_min", 1441)])
def test_minutes_out_of_reason_are_refused(county: County, name: str, value: int) -> None:
    told = refused(
        lambda: set_rules(by=county.duty_officer, wish=RULES | {name: value}, agrees_alone=False, at=minute(1))
    )
    assert (told.code, told.field) == ("minutes_out_of_range", name)


def test_the_page_sets_the_rules(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.duty_officer)
    assert client.post("/duty/night/", RULES).status_code == 302
    assert NightRules.now().leader_min == 5
    assert client.post("/duty/night/", RULES | {"leader_min": "999"}).status_code == 422
    assert NightRules.now().leader_min == 5


def test_others_read_the_rules(county: County, logged_in: LogIn) -> None:
    html = logged_in(county.township_officer).get("/duty/night/").content.decode()
    assert "值守规则" in html and '<form class="form"' not in html
    assert logged_in(county.township_officer).post("/duty/night/", RULES).status_code == 422
    assert NightRules.now().leader_min == 10


def test_the_list_costs_few_questions(
    county: County, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = logged_in(county.duty_officer)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/duty/no-shows/")
