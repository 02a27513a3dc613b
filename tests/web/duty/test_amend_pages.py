"""Changing a roster in force on the screen: the list of who may come, one press, undo, the list of changes."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.county import DAY, EVENING, County
from tests.web.duty.amended import GATE, in_force, slot, standing
from tests.web.duty.rosters import ONE_DAY, answer, certificate, problem, task
from yixian.web.access.models import Account
from yixian.web.duty import bridge
from yixian.web.duty.models import Amendment, RosterHole
from yixian.web.duty.review import Wish
from yixian.web.duty.sheet import sheets_of
from yixian.web.notify.models import Notice
from yixian.web.plans.models import Plan
from yixian.web.register.models import PersonCondition

LogIn = Callable[[Account], Client]
PART = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def plan(county: County) -> Plan:
    """A computed roster in force: 李建新 and 王建军 stand at the north gate in the morning of day 1."""
    made = in_force(county, state="asked")
    problem(made)
    lines = [[str(county.people[name].pk), 1, "early", "0001"] for name in ("李建新", "王建军")]
    lines.append([str(county.people["于倩"].pk), 2, "late", "0002"])
    data = answer(lines, [["0001", 2, "early", 2, 1]])
    bridge.keep(made, data, certificate())
    made.answer, made.made_at, made.state = zlib.compress(data), EVENING, "published"
    made.problem_sha256 = hashlib.sha256(f"amended {made.pk} {id(made)}".encode()).hexdigest()
    made.published_at, made.published_by = EVENING, county.duty_officer
    made.save()
    bridge.publish(made, EVENING)
    return made


def choice(client: Client, plan: Plan, cell: str = "1/1/early") -> str:
    found = client.get(f"/duty/rosters/{plan.pk}/{cell}/swap/", headers=PART)
    assert found.status_code == 200
    return found.content.decode()


def change(client: Client, plan: Plan, cell: str = "1/1/early", **form: Any) -> Any:
    return client.post(f"/duty/rosters/{plan.pk}/{cell}/amend/", form)


def test_it_works(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    html = choice(client, plan)
    gone, comes = county.people["王建军"], county.people["赵秀英"]
    assert f'name="comes" value="{comes.pk}"' in html and f'name="gone" value="{gone.pk}"' in html
    done = change(client, plan, gone=gone.pk, comes=comes.pk)
    assert done.status_code == 302 and standing(slot(county, plan)) == {"李建新", "赵秀英"}
    page = client.get(done.url).content.decode()
    assert "已改，通知 2 人" in page and f"/duty/rosters/{plan.pk}/changes/1/take-back/" in page and "v1.1" in page


def test_one_key_takes_it_back(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, gone=county.people["王建军"].pk, comes=county.people["赵秀英"].pk)
    assert client.post(f"/duty/rosters/{plan.pk}/changes/1/take-back/").status_code == 302
    assert standing(slot(county, plan)) == {"李建新", "王建军"}
    again = client.post(f"/duty/rosters/{plan.pk}/changes/1/take-back/")
    assert again.status_code == 409 and "已经撤回" in again.content.decode()


def test_the_candidates_follow_what_was_changed(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, "1/2/early", comes=county.people["王建军"].pk)
    html = client.get(f"/duty/rosters/{plan.pk}/2/2/early/why/", headers=PART).content.decode()
    # He could have come before; now he is on duty that day.
    assert "王建军" in html.split("<h3>不能来</h3>")[1]


def test_a_hole_is_filled_from_its_list(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    html = choice(client, plan, "1/2/early")
    assert "不换下人" in html or 'name="gone"' not in html
    change(client, plan, "1/2/early", comes=county.people["周凯"].pk)
    hole = RosterHole.objects.unscoped("test").get(post__number=1, day=DAY + 2 * ONE_DAY)
    assert (hole.missing, hole.missing_leaders) == (1, 1)


def test_somebody_is_moved_and_somebody_is_named(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, "3/1/early", comes=f"{county.people['王建军'].pk}|1/1/early")
    assert standing(slot(county, plan, "下湾村口")) == {"王建军"}
    change(client, plan, name="周凯")
    assert standing(slot(county, plan)) == {"李建新", "周凯"}


def test_a_chain_is_done_in_one_press(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    pair = f"{county.people['王建军'].pk}|1/1/early|{county.people['周凯'].pk}"
    change(client, plan, "3/1/early", comes=pair)
    assert standing(slot(county, plan, "下湾村口")) == {"王建军"}
    assert standing(slot(county, plan)) == {"李建新", "周凯"}


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({}, 422, "先选一个人"),
        ({"name": "没有这人"}, 422, "没有叫“没有这人”的人"),
        ({"act": "remove"}, 422, "先选一个人"),
        ({"gone": "999999", "comes": "1"}, 409, "别人刚改过"),
        ({"name": "李建新"}, 409, "已经在这一班"),
    ],
)
def test_a_refusal_is_said_and_the_form_kept(
    county: County, plan: Plan, logged_in: LogIn, form: dict[str, str], status: int, words: str
) -> None:
    found = change(logged_in(county.township_officer), plan, **form, words="急事")
    html = found.content.decode()
    assert found.status_code == status and words in html and 'value="急事"' in html
    assert not Amendment.objects.unscoped("test").exists()


def test_the_law_refuses_the_night_of_the_pregnant_by_name(county: County, plan: Plan, logged_in: LogIn) -> None:
    found = change(logged_in(county.township_officer), plan, "3/1/night", name="赵秀英", words="没有别人")
    assert found.status_code == 409 and "怀孕满 7 个月，不能上夜班" in found.content.decode()


def test_who_fell_ill_since_is_no_candidate(county: County, plan: Plan, logged_in: LogIn) -> None:
    PersonCondition.objects.create(person=county.people["王建军"], kind="ill", since_on=DAY, recorded_at=EVENING)
    html = choice(logged_in(county.township_officer), plan, "1/2/early")
    assert "王建军" in html.split("<h3>不能来</h3>")[1]
    assert f'name="comes" value="{county.people["王建军"].pk}"' not in html


def test_a_slot_without_a_leader_says_what_keeps_the_members(county: County, plan: Plan, logged_in: LogIn) -> None:
    RosterHole.objects.unscoped("test").filter(post__number=1).update(missing=0, missing_leaders=1)
    html = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/1/2/early/why/", headers=PART)
    assert "能到的党员" in html.content.decode()


def test_a_protected_person_is_explained_where_she_stands(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, "3/1/early", comes=county.people["赵秀英"].pk)
    html = client.get(f"/duty/rosters/{plan.pk}/3/1/early/why/", headers=PART).content.decode()
    assert "法律不准排：夜" in html.split("<h3>已排</h3>")[1].split("<h3>")[0]
    assert "发布以后的改动" in html and "v1.1" in html


def test_a_draft_is_not_changed_by_hand(county: County, plan: Plan, logged_in: LogIn) -> None:
    Plan.objects.unscoped("test").update(state="draft")
    client = logged_in(county.township_officer)
    assert "草案改了条件重新计算" in choice(client, plan)
    assert change(client, plan, name="周凯").status_code == 409


def test_a_begun_shift_shows_no_form(county: County, plan: Plan, logged_in: LogIn) -> None:
    html = choice(logged_in(county.township_officer), plan, "1/0/late")
    assert "已经开始" in html and "/amend/" not in html


def test_strangers_and_those_without_the_right(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert change(logged_in(county.stranger), plan, name="周凯").status_code == 404
    assert change(logged_in(county.auditor), plan, name="周凯").status_code == 403
    for client, status in ((logged_in(county.stranger), 404), (logged_in(county.auditor), 403)):
        assert client.get(f"/duty/rosters/{plan.pk}/1/1/early/swap/").status_code == status
        assert client.get(f"/duty/rosters/{plan.pk}/changes/").status_code == status
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/1/1/early/amend/").status_code == 405


def test_of_a_county_roster_a_township_changes_its_own_rows(county: County, logged_in: LogIn) -> None:
    plan = in_force(county, place="临溪县")
    client = logged_in(county.township_officer)
    assert change(client, plan, name="周凯").status_code == 302
    assert change(client, plan, "5/1/early", name="周凯").status_code == 404


def test_somebody_of_another_area_cannot_be_named(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    assert change(client, plan, comes=county.people["陈国平"].pk).status_code == 404
    assert change(client, plan, name="陈国平").status_code == 422


def test_the_list_of_changes_has_a_message_to_copy(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, gone=county.people["王建军"].pk, comes=county.people["赵秀英"].pk, words="发烧回家")
    html = client.get(f"/duty/rosters/{plan.pk}/changes/").content.decode()
    message = html.split("<textarea")[1].split("</textarea>")[0]
    assert "【值班调整 v1.1】" in message and "王** 换成 赵**" in message and "2月14日 06:00–14:00" in message
    # The reason is for those who answer for the post; a group reads no reason, no whole name, no number.
    assert "发烧" not in message and "王建军" not in message and "1380" not in message
    assert "发烧回家" in html and "王建军" in html


def test_the_printed_sheet_says_its_version(county: County, plan: Plan, logged_in: LogIn) -> None:
    change(logged_in(county.township_officer), plan, gone=county.people["王建军"].pk, act="remove")
    north, east, *_ = sheets_of(plan, county.township_officer, Wish(path="0000"), "https://x/")
    assert (north.version, north.replaces, north.publisher) == ("v1.1", "v1", "李婉宁")
    # What hangs at the east gate is still right.
    assert east.version == "v1"


def test_it_needs_few_queries(
    county: County, plan: Plan, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    client = logged_in(county.township_officer)
    for name in ("赵秀英", "周凯"):
        change(client, plan, "1/2/early", name=name)
    with django_assert_max_num_queries(12):
        client.get(f"/duty/rosters/{plan.pk}/changes/")


def test_an_odd_form_is_no_crash(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    for comes in ("|", "x|y|z", "1|9/9/noon", "99999999999999999999", "|||||", "1|-1/-1/-1|2"):
        assert change(client, plan, comes=comes, gone="²").status_code in (404, 409, 422)
    task(county, "李婉宁", GATE, DAY, "early")


def test_in_english(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    assert "Could come, cheapest first" in choice(client, plan)
    found = change(client, plan, "3/1/night", name="赵秀英")
    assert "no night work" in found.content.decode()


def test_the_list_says_who_has_not_confirmed(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    change(client, plan, gone=county.people["王建军"].pk, comes=county.people["赵秀英"].pk)
    Notice.objects.unscoped("test").filter(person=county.people["王建军"]).update(acknowledged_at=EVENING)
    html = client.get(f"/duty/rosters/{plan.pk}/changes/").content.decode()
    assert "2 人中 1 人已点知道" in html and "还没点： 赵秀英" in html
