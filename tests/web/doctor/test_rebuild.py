"""What is stored twice is computed anew: what was tampered with is named, row by row, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import DAY, EVENING
from tests.web.duty.rosters import line, new_plan, problem
from tests.web.field.phones import NOW, entry, phone, shift
from tests.web.rounds.postings import drafted
from tests.web.uploads.books import DATA
from yixian.web.access.models import Device, Enrolment
from yixian.web.doctor.rebuild import rebuilt
from yixian.web.duty import bridge
from yixian.web.duty.accounting.actions import close_roster
from yixian.web.duty.models import Amendment, ClosingPost, Pin, RosterHole, RosterLine, Swap, SwapRule
from yixian.web.field.log import append
from yixian.web.field.models import FieldEntry
from yixian.web.notify.models import Group, Notice
from yixian.web.plans.models import Plan
from yixian.web.projections import all_projections
from yixian.web.register.households import door_key
from yixian.web.register.models import Branch, Household, Person, PersonNumber, Place, Unit
from yixian.web.rounds import bridge as rounds_bridge
from yixian.web.rounds.models import PostingGap, PostingLine
from yixian.web.tasks.models import Task
from yixian.web.uploads.actions import take_file
from yixian.web.uploads.models import Upload


def first(model):
    """Return the first row of a model, to be changed behind the back of the house."""
    rows = model.objects.unscoped("test")
    return rows.filter(pk=rows.order_by("pk").values_list("pk", flat=True).first())


@pytest.fixture
def worked(county):
    """The little county after an afternoon: phones, a shift that was stood, a roster in force, an upload."""
    device, _ = phone(county)
    task = shift(county)
    append([entry("checkin"), entry("checkout", 480), entry("in", 5)], device=device, at=NOW)
    plan = new_plan(county, state="published", published_at=EVENING, published_by=county.duty_officer)
    problem(plan)
    line(county, plan, "于倩", "安平苑东门", (1, "early"))
    RosterHole.objects.create(
        plan=plan, post=county.posts["下湾村口"], place_path=county.posts["下湾村口"].place.path, day=DAY,
        shift=county.shifts["early"], missing=1,
    )  # fmt: skip
    bridge.publish(plan, EVENING)
    content = (DATA / "cadres_small.xlsx").read_bytes()
    take_file(
        by=county.duty_officer, area=county.places["临溪县"], kind="cadres", filename="a", content=content, at=NOW
    )
    compound, gate = county.places["安平苑"], county.posts["安平苑北门"].place
    Household.objects.create(place=compound, place_path=compound.path, flat="301", door_key=door_key("", "", "301"))
    unit = Unit.objects.create(path="0009", kind="branch", name="安平苑北门临时党支部")
    Branch.objects.create(unit=unit, place=gate, place_path=gate.path, formed_on=DAY)
    amended(county, plan, task)
    posted(county)
    closed(county)
    assert task.as_stored().state == "done"
    return county


def amended(county, plan, task):
    """Store what changes to the roster in force leave behind, and the group that heard of them."""
    gate, guard, by = county.posts["安平苑北门"], county.people["于倩"], county.duty_officer
    slot = {"post": gate, "place_path": gate.place_path, "day": DAY, "shift": county.shifts["night"]}
    here = {"place": gate.place, "place_path": gate.place_path}
    Amendment.objects.create(plan=plan, number=1, comes=guard, at=NOW, **slot)
    Pin.objects.create(person=guard, made_by=by, made_at=NOW, **slot)
    Swap.objects.create(
        place_path=task.place_path, offered=task, proposer=guard, other=county.people["李建新"],
        asked_at=NOW, deadline_at=NOW,
    )  # fmt: skip
    SwapRule.objects.create(set_by=by, set_at=NOW, **here)
    Notice.objects.create(person=guard, kind="shift_given", made_at=NOW, **here)
    Group.objects.create(kind="wecom", name="北门群", sealed_key=b"", key_end="", made_by=by, made_at=NOW, **here)


def posted(county):
    """Put a plan of postings in force that leaves a compound short."""
    plan = drafted(county, {"王建军": "安平苑"})
    rounds_bridge.publish(plan, EVENING)
    Plan.objects.unscoped("test").filter(pk=plan.pk).update(state="published", published_at=EVENING)
    short = county.places["金穗小区"]
    PostingGap.objects.create(plan=plan, place=short, place_path=short.path, missing=3)


def closed(county):
    """Close a roster of the day before, so that what it planned and what was stood are kept."""
    plan = new_plan(county, starts_on=DAY - timedelta(days=3), days=1, state="published", published_at=EVENING)
    line(county, plan, "王建军", "下湾村口", (0, "early"))
    bridge.publish(plan, EVENING)
    close_roster(by=county.duty_officer, plan=plan, at=EVENING)


def found():
    """Return what differs: projection, row."""
    return [(one.params["projection"], one.params["subject"]) for one in rebuilt() if one.state == "bad"]


def test_it_works(worked):
    assert found() == []
    looked_at = {one.params["projection"]: one.params["rows"] for one in rebuilt()}
    assert set(looked_at) == {projection.key for projection in all_projections()}
    assert [key for key, rows in looked_at.items() if rows == 0] == []


TAMPERED = {
    "tasks.task.state": (Task, {"state": "started"}),
    "tasks.task.place_path": (Task, {"place_path": "0001"}),
    "access.device.place_path": (Device, {"place_path": "0001"}),
    "access.enrolment.place_path": (Enrolment, {"place_path": "0001"}),
    "register.person": (Person, {"name_key": "zhang"}),
    "register.place": (Place, {"name_initials": "x"}),
    "register.personnumber": (PersonNumber, {"end": "0000"}),
    "register.household": (Household, {"door_key": "301"}),
    "register.household.place_path": (Household, {"place_path": "0001"}),
    "register.branch.place_path": (Branch, {"place_path": "0001"}),
    "plans.plan.problem_sha256": (Plan, {"problem": b"no zlib"}),
    "plans.plan.place_path": (Plan, {"place_path": "0001"}),
    "uploads.upload.sha256": (Upload, {"sha256": "0" * 64}),
    "duty.rosterline.task": (RosterLine, {"person_id": None}),
    "duty.rosterline.place_path": (RosterLine, {"place_path": "0001"}),
    "duty.rosterhole.place_path": (RosterHole, {"place_path": "0001"}),
    "duty.amendment.place_path": (Amendment, {"place_path": "0001"}),
    "duty.pin.place_path": (Pin, {"place_path": "0001"}),
    "duty.swap.place_path": (Swap, {"place_path": "0001"}),
    "duty.swaprule.place_path": (SwapRule, {"place_path": "0001"}),
    "duty.closing.rows": (ClosingPost, {"nobody": 999}),
    "rounds.postingline.task": (PostingLine, {"person_id": None}),
    "rounds.postingline.place_path": (PostingLine, {"place_path": "0001"}),
    "rounds.postinggap.place_path": (PostingGap, {"place_path": "0001"}),
    "notify.notice.place_path": (Notice, {"place_path": "0001"}),
    "notify.group.place_path": (Group, {"place_path": "0001"}),
}


def test_every_projection_is_tampered_with_here():
    assert set(TAMPERED) == {projection.key for projection in all_projections()}


@pytest.mark.parametrize("key", TAMPERED)
def test_a_changed_row_is_named(worked, key):
    model, values = TAMPERED[key]
    if "person_id" in values:
        values = {"person_id": worked.people["赵秀英"].pk}
    first(model).update(**values)
    assert [projection for projection, _ in found()] == [key]


@pytest.mark.parametrize("column", ["name_initials", "phone_end", "unit_path", "place_path"])
def test_each_column_of_a_person_is_compared(worked, column):
    first(Person).update(**{column: "zz"})
    pk = first(Person).values_list("pk", flat=True).get()
    assert found() == [("register.person", f"person:{pk}.{column}")]


def test_a_number_sealed_with_other_keys_is_named_without_the_number(worked):
    first(PersonNumber).update(sealed=b"0" * 60)
    (one,) = [one for one in rebuilt() if one.state == "bad"]
    assert "sealed with other keys" in one.text("en")
    assert "4199" not in one.text("en")


def test_a_check_out_before_the_check_in_keeps_its_doubt(worked):
    FieldEntry.objects.unscoped("test").filter(kind="checkout").update(doubt="left_before_came")
    ((projection, subject),) = found()
    assert projection == "tasks.task.state"
    assert subject.startswith("entry:")


def test_a_state_that_nobody_has_noted_is_named(worked):
    shift(worked, "王建军", state="done")
    assert [projection for projection, _ in found()] == ["tasks.task.state"]


def test_a_task_of_a_roster_that_is_gone_is_named(worked):
    Task.objects.unscoped("test").filter(plan__isnull=False, kind="shift").delete()
    assert [projection for projection, _ in found()] == ["duty.rosterline.task"]


def test_many_differences_are_counted_not_listed(worked):
    Place.objects.bulk_create(
        [
            Place(path=f"0000{number:04d}", kind="village", name="下湾村", parent=worked.places["柳河镇"])
            for number in range(90, 200)
        ]
    )
    bad = [one for one in rebuilt() if one.state == "bad"]
    assert len(bad) == 101
    assert bad[-1].params["n"] == 120
