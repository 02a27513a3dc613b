"""One post: who is here, who comes, who answers, its paper and its phones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, new_plan, task
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.plans.models import PlanState
from yixian.web.register.models import Answer
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
GATE = "安平苑北门"
HALF_PAST_TEN = NIGHT.replace(minute=30)


@pytest.fixture(autouse=True)
def _night() -> Iterator[None]:
    with clock.stopped_at(HALF_PAST_TEN):
        yield


def page(client: Client, number: int = 1) -> str:
    answer = client.get(f"/duty/posts/{number}/")
    assert answer.status_code == 200
    return answer.content.decode()


def late(county: County) -> Task:
    return task(county, "李建新", GATE, DAY, "night", state=TaskState.SENT, late_at=NIGHT + timedelta(minutes=10))


def test_it_works(county: County, logged_in: LogIn) -> None:
    task(county, "王建军", GATE, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    html = page(logged_in(county.township_officer))
    for words in ("安平苑北门", "0001", "6600001", "王建军", "22:00"):
        assert words in html


def test_who_has_not_come_is_said_and_a_stand_in_offered(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    html = page(logged_in(county.township_officer))
    assert "李建新" in html
    assert f"/duty/posts/1/stand-in/{missing.pk}/" in html


def test_who_may_not_send_is_not_offered_to(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    leader = Account.objects.create_account("leader", None, name="王建军")
    Grant.objects.create(account=leader, role="post_leader", place_path=missing.place_path)
    assert "/stand-in/" not in page(logged_in(leader))


def test_a_guard_who_is_here_needs_no_stand_in(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    Task.objects.unscoped("test").filter(pk=missing.pk).update(state=TaskState.STARTED, started_at=HALF_PAST_TEN)
    assert "/stand-in/" not in page(logged_in(county.township_officer))


def test_who_comes_next_is_told(county: County, logged_in: LogIn) -> None:
    task(county, "于倩", GATE, DAY + ONE_DAY, "early")
    task(county, "周凯", GATE, DAY + 9 * ONE_DAY, "early")
    html = page(logged_in(county.township_officer))
    assert "于倩" in html and "06:00" in html
    assert "周凯" not in html


def test_a_cancelled_shift_is_not_expected(county: County, logged_in: LogIn) -> None:
    task(county, "于倩", GATE, DAY + ONE_DAY, "early", state=TaskState.CANCELLED)
    assert "于倩" not in page(logged_in(county.township_officer))


def test_who_answers_goes_up_to_the_county(county: County, logged_in: LogIn) -> None:
    Answer.objects.create(place=county.places["安平苑"], name="孙国强", phone="66001234")
    html = page(logged_in(county.township_officer))
    assert "孙国强" in html
    order = [html.rindex(f">{name}<") for name in ("安平苑", "柳河镇", "临溪县")]
    assert order == sorted(order)


def test_a_phone_is_given_out_from_here(county: County, logged_in: LogIn) -> None:
    assert f"/f/offer/{county.posts[GATE].pk}/" in page(logged_in(county.township_officer))


def test_the_auditor_is_offered_nothing(county: County, logged_in: LogIn) -> None:
    late(county)
    html = page(logged_in(county.auditor))
    assert "/f/offer/" not in html and "/items/" not in html and "/stand-in/" not in html


def test_the_auditor_reads_no_names_of_guards(county: County, logged_in: LogIn) -> None:
    task(county, "王建军", GATE, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    late(county)
    html = page(logged_in(county.auditor))
    assert "王建军" not in html and "李建新" not in html
    assert "王**" in html


def test_the_paper_is_there_once_a_roster_is_in_force(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert "打印" not in page(client)
    plan = new_plan(county, state=PlanState.PUBLISHED, published_at=EVENING)
    task(county, "王建军", GATE, DAY, "night", plan=plan)
    path = county.posts[GATE].place.path
    found = re.search(rf'href="([^"]+\?in={path})"', page(client))
    assert found is not None
    assert str(plan.pk) in found[1]


def test_a_stranger_township_gets_404(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.stranger).get("/duty/posts/1/").status_code == 404


def test_a_number_that_does_not_exist_gets_404(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.duty_officer).get("/duty/posts/9999/").status_code == 404


def test_who_sees_no_people_may_not_look(county: County, logged_in: LogIn) -> None:
    assert logged_in(county.admin).get("/duty/posts/1/").status_code == 403


def test_the_night_of_yesterday_is_still_now_after_midnight(county: County, logged_in: LogIn) -> None:
    task(county, "王建军", GATE, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    with clock.stopped_at(NIGHT + timedelta(hours=4)):
        html = page(logged_in(county.township_officer))
    assert "王建军" in html and "人手不足" in html


def test_a_post_has_the_same_sign_on_its_page_and_in_the_list(county: County, logged_in: LogIn) -> None:
    new_plan(county, state=PlanState.PUBLISHED, published_at=EVENING)
    client = logged_in(county.township_officer)
    listed = client.get("/duty/posts/?q=4").content.decode()
    assert "缺岗" in re.findall(r'<tr[^>]*data-post="0004".*?</tr>', listed, re.S)[0]
    parts = client.get("/duty/posts/4/", headers={"HX-Request": "true"}).content.decode()
    assert "缺岗" in parts


def test_the_parts_can_be_fetched_alone(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    html = client.get("/duty/posts/1/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html and 'data-ready="0"' in html


def test_in_english(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    html = page(client)
    assert "Readiness" in html and "One flag raised" in html


def test_one_page_costs_few_questions(
    county: County, logged_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for who in ("李建新", "王建军", "于倩"):
        task(county, who, GATE, DAY, "night", state=TaskState.STARTED, started_at=NIGHT)
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(31):
        page(client)


def test_the_page_of_candidates_names_whom_and_why_not(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    html = logged_in(county.township_officer).get(f"/duty/posts/1/stand-in/{missing.pk}/").content.decode()
    may, barred = html.split("不能派", 1)
    assert "王建军" in may and f'value="{missing.pk}:{county.people["王建军"].pk}"' in may
    assert "赵秀英怀孕满 7 个月" in barred


def test_candidates_of_a_foreign_post_are_not_shown(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    assert logged_in(county.stranger).get(f"/duty/posts/1/stand-in/{missing.pk}/").status_code == 404


def test_candidates_belong_to_the_post_of_the_address(county: County, logged_in: LogIn) -> None:
    missing = late(county)
    assert logged_in(county.township_officer).get(f"/duty/posts/3/stand-in/{missing.pk}/").status_code == 404
