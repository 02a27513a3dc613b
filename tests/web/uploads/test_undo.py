"""Undoing an upload: what still stands as it was written is put back, the rest stays and is listed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.county import EVENING
from tests.web.register.books import WANG, upload, written
from tests.web.uploads.everything import everything
from yixian.sheets.kinds.staff import Condition
from yixian.web import clock
from yixian.web.access import devices
from yixian.web.access.models import Grant
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry
from yixian.web.register.models import Person, PersonCondition, PersonNumber, Place, Unit
from yixian.web.uploads import actions, writing
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.undoing import foreseen

WANG_JIANJUN = {
    "name": "王建军", "id_number": "419902198004125613", "kind": "cadre", "phone": "13911112222", "title": "科长",
}  # fmt: skip
AILING = {**WANG, "place": "下湾村", "condition": Condition("pregnant", "30")}
LATER = EVENING + timedelta(minutes=30)


@pytest.fixture(autouse=True)
def _now(evening):
    pass


@pytest.fixture
def sent(county):
    """One new person, and one whose phone and title change."""
    sent = upload(
        county.duty_officer,
        "staff",
        {**WANG, "place": "下湾村", "condition": Condition("pregnant", "30")},
        WANG_JIANJUN,
    )
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    return sent


def undo(county, sent, at=LATER):
    return actions.undo_upload(by=county.duty_officer, upload=sent.as_stored(), at=at)


def person(name):
    return Person.objects.unscoped("test").filter(name=name).first()


def kept(sent):
    chunks = Chunk.objects.unscoped("test").filter(upload=sent).order_by("pk")
    return [one for chunk in chunks for one in chunk.kept]


def test_it_works(county):
    before = everything()
    sent = upload(
        county.duty_officer,
        "staff",
        {**WANG, "place": "下湾村", "condition": Condition("pregnant", "30")},
        WANG_JIANJUN,
    )
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    assert everything() != before
    assert undo(county, sent) == {"removed": 1, "restored": 1, "kept": 0}
    assert everything() == before
    assert sent.as_stored().state == "undone"


def test_what_it_would_do_is_said_before(county, sent):
    before = everything()
    assert foreseen(sent, county.duty_officer) == {"removed": 1, "restored": 1, "kept": 0}
    assert everything() == before


def test_a_second_undo_changes_nothing(county, sent):
    undo(county, sent)
    before = everything()
    with pytest.raises(Refused, match="undo_closed"):
        undo(county, sent)
    assert everything() == before


def test_what_somebody_changed_since_stays_and_is_listed_with_who_and_when(county, sent):
    written(county.duty_officer, "staff", {**WANG_JIANJUN, "phone": "13933334444"})
    assert undo(county, sent) == {"removed": 1, "restored": 0, "kept": 1}
    stays = person("王建军")
    assert (stays.phone, stays.title) == ("13933334444", "科长")
    (line,) = kept(sent)
    assert (line["model"], line["pk"], line["why"]) == ("register.person", stays.pk, "changed")
    assert (line["by"], datetime.fromisoformat(line["at"])) == (county.duty_officer.pk, EVENING)


def test_another_column_changed_since_does_not_stand_in_the_way(county, sent):
    wang = person("王建军")
    Person.objects.unscoped("test").filter(pk=wang.pk).update(note="腿伤")
    undo(county, sent)
    wang = person("王建军")
    assert (wang.phone, wang.title, wang.note) == ("13800000004", "", "腿伤")


def test_a_new_person_with_a_phone_of_his_own_stays(county):
    post = county.posts["下湾村口"]
    sent = upload(county.duty_officer, "staff", {**WANG, "post": "下湾村口"})
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    offer = devices.offer_phone(
        by=county.duty_officer, place=post.place.as_stored(), person=person("王秀兰"), at=clock.now()
    )
    devices.take_phone(token=offer.token, at=clock.now())
    assert undo(county, sent) == {"removed": 0, "restored": 0, "kept": 1}
    assert kept(sent)[0]["why"] == "in_use"
    assert person("王秀兰") and PersonNumber.objects.unscoped("test").filter(person__name="王秀兰").exists()


def test_an_illness_that_it_replaced_comes_back(county):
    zhao = {"name": "赵秀英", "id_number": "419903198805234429", "phone": "13800000006", "kind": "village"}
    before = everything()
    sent = upload(county.duty_officer, "staff", {**zhao, "condition": Condition("ill")})
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    assert list(PersonCondition.objects.unscoped("test").values_list("kind", flat=True)) == ["ill"]
    undo(county, sent)
    assert everything() == before


def test_a_village_with_its_compound_goes_from_below(county):
    before = everything()
    rows = [
        {"name": "大王庄村", "kind": "village", "parent": "柳河镇"},
        {"name": "王庄花园", "kind": "compound", "parent": "大王庄村", "leader": "王志", "aliases": ("大王庄花园",)},
    ]
    sent = upload(county.duty_officer, "places", *rows)
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    assert undo(county, sent) == {"removed": 2, "restored": 0, "kept": 0}
    assert everything() == before


def test_a_village_in_which_somebody_lives_by_now_stays_with_what_lies_above(county):
    rows = [
        {"name": "大王庄村", "kind": "village", "parent": "柳河镇"},
        {"name": "王庄花园", "kind": "compound", "parent": "大王庄村"},
        {"name": "小王庄村", "kind": "village", "parent": "柳河镇"},
    ]
    sent = upload(county.duty_officer, "places", *rows)
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    written(county.duty_officer, "staff", {**WANG, "place": "王庄花园"})
    assert undo(county, sent) == {"removed": 1, "restored": 0, "kept": 2}
    names = set(Place.objects.unscoped("test").values_list("name", flat=True))
    assert {"大王庄村", "王庄花园"} <= names
    assert "小王庄村" not in names
    assert {one["by"] for one in kept(sent)} == {county.duty_officer.pk, None}


def test_a_place_over_which_somebody_was_given_a_role_stays(county):
    sent = upload(county.duty_officer, "places", {"name": "大王庄村", "kind": "village", "parent": "柳河镇"})
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    path = Place.objects.unscoped("test").get(name="大王庄村").path
    Grant.objects.create(account=county.stranger, role="community", place_path=path)
    # Its path would be given to the next village, and the role with it.
    assert undo(county, sent)["kept"] == 1


def test_units_and_posts(county):
    before = everything()
    unit = upload(county.duty_officer, "units", {"name": "县气象局", "kind": "bureau", "quota": 6})
    actions.apply_upload(by=county.duty_officer, upload=unit, at=clock.now())
    post = upload(
        county.duty_officer,
        "posts",
        {"number": 9, "name": "上湾村口", "kind": "village", "place": "上湾村", "need_night": 2, "leader": "王志"},
        {"number": 3, "name": "下湾村口", "need_night": 4, "phone": "6600999"},
    )
    actions.apply_upload(by=county.duty_officer, upload=post, at=clock.now())
    assert Unit.objects.unscoped("test").filter(name="县气象局").exists()
    assert undo(county, post) == {"removed": 1, "restored": 1, "kept": 0}
    assert undo(county, unit) == {"removed": 1, "restored": 0, "kept": 0}
    assert everything() == before


def test_after_a_break_it_goes_on(county, monkeypatch):
    before = everything()
    monkeypatch.setattr(writing, "CHUNK", 1)
    sent = upload(county.duty_officer, "staff", {**WANG, "place": "下湾村"}, WANG_JIANJUN)
    actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())
    actions.begin_undo(by=county.duty_officer, upload=sent, at=LATER)
    undoing = actions.Undoing(sent, county.duty_officer)
    assert undoing.step(LATER)
    assert sent.as_stored().state == "undoing"
    assert undo(county, sent) == {"removed": 1, "restored": 1, "kept": 0}
    assert everything() == before
    with pytest.raises(Refused, match="upload_taken"):
        undoing.step(LATER)


def test_one_decision_one_entry(county, sent):
    undo(county, sent)
    (entry,) = AuditEntry.objects.unscoped("test").filter(action="begin_undo")
    assert (entry.account_id, entry.subject) == (county.duty_officer.pk, f"upload:{sent.pk}")


def test_after_a_day_it_is_too_late(county, sent):
    with pytest.raises(Refused, match="undo_over"):
        undo(county, sent, at=EVENING + timedelta(hours=24))


def test_nothing_of_what_stood_before_is_kept_once_it_is_undone(county, sent):
    undo(county, sent)
    assert [bytes(chunk.sealed) for chunk in Chunk.objects.unscoped("test")] == [b""]


def test_the_same_file_can_be_written_again(county, sent):
    undo(county, sent)
    again = upload(county.duty_officer, "staff", {**WANG, "place": "下湾村"}, WANG_JIANJUN)
    counts = actions.apply_upload(by=county.duty_officer, upload=again, at=LATER)
    assert (counts["new"], counts["changed"]) == (1, 1)


def test_a_stranger_township_undoes_nothing(county, sent):
    with pytest.raises(Refused, match="not_allowed"):
        actions.undo_upload(by=county.stranger, upload=sent, at=LATER)


def test_what_was_moved_out_of_the_area_stays(county):
    sent = upload(county.township_officer, "staff", {**WANG, "place": "下湾村"}, path="0000")
    actions.apply_upload(by=county.township_officer, upload=sent, at=clock.now())
    town = county.places["粮站家属院"]
    Person.objects.unscoped("test").filter(name="王秀兰").update(place_path=town.path)
    counts = actions.undo_upload(by=county.township_officer, upload=sent, at=LATER)
    assert counts == {"removed": 0, "restored": 0, "kept": 1}
