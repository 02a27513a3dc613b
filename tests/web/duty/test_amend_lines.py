"""Changing lines of a roster in force: what is changed, what stays, who is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.county import DAY, EVENING, County
from tests.web.duty.amended import GATE, in_force, leader, planned, slot, standing, told
from tests.web.duty.rosters import ONE_DAY, at, line, task
from yixian.web.action import Refused
from yixian.web.doctor.rebuild import rebuilt
from yixian.web.duty import amend_actions as amends
from yixian.web.duty.models import Amendment, Pin, RosterHole
from yixian.web.journal.models import AuditEntry, AuditPayload, Event
from yixian.web.register.models import PersonCondition
from yixian.web.tasks.models import Task

pytestmark = pytest.mark.usefixtures("evening")


@pytest.fixture
def refused() -> Callable[..., str]:
    def why(act: Callable[..., object], **how: object) -> str:
        with pytest.raises(Refused) as caught:
            act(**{"at": EVENING} | how)
        assert caught.value.sentence
        return caught.value.code

    return why


def test_it_works(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    done = amends.replace_person(
        by=county.township_officer, slot=morning, gone=county.people["王建军"], comes=county.people["于倩"], at=EVENING
    )
    assert (done.number, done.told) == (1, 2)
    assert standing(morning) == planned(morning) == {"李建新", "于倩"}
    assert told() == {"王建军": ["shift_taken"], "于倩": ["shift_given"]}


def test_lines_that_are_not_named_keep_keys_tasks_and_receipts(county: County) -> None:
    plan = in_force(county)
    kept = Task.objects.unscoped("test").get(person=county.people["李建新"])
    Task.objects.unscoped("test").filter(pk=kept.pk).update(state="accepted")
    amends.replace_person(
        by=county.township_officer,
        slot=slot(county, plan),
        gone=county.people["王建军"],
        comes=county.people["于倩"],
        at=EVENING,
    )
    now = kept.as_stored()
    assert (now.key, now.state) == (kept.key, "accepted")


def test_who_is_removed_leaves_a_hole(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    amends.remove_person(by=county.township_officer, slot=morning, gone=county.people["王建军"], at=EVENING)
    hole = RosterHole.objects.unscoped("test").get(post=morning.post, shift=morning.shift)
    assert (hole.missing, hole.missing_leaders) == (1, 0)
    assert told() == {"王建军": ["shift_taken"]}


def test_who_is_added_fills_the_hole(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    amends.remove_person(by=county.township_officer, slot=morning, gone=county.people["王建军"], at=EVENING)
    amends.add_person(by=county.township_officer, slot=morning, comes=county.people["周凯"], at=EVENING)
    assert not RosterHole.objects.unscoped("test").filter(post=morning.post, shift=morning.shift).exists()
    assert standing(morning) == {"李建新", "周凯"}


def test_a_leader_who_goes_is_followed_by_a_member_who_is_there(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    amends.replace_person(
        by=county.township_officer, slot=morning, gone=county.people["李建新"], comes=county.people["于倩"], at=EVENING
    )
    assert leader(morning) == "王建军"
    assert told() == {"李建新": ["shift_taken"], "于倩": ["shift_given"], "王建军": ["lead_given"]}


def test_a_member_who_takes_the_leaders_place_leads(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    comes = county.people["李婉宁"]
    gone = county.people["李建新"]
    amends.replace_person(by=county.township_officer, slot=morning, gone=gone, comes=comes, at=EVENING)
    assert leader(morning) == "李婉宁"
    assert told() == {"李建新": ["shift_taken"], "李婉宁": ["shift_led"]}


def test_a_slot_without_a_member_lacks_its_leader(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    for name in ("李建新", "王建军"):
        amends.remove_person(by=county.township_officer, slot=morning, gone=county.people[name], at=EVENING)
    amends.add_person(by=county.township_officer, slot=morning, comes=county.people["于倩"], at=EVENING)
    hole = RosterHole.objects.unscoped("test").get(post=morning.post, shift=morning.shift)
    assert (hole.missing, hole.missing_leaders) == (1, 1)


def test_somebody_moves_in_one_decision(county: County) -> None:
    plan = in_force(county)
    morning, east = slot(county, plan), slot(county, plan, "安平苑东门", (1, "early"))
    amends.move_person(by=county.township_officer, slot=morning, into=east, person=county.people["王建军"], at=EVENING)
    assert standing(morning) == {"李建新"} and standing(east) == {"王建军"}
    assert told() == {"王建军": ["shift_taken", "shift_given"]}
    assert {row.number for row in Amendment.objects.unscoped("test")} == {1}


def test_a_chain_fills_a_hole_with_somebody_on_duty(county: County) -> None:
    plan = in_force(county)
    late, north = slot(county, plan, "安平苑东门", (2, "late")), slot(county, plan, GATE, (2, "late"))
    people = county.people
    amends.repair_slot(
        by=county.township_officer, slot=north, comes=people["于倩"], given=late, stand_in=people["周凯"], at=EVENING
    )
    assert standing(north) == {"于倩"} and standing(late) == {"周凯"}


def test_who_comes_back_has_his_old_task(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    before = Task.objects.unscoped("test").get(person=county.people["王建军"])
    amends.remove_person(by=county.township_officer, slot=morning, gone=county.people["王建军"], at=EVENING)
    assert before.as_stored().state == "cancelled"
    amends.add_person(by=county.township_officer, slot=morning, comes=county.people["王建军"], at=EVENING)
    assert before.as_stored().state == "open"
    assert Task.objects.unscoped("test").filter(person=county.people["王建军"]).count() == 1


def test_a_change_is_taken_back_whole(county: County) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    done = amends.replace_person(
        by=county.township_officer, slot=morning, gone=county.people["王建军"], comes=county.people["于倩"], at=EVENING
    )
    back = amends.take_back(by=county.township_officer, change=done.rows[0], at=EVENING)
    assert back.number == 2 and standing(morning) == planned(morning) == {"李建新", "王建军"}
    with pytest.raises(Refused, match="already_taken_back"):
        amends.take_back(by=county.township_officer, change=done.rows[0].as_stored(), at=EVENING)


def test_a_change_that_was_changed_since_is_not_taken_back(county: County) -> None:
    plan = in_force(county)
    morning, by = slot(county, plan), county.township_officer
    done = amends.replace_person(
        by=by, slot=morning, gone=county.people["王建军"], comes=county.people["于倩"], at=EVENING
    )
    amends.remove_person(by=by, slot=morning, gone=county.people["于倩"], at=EVENING)
    with pytest.raises(Refused, match="line_gone"):
        amends.take_back(by=by, change=done.rows[0], at=EVENING)


def test_the_pregnant_cannot_be_put_on_a_night_even_with_words(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    how = {"by": county.township_officer, "comes": county.people["赵秀英"], "words": "没有别人"}
    assert (
        refused(amends.add_person, slot=slot(county, plan, "下湾村口", (1, "night")), **how)
        == "against_pregnant7m_night"
    )
    amends.add_person(slot=slot(county, plan, "下湾村口", (1, "early")), at=EVENING, **how)


def test_overtime_of_the_pregnant_is_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    county.shifts["early"].ends = county.shifts["early"].ends.replace(hour=15)
    county.shifts["early"].save()
    how = {"by": county.township_officer, "comes": county.people["赵秀英"], "words": "没有别人"}
    where = slot(county, plan, "下湾村口", (1, "early"))
    assert refused(amends.add_person, slot=where, **how) == "against_pregnant7m_overtime"


def test_hours_that_she_works_already_that_day_count(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    first = task(county, "赵秀英", "下湾村口", DAY + ONE_DAY, "late")
    Task.objects.unscoped("test").filter(pk=first.pk).update(starts_at=at(1, 18), ends_at=at(1, 19))
    how = {"by": county.township_officer, "comes": county.people["赵秀英"], "words": "没有别人"}
    where = slot(county, plan, "下湾村口", (1, "early"))
    assert refused(amends.add_person, slot=where, **how) == "against_pregnant7m_overtime"


def test_the_ill_and_the_observed_are_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    who = county.people["周凯"]
    PersonCondition.objects.create(person=who, kind="ill", since_on=DAY, recorded_at=EVENING)
    how = {"by": county.township_officer, "slot": slot(county, plan), "comes": who, "words": "没有别人"}
    assert refused(amends.add_person, **how) == "against_ill"


def test_who_is_on_duty_then_or_unrested_is_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    by, east = county.township_officer, county.people["于倩"]
    north = slot(county, plan, GATE, (2, "late"))
    assert refused(amends.add_person, by=by, slot=north, comes=east, words="急") == "against_on_duty_then"
    night = slot(county, plan, GATE, (2, "night"))
    assert refused(amends.add_person, by=by, slot=night, comes=east, words="急") == "against_rest_too_short"


def test_the_week_may_be_exceeded_only_with_words(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county, days=7)
    who = county.people["李婉宁"]
    for day in range(-3, 3):
        task(county, "李婉宁", "金穗小区南门", DAY + day * ONE_DAY, "early")
    where = slot(county, plan, "金穗小区南门", (3, "early"))
    by = county.township_officer
    assert refused(amends.add_person, by=by, slot=where, comes=who) == "against_hours_week"
    amends.add_person(by=by, slot=where, comes=who, words="三人病倒，别无他人", at=EVENING)
    assert Amendment.objects.unscoped("test").get().words == "三人病倒，别无他人"


def test_seven_days_in_a_row_ask_for_words(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county, days=7)
    # Thursday to Monday lies in two weeks, so that the hours of neither are exceeded.
    for day in range(1, 7):
        task(county, "李婉宁", "金穗小区南门", DAY + day * ONE_DAY, "early")
    where = slot(county, plan, "金穗小区南门", (0, "early"))
    how = {"by": county.township_officer, "comes": county.people["李婉宁"]}
    assert refused(amends.add_person, slot=where, at=at(0, 0, 30), **how) == "against_days_in_row"


def test_a_sixth_night_in_two_weeks_asks_for_words(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county, days=7)
    for day in (-7, -6, -4, -3, -1):
        task(county, "李婉宁", "金穗小区南门", DAY + day * ONE_DAY, "night")
    how = {"by": county.township_officer, "comes": county.people["李婉宁"]}
    where = slot(county, plan, "金穗小区南门", (2, "night"))
    assert refused(amends.add_person, slot=where, **how) == "against_nights_total"
    amends.add_person(slot=where, words="三人病倒，别无他人", at=EVENING, **how)


def test_begun_shifts_are_frozen(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    by, people = county.township_officer, county.people
    begun = slot(county, plan, GATE, (0, "late"))
    assert refused(amends.add_person, by=by, slot=begun, comes=people["周凯"]) == "shift_begun"
    Task.objects.unscoped("test").filter(person=people["王建军"]).update(state="started", started_at=EVENING)
    assert refused(amends.remove_person, by=by, slot=slot(county, plan), gone=people["王建军"]) == "shift_begun"


def test_only_a_roster_in_force_is_changed(county: County, refused: Callable[..., str]) -> None:
    for state in ("draft", "replaced"):
        plan = in_force(county, version=len(state), state=state)
        how = {"by": county.township_officer, "slot": slot(county, plan), "comes": county.people["周凯"]}
        assert refused(amends.add_person, **how) == "not_in_force"


def test_a_line_that_somebody_else_has_changed_is_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    by, people, where = county.township_officer, county.people, slot(county, plan)
    assert refused(amends.remove_person, by=by, slot=where, gone=people["周凯"]) == "line_gone"
    assert refused(amends.add_person, by=by, slot=where, comes=people["李建新"]) == "already_there"


def test_a_stranger_township_is_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    how = {"slot": slot(county, plan), "comes": county.people["周凯"]}
    for by in (county.stranger, county.auditor, county.admin):
        assert refused(amends.add_person, by=by, **how) == "not_allowed"


def test_a_move_needs_the_right_at_both_ends(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    far = slot(county, plan, "粮站家属院门", (1, "early"))
    how = {"by": county.township_officer, "slot": slot(county, plan), "person": county.people["王建军"]}
    assert refused(amends.move_person, into=far, **how) == "not_allowed"


def test_who_has_left_or_is_not_here_yet_is_refused(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    who = county.people["周凯"]
    how = {"by": county.township_officer, "slot": slot(county, plan), "comes": who}
    who.is_active = False
    assert refused(amends.add_person, **how) == "against_has_left"
    who.is_active, who.arrives_on = True, DAY + 2 * ONE_DAY
    assert refused(amends.add_person, **how) == "against_not_here_yet"


def test_a_refusal_leaves_everything_as_it_was(county: County, refused: Callable[..., str]) -> None:
    plan = in_force(county)
    morning = slot(county, plan)
    events = Event.objects.unscoped("test").count()
    night = slot(county, plan, "下湾村口", (1, "night"))
    line(county, plan, "周凯", "下湾村口", (1, "night"))
    how = {
        "by": county.township_officer,
        "slot": night,
        "gone": county.people["周凯"],
        "comes": county.people["赵秀英"],
    }
    assert refused(amends.replace_person, **how) == "against_pregnant7m_night"
    assert standing(night) == {"周凯"} and standing(morning) == {"李建新", "王建军"} and told() == {}
    assert Event.objects.unscoped("test").count() == events


def test_the_audit_names_number_lines_and_words(county: County) -> None:
    plan = in_force(county)
    how = {"by": county.township_officer, "slot": slot(county, plan), "words": "家里有事"}
    amends.remove_person(gone=county.people["王建军"], at=EVENING, **how)
    entry = AuditEntry.objects.unscoped("test").get(action="remove_person")
    content = AuditPayload.objects.unscoped("test").get(entry=entry).content
    assert content["number"] == 1 and content["words"] == "家里有事"
    assert content["lines"] == [[county.posts[GATE].pk, "2020-02-14", "early", county.people["王建军"].pk, None]]
    assert "王建军" not in str(Event.objects.unscoped("test").values_list("params", flat=True))


def test_a_pin_of_who_is_taken_off_is_let_go(county: County) -> None:
    plan = in_force(county)
    where, who = slot(county, plan), county.people["王建军"]
    Pin.objects.create(
        post=where.post, place_path=where.place_path, person=who, day=where.day, shift=where.shift,
        made_by=county.duty_officer, made_at=EVENING,
    )  # fmt: skip
    amends.remove_person(by=county.township_officer, slot=where, gone=who, at=EVENING)
    assert not Pin.objects.unscoped("test").exists()


def test_what_follows_from_the_lines_still_follows(county: County) -> None:
    plan = in_force(county)
    by, where = county.township_officer, slot(county, plan)
    amends.replace_person(by=by, slot=where, gone=county.people["李建新"], comes=county.people["于倩"], at=EVENING)
    amends.remove_person(by=by, slot=where, gone=county.people["王建军"], at=EVENING)
    assert [one for one in rebuilt() if one.state == "bad"] == []
