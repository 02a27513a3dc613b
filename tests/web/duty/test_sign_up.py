"""A volunteer sees open slots near home, takes one with a tap, withdraws in time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client

from tests.county import DAY, EVENING, NIGHT, County
from tests.web.duty.rosters import ONE_DAY, at, line, new_plan, task
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.access.models import Account, Device
from yixian.web.action import Refused
from yixian.web.duty.models import NightRules, RosterHole, RosterLine, SignUp
from yixian.web.duty.sign_ups import asking
from yixian.web.field.api import COOKIE
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.register.models import PersonCondition
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Account], Client]
VILLAGE, GATE = "下湾村口", "安平苑北门"
TONIGHT = f"3:{DAY}:night"


@pytest.fixture(autouse=True)
def _evening() -> Iterator[None]:
    with clock.stopped_at(EVENING):
        yield


@pytest.fixture(autouse=True)
def roster(county: County) -> object:
    """A roster is in force in 柳河镇; nobody stands at 下湾村口."""
    return new_plan(county, state="published", published_at=EVENING)


@pytest.fixture
def mine(county: County) -> Device:
    """The phone of 周凯, a volunteer of 上湾村 who has offered three shifts a week."""
    return phone(county, VILLAGE, "周凯")[0]


def slot(county: County, shift: str = "night", post: str = VILLAGE, days: int = 0) -> asking.Slot:
    return county.posts[post], DAY + days * ONE_DAY, county.shifts[shift]


def ask(county: County, device: Device, *more: object, **where: object) -> SignUp:
    return asking.sign_up(device=device, slot=slot(county, **where), at=EVENING)  # type: ignore[arg-type]


def refused(run: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as told:
        run()
    return told.value


def on_phone(county: County, who: str | None = "周凯", post: str = VILLAGE) -> Client:
    client = Client()
    client.cookies[COOKIE] = phone(county, post, who)[1]
    return client


def test_it_works(county: County, mine: Device) -> None:
    asked = ask(county, mine)
    assert (asked.state, asked.person.name, asked.starts_at) == ("asked", "周凯", NIGHT)
    assert not Task.objects.unscoped("test").exists()


def test_asked_twice_is_one(county: County, mine: Device) -> None:
    assert ask(county, mine).pk == ask(county, mine).pk
    assert Event.objects.unscoped("test").filter(kind="sign_up_asked").count() == 1


def test_it_is_audited_without_an_account(county: County, mine: Device) -> None:
    ask(county, mine)
    entry = AuditEntry.objects.unscoped("test").get(action="sign_up")
    assert (entry.account_id, entry.place_path) == (None, county.posts[VILLAGE].place.path)


def test_a_slot_that_somebody_took_meanwhile_is_said_in_words(county: County, mine: Device) -> None:
    task(county, "赵秀英", VILLAGE, DAY, "night")
    assert refused(lambda: ask(county, mine)).sentence == "这一班刚被别人先上了，看看别的空班"


def test_a_shift_that_has_begun_is_no_open_slot(county: County, mine: Device) -> None:
    told = refused(lambda: asking.sign_up(device=mine, slot=slot(county), at=NIGHT))
    assert told.code == "slot_taken"


def test_without_a_roster_nothing_is_open(county: County, mine: Device, roster: object) -> None:
    roster.state = "replaced"  # type: ignore[attr-defined]
    roster.save()  # type: ignore[attr-defined]
    assert refused(lambda: ask(county, mine)).code == "slot_taken"


def test_a_closed_post_has_no_open_slot(county: County, mine: Device) -> None:
    county.posts[VILLAGE].is_open = False
    county.posts[VILLAGE].save()
    assert refused(lambda: ask(county, mine)).code == "slot_far"


def test_another_township_is_too_far(county: County, mine: Device) -> None:
    assert refused(lambda: ask(county, mine, post="粮站家属院门")).code == "slot_far"


def test_the_law_is_asked(county: County) -> None:
    she = phone(county, VILLAGE, "赵秀英")[0]
    told = refused(lambda: ask(county, she))
    assert told.code == "slot_barred"
    assert "怀孕" in told.sentence and "赵秀英" not in told.sentence


def test_who_is_ill_may_not(county: County, mine: Device) -> None:
    PersonCondition.objects.create(person=county.people["周凯"], kind="ill", since_on=DAY, recorded_at=EVENING)
    assert refused(lambda: ask(county, mine)).code == "slot_barred"


def test_rest_is_asked(county: County, mine: Device) -> None:
    task(county, "周凯", VILLAGE, DAY, "late")
    assert "一天只上一班" in refused(lambda: ask(county, mine)).sentence
    told = refused(lambda: ask(county, mine, shift="early", days=1))
    assert "休息不足 11 小时" in told.sentence


def test_no_more_than_was_offered(county: County, mine: Device) -> None:
    for days in (-3, -2, -1):
        task(county, "周凯", VILLAGE, DAY + days * ONE_DAY, "early", state=TaskState.DONE)
    assert "每周班数" in refused(lambda: ask(county, mine)).sentence


def test_who_asked_for_one_cannot_ask_for_another_at_that_time(county: County, mine: Device) -> None:
    mine.person.home = county.places["金穗小区"]  # type: ignore[union-attr]
    ask(county, mine)
    assert "已在别的班上" in refused(lambda: ask(county, mine, post=GATE)).sentence


def test_the_posts_own_phone_signs_nobody_up(county: County) -> None:
    assert refused(lambda: ask(county, phone(county, VILLAGE)[0])).code == "phone_of_nobody"


def test_let_in_by_itself_where_the_county_says_so(county: County, mine: Device, roster: object) -> None:
    NightRules.objects.create(agrees_alone=True)
    RosterHole.objects.create(
        plan=roster, post=county.posts[VILLAGE], place_path=county.posts[VILLAGE].place.path,
        day=DAY, shift=county.shifts["night"], missing=1,
    )  # fmt: skip
    asked = ask(county, mine)
    stored = Task.objects.unscoped("test").get()
    assert (asked.state, asked.decided_by, stored.person.name, stored.state) == ("agreed", None, "周凯", "open")
    row = RosterLine.objects.unscoped("test").get()
    assert (row.key, row.person.name, row.starts_at) == (stored.key, "周凯", NIGHT)
    assert not RosterHole.objects.unscoped("test").exists()


def test_withdrawn_in_time_the_hole_is_back(county: County, mine: Device) -> None:
    NightRules.objects.create(agrees_alone=True)
    asked = ask(county, mine)
    asking.withdraw(device=mine, sign_up=asked, at=at(0, 19))
    assert asked.as_stored().state == "withdrawn"
    assert Task.objects.unscoped("test").get().state == TaskState.CANCELLED
    assert not RosterLine.objects.unscoped("test").exists()
    assert ask(county, mine).state == "agreed"
    assert Task.objects.unscoped("test").get().state == TaskState.OPEN


def test_too_late_to_withdraw(county: County, mine: Device) -> None:
    NightRules.objects.create(agrees_alone=True)
    asked = ask(county, mine)
    told = refused(lambda: asking.withdraw(device=mine, sign_up=asked, at=at(0, 20, 1)))
    assert "120 分钟内不能自己退" in told.sentence
    assert asked.as_stored().state == "agreed"


def test_what_waits_is_withdrawn_at_any_time_but_once(county: County, mine: Device) -> None:
    asked = ask(county, mine)
    asking.withdraw(device=mine, sign_up=asked, at=at(0, 21, 59))
    assert refused(lambda: asking.withdraw(device=mine, sign_up=asked, at=at(0, 21, 59))).code == "sign_up_settled"


def test_the_phone_shows_what_is_near_and_lawful(county: County) -> None:
    html = on_phone(county).get("/duty/slots/").content.decode()
    assert f'data-slot="{TONIGHT}"' in html
    assert "下湾村口" in html and "粮站家属院门" not in html
    assert "周凯" not in html


def test_two_taps_on_the_phone(county: County) -> None:
    client = on_phone(county)
    done = client.post("/duty/slots/ask/", {"slot": TONIGHT}, follow=True)
    html = done.content.decode()
    assert "已报名，组长看得到" in html and "等组长同意" in html
    assert f'data-slot="{TONIGHT}"' not in html


def test_the_phone_is_told_in_words_what_happened_meanwhile(county: County) -> None:
    client = on_phone(county)
    client.get("/duty/slots/")
    task(county, "赵秀英", VILLAGE, DAY, "night")
    answer = client.post("/duty/slots/ask/", {"slot": TONIGHT})
    assert answer.status_code == 409
    assert "刚被别人先上了" in answer.content.decode()


def test_the_phone_withdraws(county: County, mine: Device) -> None:
    asked = ask(county, mine)
    assert on_phone(county).post(f"/duty/slots/{asked.pk}/withdraw/").status_code == 302
    assert asked.as_stored().state == "withdrawn"


def test_another_phone_withdraws_nothing(county: County, mine: Device) -> None:
    asked = ask(county, mine)
    assert on_phone(county, "赵秀英").post(f"/duty/slots/{asked.pk}/withdraw/").status_code == 404
    assert asked.as_stored().state == "asked"


@pytest.mark.parametrize("name", ["", "x", "3", "3:2020-02-13", "3:2020-02-30:night", "²:2020-02-13:night", "9:a:b:c"])
def test_nonsense_is_no_slot(county: County, name: str) -> None:
    assert on_phone(county).post("/duty/slots/ask/", {"slot": name}).status_code == 404


def test_a_strange_phone_sees_nothing(county: County) -> None:
    assert Client().get("/duty/slots/").status_code == 404
    assert Client().post("/duty/slots/ask/", {"slot": TONIGHT}).status_code == 404


def test_the_posts_own_phone_is_told_to_use_another(county: County) -> None:
    client = on_phone(county, None)
    assert "自己的手机" in client.get("/duty/slots/").content.decode()
    assert client.post("/duty/slots/ask/", {"slot": TONIGHT}).status_code == 409


def test_looking_asks_for_nothing(county: County) -> None:
    assert on_phone(county).get("/duty/slots/ask/").status_code == 405


def test_in_english(county: County, mine: Device) -> None:
    client = on_phone(county)
    client.cookies["django_language"] = "en"
    assert "Open slots" in client.get("/duty/slots/").content.decode()


def test_a_page_costs_few_questions(county: County, django_assert_max_num_queries: Callable[[int], object]) -> None:
    client = on_phone(county)
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        client.get("/duty/slots/")


def test_a_roster_that_holds_her_line_keeps_it(county: County, mine: Device, roster: object) -> None:
    NightRules.objects.create(agrees_alone=True)
    asked = ask(county, mine)
    plan = new_plan(county, state="draft", version=2)
    kept = line(county, plan, "周凯", VILLAGE, (0, "night"))
    assert kept.key == asked.task.key  # type: ignore[union-attr]


def test_a_shift_ahead_by_more_than_a_week_is_not_open(county: County, mine: Device) -> None:
    assert refused(lambda: ask(county, mine, days=9)).code == "slot_taken"
