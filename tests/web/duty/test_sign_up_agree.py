"""The leader agrees with one tap, or says that nobody is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import new_plan, task
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.action import Refused
from yixian.web.duty.models import RosterLine, SignUp
from yixian.web.duty.sign_ups import asking
from yixian.web.duty.sign_ups.actions import agree, refuse
from yixian.web.journal.models import AuditEntry
from yixian.web.register.models import PersonCondition
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
VILLAGE = "下湾村口"


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


@pytest.fixture(autouse=True)
def roster(county: County) -> object:
    return new_plan(county, state="published", published_at=EVENING)


@pytest.fixture
def asked(county: County) -> SignUp:
    return sign_up(county, "周凯")


@pytest.fixture
def leader(county: County) -> Account:
    """The leader of 下湾村口, who has no other right than over this post."""
    account = Account.objects.create(username="leader", name="刘组长")
    Grant.objects.create(account=account, role="post_leader", place_path=county.posts[VILLAGE].place.path)
    return account


def sign_up(county: County, who: str, post: str = VILLAGE, shift: str = "night") -> SignUp:
    slot = (county.posts[post], DAY, county.shifts[shift])
    return asking.sign_up(device=phone(county, post, who)[0], slot=slot, at=EVENING)


def refused(run: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as told:
        run()
    return told.value


def test_it_works(county: County, asked: SignUp, leader: Account) -> None:
    agree(by=leader, sign_up=asked, at=EVENING)
    stored = Task.objects.unscoped("test").get()
    assert (stored.person.name, stored.starts_at, stored.state) == ("周凯", NIGHT, TaskState.OPEN)
    assert RosterLine.objects.unscoped("test").get().person.name == "周凯"
    assert asked.as_stored().decided_by == leader


def test_it_is_audited_at_the_post(county: County, asked: SignUp, leader: Account) -> None:
    agree(by=leader, sign_up=asked, at=EVENING)
    entry = AuditEntry.objects.unscoped("test").get(action="agree")
    assert (entry.account_id, entry.place_path) == (leader.pk, county.posts[VILLAGE].place.path)


def test_who_asked_in_vain_is_told(county: County, asked: SignUp) -> None:
    second = SignUp.objects.create(
        post=asked.post, place_path=asked.place_path, person=county.people["于倩"], day=asked.day,
        shift=asked.shift, starts_at=asked.starts_at, ends_at=asked.ends_at, asked_at=EVENING,
    )  # fmt: skip
    agree(by=county.township_officer, sign_up=asked, at=EVENING)
    assert second.as_stored().state == "taken"


def test_a_slot_that_is_full_meanwhile(county: County, asked: SignUp) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night")
    told = refused(lambda: agree(by=county.township_officer, sign_up=asked, at=EVENING))
    assert told.code == "slot_full"
    assert asked.as_stored().state == "asked"


def test_the_law_is_asked_again(county: County, asked: SignUp) -> None:
    PersonCondition.objects.create(
        person=county.people["周凯"], kind="under_observation", since_on=DAY, recorded_at=EVENING
    )
    told = refused(lambda: agree(by=county.township_officer, sign_up=asked, at=EVENING))
    assert told.sentence.startswith("周凯不能上这一班")
    assert not Task.objects.unscoped("test").exists()


def test_agreed_twice_is_one_line(county: County, asked: SignUp) -> None:
    agree(by=county.township_officer, sign_up=asked, at=EVENING)
    assert refused(lambda: agree(by=county.duty_officer, sign_up=asked, at=EVENING)).code == "sign_up_settled"
    assert Task.objects.unscoped("test").count() == 1


def test_after_the_start_it_is_too_late(county: County, asked: SignUp) -> None:
    assert refused(lambda: agree(by=county.township_officer, sign_up=asked, at=NIGHT)).code == "slot_full"


def test_refused_the_slot_stays_open(county: County, asked: SignUp) -> None:
    refuse(by=county.township_officer, sign_up=asked, at=EVENING)
    assert asked.as_stored().state == "refused"
    assert not Task.objects.unscoped("test").exists()
    assert sign_up(county, "周凯").pk != asked.pk


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_who_does_not_lead_there_decides_nothing(county: County, asked: SignUp, who: str) -> None:
    for decide in (agree, refuse):
        told = refused(lambda decide=decide: decide(by=county.accounts[who], sign_up=asked, at=EVENING))
        assert told.code == "not_allowed"
    assert asked.as_stored().state == "asked"


def test_today_offers_one_press(county: County, asked: SignUp, leader: Account, logged_in: LogIn) -> None:
    client = logged_in(leader)
    html = client.get("/").content.decode()
    assert "1 人报名上空班" in html and "同意 1 人" in html
    assert f'name="sign_ups" value="{asked.pk}"' in html
    answer = client.post("/duty/sign-ups/agree/", {"sign_ups": str(asked.pk)}, follow=True)
    assert "1 人已排进值班表" in answer.content.decode()
    assert 'name="sign_ups"' not in client.get("/").content.decode()


def test_the_page_lists_what_waits_and_what_is_settled(county: County, asked: SignUp, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert "周凯" in client.get("/duty/sign-ups/").content.decode()
    client.post("/duty/sign-ups/refuse/", {"sign_ups": str(asked.pk)})
    assert "不用来" in client.get("/duty/sign-ups/").content.decode()


def test_a_refusal_is_a_conflict_in_words(county: County, asked: SignUp, logged_in: LogIn) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night")
    answer = logged_in(county.township_officer).post("/duty/sign-ups/agree/", {"sign_ups": str(asked.pk)})
    assert answer.status_code == 409
    assert "这一班已经有人了" in answer.content.decode()


def test_a_foreign_sign_up_does_not_exist(county: County, asked: SignUp, logged_in: LogIn) -> None:
    client = logged_in(county.stranger)
    assert client.post("/duty/sign-ups/agree/", {"sign_ups": str(asked.pk)}).status_code == 404
    assert "周凯" not in client.get("/duty/sign-ups/").content.decode()
    assert asked.as_stored().state == "asked"


@pytest.mark.parametrize("named", ["", "x", "²", "9" * 5000])
def test_nonsense_names_nobody(county: County, asked: SignUp, logged_in: LogIn, named: str) -> None:
    answer = logged_in(county.township_officer).post("/duty/sign-ups/agree/", {"sign_ups": named}, follow=True)
    assert answer.status_code in (200, 404)
    assert asked.as_stored().state == "asked"


def test_looking_decides_nothing(county: County, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert [client.get(f"/duty/sign-ups/{door}/").status_code for door in ("agree", "refuse")] == [405, 405]


def test_in_english(county: County, asked: SignUp, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    assert "Waiting for a word" in client.get("/duty/sign-ups/").content.decode()


def test_the_list_costs_few_questions(
    county: County, asked: SignUp, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/duty/sign-ups/")
