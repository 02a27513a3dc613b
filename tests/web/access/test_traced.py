"""Whatever is written to rows while somebody traces it is noted, by every way to write."""

from __future__ import annotations

import pytest

from tests.county import EVENING
from yixian.web.access.models import DeviceSeen
from yixian.web.access.traced import traced
from yixian.web.register.models import Person, PersonCondition, Place, PlaceName


def rows(model, **found_by):
    return model.objects.unscoped("test").filter(**found_by)


def only(trace):
    (touch,) = trace.touches()
    return touch


def test_it_works(county):
    wang = county.people["王建军"]
    with traced() as trace:
        rows(Person, pk=wang.pk).update(phone="13900000000")
    assert only(trace).before == {"phone": "13800000004"}
    assert only(trace).after == {"phone": "13900000000"}


def test_many_overwritten_at_once(county):
    people = [county.people[name] for name in ("王建军", "于倩")]
    for person in people:
        person.title = "组长"
    with traced() as trace:
        Person.objects.unscoped("test").bulk_update(people, ["title", "phone"])
    assert [touch.before for touch in trace.touches()] == [{"title": ""}] * 2


def test_rows_that_are_new_had_nothing_before(county):
    with traced() as trace:
        PlaceName.objects.bulk_create([PlaceName(place=county.places["下湾村"], name="下弯村")])
        PlaceName.objects.create(place=county.places["上湾村"], name="上弯村")
    assert [(touch.before, touch.after["name"]) for touch in trace.touches()] == [(None, "下弯村"), (None, "上弯村")]


def test_what_is_new_and_overwritten_is_new(county):
    with traced() as trace:
        name = PlaceName.objects.create(place=county.places["下湾村"], name="下弯村")
        rows(PlaceName, pk=name.pk).update(is_misprint=True)
    assert (only(trace).before, only(trace).after["is_misprint"]) == (None, True)


def test_a_row_saved_by_itself(county):
    village = county.places["下湾村"]
    with traced() as trace:
        village.households = 7
        village.save()
    assert (only(trace).before, only(trace).after) == ({"households": None}, {"households": 7})


def test_twice_overwritten_keeps_the_first(county):
    wang = county.people["王建军"]
    with traced() as trace:
        for phone in ("1", "2"):
            rows(Person, pk=wang.pk).update(phone=phone)
    assert (only(trace).before, only(trace).after) == ({"phone": "13800000004"}, {"phone": "2"})


def test_what_ends_as_it_began_is_no_touch(county):
    wang = county.people["王建军"]
    with traced() as trace:
        for phone in ("1", wang.phone):
            rows(Person, pk=wang.pk).update(phone=phone)
    assert trace.touches() == []


def test_a_deleted_row_is_kept_whole(county):
    zhao = county.people["赵秀英"]
    with traced() as trace:
        rows(PersonCondition, person=zhao).delete()
    assert (only(trace).before["kind"], only(trace).after) == ("pregnant", None)


def test_outside_nothing_is_noted(county):
    with traced() as trace:
        pass
    rows(Person).update(phone="1")
    assert trace.touches() == []


def test_what_could_not_be_told_apart_is_refused(county):
    with traced():
        with pytest.raises(RuntimeError):
            PlaceName.objects.bulk_create([PlaceName(place=county.places["下湾村"], name="x")], ignore_conflicts=True)
        with pytest.raises(RuntimeError):
            DeviceSeen.objects.bulk_create(
                [DeviceSeen(device_id=1, at=EVENING)],
                update_conflicts=True,
                unique_fields=["device"],
                update_fields=["at"],
            )
        with pytest.raises(RuntimeError):
            rows(Place, name="下湾村").delete()
