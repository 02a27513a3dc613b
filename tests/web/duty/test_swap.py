"""Shifts passed on with consent: proposed on a phone, taken on another, agreed at the desk; the law at each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.amended import GATE, in_force, planned, slot, standing, told
from tests.web.duty.rosters import at, line
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.access.models import Account, Device
from yixian.web.action import Refused
from yixian.web.duty import bridge, swap_asking
from yixian.web.duty.models import Amendment, Swap, SwapRule
from yixian.web.duty.swap_actions import agree_swap, refuse_swap
from yixian.web.duty.swap_carry import expire
from yixian.web.duty.swap_rules import rule_of, set_swap_rule
from yixian.web.field.api import COOKIE
from yixian.web.journal.models import AuditEntry
from yixian.web.notify.models import Notice
from yixian.web.plans.models import Plan
from yixian.web.register.models import PersonCondition
from yixian.web.tasks.models import Task

LogIn = Callable[[Account], Client]
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def plan(county: County) -> Plan:
    """A roster in force: 王建军 stands tomorrow morning, 李建新 leads with him and stands again on the day after."""
    made = in_force(county, days=5)
    line(county, made, "李建新", GATE, (3, "late"), leads=True)
    bridge.publish(made, EVENING)
    Notice.objects.unscoped("test").delete()
    return made


def own(county: County, name: str) -> Device:
    return phone(county, person=name, at=EVENING)[0]


def shift(county: County, name: str, day: int = 1) -> Task:
    return Task.objects.unscoped("test").get(
        person=county.people[name], starts_at__gte=at(day, 0), starts_at__lt=at(day + 1, 0)
    )


def ask(county: County, other: str = "于倩", wanted: Task | None = None, who: str = "王建军") -> Swap:
    return swap_asking.propose_swap(
        device=own(county, who), offered=shift(county, who), other=county.people[other], wanted=wanted, at=EVENING
    )


def test_it_works(county: County, plan: Plan) -> None:
    line(county, plan, "于倩", GATE, (0, "night"))
    Task.objects.unscoped("test").filter(person=county.people["于倩"]).update(place=county.posts[GATE].place)
    swap = ask(county)
    assert told() == {"于倩": ["swap_asked"]} and swap.deadline_at == at(1, 4)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    assert standing(slot(county, plan)) == {"李建新", "王建军"}
    agree_swap(by=county.township_officer, swap=swap, at=EVENING)
    assert standing(slot(county, plan)) == planned(slot(county, plan)) == {"李建新", "于倩"}
    assert told()["王建军"] == ["swap_accepted", "shift_taken", "swap_agreed"]
    assert told()["于倩"] == ["swap_asked", "shift_given", "swap_agreed"]


@pytest.fixture
def beside(county: County, plan: Plan) -> Plan:
    """于倩 serves at the north gate too, so that she is a colleague."""
    Task.objects.unscoped("test").filter(person=county.people["于倩"]).update(place=county.posts[GATE].place)
    return plan


def test_two_shifts_are_swapped(county: County, beside: Plan) -> None:
    late, hers = slot(county, beside, "安平苑东门", (2, "late")), shift(county, "于倩", 2)
    Task.objects.unscoped("test").filter(pk=hers.pk).update(place=county.posts["安平苑东门"].place)
    line(county, beside, "于倩", GATE, (4, "late"))
    bridge.publish(beside, EVENING)
    swap = ask(county, wanted=hers)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    agree_swap(by=county.township_officer, swap=swap, at=EVENING)
    assert standing(slot(county, beside)) == {"李建新", "于倩"} and standing(late) == {"王建军"}
    # One decision, two slots: it is one number, and is taken back as one.
    assert {row.number for row in Amendment.objects.unscoped("test")} == {1}


def test_consent_alone_is_enough_where_the_area_says_so(county: County, beside: Plan) -> None:
    place = county.places["柳河镇"]
    set_swap_rule(by=county.township_officer, place=place, is_automatic=True, hours_before=1, at=EVENING)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=ask(county), at=EVENING)
    assert standing(slot(county, beside)) == {"李建新", "于倩"}
    assert Amendment.objects.unscoped("test").get(gone=county.people["王建军"]).by is None


def test_the_nearest_rule_holds(county: County) -> None:
    path = county.posts[GATE].place_path
    assert rule_of(path) == (False, timedelta(hours=2))
    for place, hours in (("临溪县", 12), ("安平苑", 3)):
        set_swap_rule(
            by=county.duty_officer, place=county.places[place], is_automatic=True, hours_before=hours, at=EVENING
        )
    assert rule_of(path) == (True, timedelta(hours=3))
    assert rule_of("0001") == (True, timedelta(hours=12))
    with pytest.raises(Refused, match="hours_out_of_range"):
        set_swap_rule(
            by=county.duty_officer, place=county.places["临溪县"], is_automatic=True, hours_before=None, at=EVENING
        )
    with pytest.raises(Refused, match="not_allowed"):
        set_swap_rule(by=county.stranger, place=county.places["安平苑"], is_automatic=True, hours_before=1, at=EVENING)
    assert SwapRule.objects.unscoped("test").count() == 2


def test_the_law_is_asked_when_it_is_proposed_and_tells_a_colleague_no_illness(county: County, beside: Plan) -> None:
    PersonCondition.objects.create(person=county.people["于倩"], kind="ill", since_on=DAY, recorded_at=EVENING)
    with pytest.raises(Refused, match="swap_barred") as caught:
        ask(county)
    assert "病" not in caught.value.sentence and not Swap.objects.unscoped("test").exists()


def test_the_law_is_asked_again_when_it_is_taken_and_when_it_is_agreed(county: County, beside: Plan) -> None:
    swap = ask(county)
    ill = PersonCondition.objects.create(person=county.people["于倩"], kind="ill", since_on=DAY, recorded_at=EVENING)
    with pytest.raises(Refused, match="against_ill"):
        swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    PersonCondition.objects.unscoped("test").filter(pk=ill.pk).update(until_on=DAY)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    PersonCondition.objects.unscoped("test").filter(pk=ill.pk).update(until_on=None)
    with pytest.raises(Refused, match="against_ill"):
        agree_swap(by=county.township_officer, swap=swap, at=EVENING)
    assert swap.as_stored().state == "accepted" and standing(slot(county, beside)) == {"李建新", "王建军"}


def test_rest_is_kept_by_consent_too(county: County, beside: Plan) -> None:
    line(county, beside, "于倩", "安平苑东门", (1, "late"))
    bridge.publish(beside, EVENING)
    with pytest.raises(Refused, match="against_rest_too_short"):
        ask(county)


def test_it_is_only_asked_of_colleagues_and_of_ones_own_shift(county: County, beside: Plan) -> None:
    with pytest.raises(Refused, match="not_a_colleague"):
        ask(county, "陈国平")
    mine = shift(county, "李建新")
    with pytest.raises(Refused, match="shift_not_theirs"):
        swap_asking.propose_swap(
            device=own(county, "王建军"), offered=mine, other=county.people["于倩"], wanted=None, at=EVENING
        )
    with pytest.raises(Refused, match="swap_on_own_phone"):
        swap_asking.propose_swap(
            device=phone(county, at=EVENING)[0], offered=mine, other=county.people["于倩"], wanted=None, at=EVENING
        )


def test_one_open_proposal_a_shift(county: County, beside: Plan) -> None:
    ask(county)
    with pytest.raises(Refused, match="swap_open"):
        ask(county)


def test_after_the_deadline_nothing_goes(county: County, beside: Plan) -> None:
    swap = ask(county)
    with pytest.raises(Refused, match="swap_too_late"):
        swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=at(1, 4))
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    with pytest.raises(Refused, match="swap_too_late"):
        agree_swap(by=county.township_officer, swap=swap, at=at(1, 5))


def test_the_clock_ends_it_and_says_so_once(county: County, beside: Plan) -> None:
    swap = ask(county)
    assert expire(at(1, 3)) == 0 and expire(at(1, 4)) == 1 and expire(at(1, 5)) == 0
    assert swap.as_stored().state == "expired" and told()["王建军"] == ["swap_expired"]


def test_declined_withdrawn_and_refused_leave_the_roster(county: County, beside: Plan) -> None:
    swap_asking.decline_swap(device=own(county, "于倩"), swap=ask(county), at=EVENING)
    swap_asking.withdraw_swap(device=own(county, "王建军"), swap=ask(county), at=EVENING)
    swap = ask(county)
    refuse_swap(by=county.township_officer, swap=swap, at=EVENING)
    assert standing(slot(county, beside)) == {"李建新", "王建军"}
    assert told()["王建军"] == ["swap_declined", "swap_refused"]
    for act, who in ((swap_asking.decline_swap, "于倩"), (swap_asking.withdraw_swap, "王建军")):
        with pytest.raises(Refused, match="swap_settled"):
            act(device=own(county, who), swap=swap, at=EVENING)
    with pytest.raises(Refused, match="swap_settled"):
        agree_swap(by=county.township_officer, swap=swap, at=EVENING)


def test_nobody_else_answers_and_no_stranger_agrees(county: County, beside: Plan) -> None:
    swap = ask(county)
    with pytest.raises(Refused, match="swap_not_yours"):
        swap_asking.accept_swap(device=own(county, "王建军"), swap=swap, at=EVENING)
    with pytest.raises(Refused, match="swap_not_accepted"):
        agree_swap(by=county.township_officer, swap=swap, at=EVENING)
    for by in (county.stranger, county.auditor, county.admin):
        with pytest.raises(Refused, match="not_allowed"):
            agree_swap(by=by, swap=swap, at=EVENING)


def test_a_shift_that_was_amended_meanwhile_is_not_swapped(county: County, beside: Plan) -> None:
    swap = ask(county)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    Task.objects.unscoped("test").filter(pk=swap.offered_id).update(state="cancelled")
    with pytest.raises(Refused, match="shift_not_theirs"):
        agree_swap(by=county.township_officer, swap=swap, at=EVENING)


def test_each_step_is_in_the_audit(county: County, beside: Plan) -> None:
    swap = ask(county)
    swap_asking.accept_swap(device=own(county, "于倩"), swap=swap, at=EVENING)
    agree_swap(by=county.township_officer, swap=swap, at=EVENING)
    actions = list(AuditEntry.objects.unscoped("test").order_by("id").values_list("action", flat=True))
    assert [name for name in actions if name.endswith("_swap")] == ["propose_swap", "accept_swap", "agree_swap"]


def test_on_two_phones_and_at_the_desk(county: County, beside: Plan, logged_in: LogIn) -> None:
    his, hers = Client(), Client()
    his.cookies[COOKIE] = phone(county, person="王建军", at=EVENING)[1]
    hers.cookies[COOKIE] = phone(county, person="于倩", at=EVENING)[1]
    key = shift(county, "王建军").key
    assert f"/duty/my-swaps/{key}/ask/" in his.get("/duty/my-swaps/").content.decode()
    assert "于倩" in his.get(f"/duty/my-swaps/{key}/ask/").content.decode()
    assert his.post(f"/duty/my-swaps/{key}/propose/", {"ask": county.people["于倩"].pk}).status_code == 302
    swap = Swap.objects.unscoped("test").get()
    assert "王建军请你替班" in hers.get("/duty/my-swaps/").content.decode()
    assert hers.post(f"/duty/my-swaps/{swap.pk}/accept/").status_code == 302
    desk = logged_in(county.township_officer)
    assert "双方都答应了" in desk.get("/duty/swaps/").content.decode()
    assert desk.post(f"/duty/swaps/{swap.pk}/agree/").status_code == 302
    assert standing(slot(county, beside)) == {"李建新", "于倩"}
    assert desk.post(f"/duty/swaps/{swap.pk}/refuse/").status_code == 409
    assert logged_in(county.stranger).post(f"/duty/swaps/{swap.pk}/agree/").status_code == 404


def test_phones_of_others_and_unknown_ones_find_nothing(county: County, beside: Plan) -> None:
    swap, other = ask(county), Client()
    other.cookies[COOKIE] = phone(county, person="李建新", at=EVENING)[1]
    for act in ("accept", "decline", "withdraw"):
        assert other.post(f"/duty/my-swaps/{swap.pk}/{act}/").status_code == 404
        assert Client().post(f"/duty/my-swaps/{swap.pk}/{act}/").url == "/f/"
        assert other.get(f"/duty/my-swaps/{swap.pk}/{act}/").status_code == 405
    assert other.get(f"/duty/my-swaps/{shift(county, '王建军').key}/ask/").status_code == 404
    assert Client().get("/duty/my-swaps/").url == "/f/"


def test_a_posts_phone_shows_no_names(county: County, beside: Plan) -> None:
    client = Client()
    client.cookies[COOKIE] = phone(county, at=EVENING)[1]
    html = client.get("/duty/my-swaps/").content.decode()
    assert "换班要在自己的手机上办" in html and "于倩" not in html


def test_the_desk_sets_its_rule_and_masks_names(county: County, beside: Plan, logged_in: LogIn) -> None:
    ask(county)
    desk = logged_in(county.township_officer)
    assert desk.post("/duty/swaps/rule/", {"automatic": "1", "hours_before": "6"}).status_code == 302
    assert rule_of("0000") == (True, timedelta(hours=6))
    assert desk.post("/duty/swaps/rule/", {"hours_before": "x"}).status_code == 422
    html = logged_in(county.auditor).get("/duty/swaps/").content.decode()
    assert "王**" in html and "王建军" not in html and "/agree/" not in html


def test_pages_need_few_queries(
    county: County, beside: Plan, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    ask(county)
    client, his = logged_in(county.township_officer), Client()
    his.cookies[COOKIE] = phone(county, person="王建军", at=EVENING)[1]
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        client.get("/duty/swaps/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        his.get("/duty/my-swaps/")
        his.get(f"/duty/my-swaps/{shift(county, '李建新', 3).key}/ask/")


def test_in_english(county: County, beside: Plan, logged_in: LogIn) -> None:
    ask(county)
    client, hers = logged_in(county.township_officer), Client()
    hers.cookies[COOKIE] = phone(county, person="于倩", at=EVENING)[1]
    for one in (client, hers):
        one.cookies["django_language"] = "en"
    assert "Waiting for the other" in client.get("/duty/swaps/").content.decode()
    assert "asks you to take over" in hers.get("/duty/my-swaps/").content.decode()
    with clock.stopped_at(at(1, 5)):
        assert "asks you" not in hers.get("/duty/my-swaps/").content.decode()
