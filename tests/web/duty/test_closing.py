"""Planned against stood: computed while a roster runs, frozen when it is closed."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.county import DAY, County
from tests.web.duty.rosters import ONE_DAY, at, line, new_plan, task
from tests.web.field.phones import phone
from yixian.web import clock
from yixian.web.access.models import Account as Officer
from yixian.web.action import Refused
from yixian.web.duty.accounting import rebuild
from yixian.web.duty.accounting.account import Account, PersonRow, PostRow
from yixian.web.duty.accounting.actions import close_roster
from yixian.web.duty.models import Closing, ClosingPerson, ClosingPost
from yixian.web.field.log import append
from yixian.web.journal.models import AuditEntry
from yixian.web.plans.models import Plan
from yixian.web.tasks.models import Task, TaskState

LogIn = Callable[[Officer], Client]
VILLAGE, GATE = "下湾村口", "安平苑北门"
AFTER = at(1, 6)


@pytest.fixture(autouse=True)
def _morning_after() -> Iterator[None]:
    with clock.stopped_at(AFTER):
        yield


@pytest.fixture(autouse=True)
def plan(county: County) -> Plan:
    """One day of 柳河镇: of three planned at 下湾村口 one comes late, one not at all, 王建军 for him."""
    made = new_plan(county, state="published", published_at=at(-1, 12), days=1)
    stand(county, planned(county, made, "赵秀英", "early"), at(0, 6), at(0, 14))
    stand(county, planned(county, made, "周凯", "late"), at(0, 14, 30), at(0, 22))
    missing = planned(county, made, "于倩", "night")
    sent = task(county, "王建军", VILLAGE, DAY, "night", stands_in_for=missing)
    stand(county, sent, at(0, 23), None)
    return made


def planned(county: County, made: Plan, who: str, shift: str) -> Task:
    row = line(county, made, who, VILLAGE, (0, shift))
    return task(county, who, VILLAGE, DAY, shift, key=row.key, plan=made)


def stand(county: County, who: Task, came: datetime, left: datetime | None) -> None:
    """Let the post's phone note when somebody came and left, at once."""
    device, _token = phone(county, VILLAGE, at=came)
    for kind, moment in (("checkin", came), ("checkout", left)):
        if moment is not None:
            note = {"uuid": str(uuid4()), "kind": kind, "post": 3, "at": moment.isoformat(), "task": who.key}
            append([note], device=device, at=moment)


def close(county: County, plan: Plan, by: Officer | None = None, when: datetime = AFTER) -> Closing:
    return close_roster(by=by or county.township_officer, plan=plan, at=when)


def refused(run: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        run()
    return told.value.code


def of_person(county: County, plan: Plan, who: str, as_of: datetime = AFTER) -> PersonRow:
    rows = {row.person_id: row for row in Account.of(plan, as_of).people}
    return rows[county.people[who].pk]


def of_village(county: County, plan: Plan, as_of: datetime = AFTER) -> PostRow:
    return next(row for row in Account.of(plan, as_of).posts if row.post_id == county.posts[VILLAGE].pk)


def differs() -> list[str]:
    [projection] = rebuild.PROJECTIONS
    return [one.subject for one in projection.differences(list(projection.keys()))]


def test_it_works(county: County, plan: Plan) -> None:
    row = of_person(county, plan, "周凯")
    assert (row.planned_min, row.stood_min, row.n_planned, row.n_stood) == (480, 450, 1, 1)
    assert of_village(county, plan) == PostRow(county.posts[VILLAGE].pk, 1440, 0, 0, 90, 0)


def test_who_never_came_and_who_stood_for_him(county: County, plan: Plan) -> None:
    missing, sent = of_person(county, plan, "于倩"), of_person(county, plan, "王建军")
    assert (missing.planned_min, missing.stood_min, missing.n_no_shows) == (480, 0, 1)
    assert (sent.planned_min, sent.stood_min, sent.n_stand_ins, sent.n_no_shows) == (0, 420, 1, 0)


def test_who_was_called_off_was_not_planned(county: County, plan: Plan) -> None:
    Task.objects.unscoped("test").filter(person=county.people["于倩"]).update(state=TaskState.CANCELLED)
    assert county.people["于倩"].pk not in {row.person_id for row in Account.of(plan, AFTER).people}
    assert of_village(county, plan).planned_nobody == 480


def test_while_it_runs_nobody_is_missing_ahead(county: County, plan: Plan) -> None:
    assert of_person(county, plan, "于倩", at(0, 20)).n_no_shows == 0
    row = of_village(county, plan, at(0, 20))
    assert (row.wanted_min, row.nobody) == (14 * 60, 30)


def test_closing_keeps_the_rows(county: County, plan: Plan) -> None:
    closing = close(county, plan)
    assert ClosingPerson.objects.unscoped("test").filter(closing=closing).count() == 4
    assert ClosingPost.objects.unscoped("test").get(closing=closing, post=county.posts[VILLAGE]).nobody == 90
    assert differs() == []


def test_it_is_audited(county: County, plan: Plan) -> None:
    close(county, plan)
    assert AuditEntry.objects.unscoped("test").get(action="close_roster").payload.content["people"] == 4


def test_what_arrives_later_changes_nothing(county: County, plan: Plan) -> None:
    closing = close(county, plan)
    late = Task.objects.unscoped("test").get(person=county.people["于倩"])
    note = {"uuid": str(uuid4()), "kind": "checkin", "post": 3, "at": at(0, 22).isoformat(), "task": late.key}
    append([note], device=None, at=at(1, 9))
    assert late.as_stored().started_at == at(0, 22)
    assert ClosingPerson.objects.unscoped("test").get(closing=closing, person=county.people["于倩"]).stood_min == 0
    assert differs() == []


def test_a_counter_entry_that_came_later_does_not_count_either(county: County, plan: Plan) -> None:
    row = of_person(county, plan, "周凯")
    entry = Task.objects.unscoped("test").get(person=county.people["周凯"]).entries.get(kind="checkout")
    undo = {"uuid": str(uuid4()), "kind": "undo", "post": 3, "at": at(1, 9).isoformat(), "undoes": str(entry.uuid)}
    append([undo], device=None, at=at(1, 9))
    assert of_person(county, plan, "周凯") == row
    assert of_person(county, plan, "周凯", at(1, 10)) == row


def test_a_row_that_was_touched_is_found(county: County, plan: Plan) -> None:
    closing = close(county, plan)
    ClosingPerson.objects.unscoped("test").filter(person=county.people["周凯"]).update(stood_min=480)
    assert differs() == [f"closing:{closing.pk} row {county.people['周凯'].pk}"]


def test_before_the_last_shift_is_over_it_stays_open(county: County, plan: Plan) -> None:
    assert refused(lambda: close(county, plan, when=AFTER - timedelta(seconds=1))) == "roster_runs"


def test_closed_once(county: County, plan: Plan) -> None:
    close(county, plan)
    assert refused(lambda: close(county, plan)) == "roster_closed"


def test_a_draft_is_not_closed(county: County) -> None:
    draft = new_plan(county, state="draft", version=2, days=1, starts_on=DAY - ONE_DAY)
    assert refused(lambda: close(county, draft)) == "not_in_force"


@pytest.mark.parametrize("who", ["stranger", "auditor", "admin"])
def test_who_may_not_publish_closes_nothing(county: County, plan: Plan, who: str) -> None:
    assert refused(lambda: close(county, plan, county.accounts[who])) == "not_allowed"


def test_the_page_shows_and_closes(county: County, plan: Plan, logged_in: LogIn) -> None:
    client, page = logged_in(county.township_officer), f"/duty/rosters/{plan.pk}/account/"
    assert "到现在为止" in client.get(page).content.decode()
    done = client.post(f"/duty/rosters/{plan.pk}/close/", follow=True).content.decode()
    assert "已结账" in done and "周凯" in done
    assert "7.5" in done, done[done.index("周凯") :][:600]
    assert client.post(f"/duty/rosters/{plan.pk}/close/").status_code == 409


def test_the_workbook_says_the_same(county: County, plan: Plan, logged_in: LogIn) -> None:
    data = logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/account.xlsx").content
    people = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert people[1][0] == "于倩" and people[1][2:4] == [8, 0]


def test_a_stranger_township_finds_nothing(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.stranger)
    doors = (f"/duty/rosters/{plan.pk}/account/", f"/duty/rosters/{plan.pk}/account.xlsx")
    assert [client.get(door).status_code for door in doors] == [404, 404]
    assert client.post(f"/duty/rosters/{plan.pk}/close/").status_code == 404


def test_the_auditor_sees_no_names_and_takes_no_file(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.auditor)
    html = client.get(f"/duty/rosters/{plan.pk}/account/").content.decode()
    assert "周凯" not in html and "周*" in html
    assert client.get(f"/duty/rosters/{plan.pk}/account.xlsx").status_code == 403


def test_looking_closes_nothing(county: County, plan: Plan, logged_in: LogIn) -> None:
    assert logged_in(county.township_officer).get(f"/duty/rosters/{plan.pk}/close/").status_code == 405


def test_in_english(county: County, plan: Plan, logged_in: LogIn) -> None:
    client = logged_in(county.township_officer)
    client.cookies["django_language"] = "en"
    assert "Planned and stood" in client.get(f"/duty/rosters/{plan.pk}/account/").content.decode()


def test_the_page_costs_few_questions(
    county: County, plan: Plan, logged_in: LogIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = logged_in(county.township_officer)
    with django_assert_max_num_queries(18):  # type: ignore[attr-defined]
        client.get(f"/duty/rosters/{plan.pk}/account/")
