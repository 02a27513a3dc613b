import json
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.db.models import Count

from tests.web.uploads.books import clean, dirty, folder, send
from yixian.sheets import write_table
from yixian.web import clock
from yixian.web.access.models import Account, Grant
from yixian.web.duty.models import Post
from yixian.web.journal.models import AuditEntry
from yixian.web.register.models import MapFeature, Person, PersonCondition, Place, PlaceName, Unit
from yixian.web.uploads import actions, judging, sample, writing
from yixian.web.uploads.judging import judged
from yixian.web.uploads.models import Upload


@pytest.fixture(autouse=True)
def _now(evening):
    """Days of arrival are judged by today: the lists are of February 2020."""


@pytest.fixture
def officer(db):
    account = Account.objects.create_account("hq", None, name="赵云清")
    Grant.objects.create(account=account, role="headquarters")
    return account


def _take(by, kind, content, path=""):
    area = Place.objects.unscoped("test").filter(path=path).first() or Place(path=path)
    return actions.take_file(by=by, area=area, kind=kind, filename="x.xlsx", content=content, at=clock.now())


def the_figures_are_those_of_the_page(_by):
    posts = Post.objects.unscoped("test")
    assert posts.filter(kind="main_gate").count() == 300
    assert posts.count() == 800
    assert Person.objects.unscoped("test").filter(kind="cadre").count() == 882
    assert Person.objects.unscoped("test").count() == 3882
    townships = [place for place in Place.objects.unscoped("test").exclude(path="") if len(place.path) == 4]
    assert len(townships) == 15
    assert sum(place.is_local for place in townships) == 3
    assert all(place.boundary for place in townships)
    assert MapFeature.objects.unscoped("test").exists()


def the_882_cadres_fill_the_quotas_of_60_units(_by):
    sending = Unit.objects.unscoped("test").filter(quota__gt=0).annotate(n=Count("people"))
    assert sending.count() == 60
    assert all(unit.n == unit.quota for unit in sending)


def a_second_import_changes_nothing(by):
    again = sample.load(folder() / "clean", by, clock.now())
    assert all(counts["new"] == counts["changed"] == counts["wrong"] == 0 for counts in again.values())


def everybody_serves_where_his_post_is(_by):
    guards = Person.objects.unscoped("test").exclude(post_place=None).select_related("post_place")
    assert guards.count() > 3000
    assert all(person.place_path == person.post_place.path for person in guards)


def the_protected_are_known(_by):
    secretary = Person.objects.unscoped("test").get(name="赵秀英", title__contains="书记")
    condition = PersonCondition.objects.unscoped("test").get(person=secretary)
    assert (condition.kind, (clock.today() - condition.since_on).days) == ("pregnant", 210)


def a_misprinted_township_never_becomes_a_16th(by):
    upload = _take(by, "places", dirty("places.xlsx"))
    actions.apply_upload(by=by, upload=upload, at=clock.now())
    assert len([p for p in Place.objects.unscoped("test").exclude(path="") if len(p.path) == 4]) == 15


def a_new_township_with_almost_a_known_name_is_asked_about(by):
    rows = [{"name": "双泉镇", "kind": "town", "parent": "临溪县"}]
    found = judged(_take(by, "places", write_table("places", rows)), by)
    (objection,) = found.reading.errors
    assert (objection.kind, objection.proposals) == ("township_near", ("双泉乡",))
    assert objection.message("zh") == "名册里有一个名字很像的乡镇，是不是写错了"


def a_known_misprint_is_understood(by):
    town = Place.objects.unscoped("test").get(name="双泉乡")
    PlaceName.objects.create(place=town, name="双泉镇", is_misprint=True)
    rows = [{"name": "双泉镇", "kind": "town", "parent": "临溪县"}]
    found = judged(_take(by, "places", write_table("places", rows)), by)
    assert found.reading.errors[0].proposals == ("双泉乡",)


def a_man_twice_and_in_two_units_is_found(by):
    found = judged(_take(by, "staff", dirty("staff_all.xlsx")), by)
    kinds = {one.kind for one in found.reading.errors}
    assert {"dup_id", "dup_row"} <= kinds


def no_planted_fault_is_taken_and_no_good_row_changes(by, file, kind):
    planted = json.loads((folder() / "dirty" / "faults.json").read_text())["faults"]
    rows = {one["row"] for one in planted if one["file"] == file}
    found = judged(_take(by, kind, dirty(file)), by)
    wrong = {one.row for one in found.reading.errors}
    assert rows and rows <= wrong
    # Whatever stands below a place or unit that is wrong itself cannot be written either.
    assert wrong - rows <= {one.row for one in found.reading.errors if one.kind == "parent_unknown"}
    assert found.counts["new"] == found.counts["changed"] == 0


def a_township_writes_only_its_own(_by):
    town = Place.objects.unscoped("test").get(name="柳河镇")
    officer = Account.objects.create_account("liuhe", None, name="李婉宁")
    Grant.objects.create(account=officer, role="township", place_path=town.path)
    found = judged(_take(officer, "posts", clean("posts.xlsx"), town.path), officer)
    assert found.counts["new"] == 0
    assert 0 < found.counts["same"] < 100
    assert found.counts["wrong"] == 800 - found.counts["same"]


def a_township_imports_no_places(_by):
    town = Place.objects.unscoped("test").get(name="柳河镇")
    officer = Account.objects.create_account("liuhe", None, name="李婉宁")
    Grant.objects.create(account=officer, role="township", place_path=town.path)
    found = judged(_take(officer, "places", clean("places.xlsx"), town.path), officer)
    assert (found.n_writable, found.counts["wrong"]) == (0, 597)


def one_decision_is_one_audit_entry(_by):
    applied = AuditEntry.objects.unscoped("test").filter(action="begin_apply")
    assert applied.count() == Upload.objects.unscoped("test").count() == len(sample.ORDER)


CHECKS = (
    the_figures_are_those_of_the_page,
    the_882_cadres_fill_the_quotas_of_60_units,
    a_second_import_changes_nothing,
    everybody_serves_where_his_post_is,
    the_protected_are_known,
    a_misprinted_township_never_becomes_a_16th,
    a_new_township_with_almost_a_known_name_is_asked_about,
    a_known_misprint_is_understood,
    a_man_twice_and_in_two_units_is_found,
    a_township_writes_only_its_own,
    a_township_imports_no_places,
    one_decision_is_one_audit_entry,
)
DIRTY = {
    "places.xlsx": "places",
    "units.xlsx": "units",
    "posts.xlsx": "posts",
    "staff_all.xlsx": "staff",
    "village_staff.xlsx": "staff",
    "volunteers.xlsx": "staff",
}


@contextmanager
def undone():
    """Take back what a check has written: the county takes seconds to load, so it is loaded once for all of them."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    judging.forget()


def test_it_works(officer, subtests):
    sample.load(folder() / "clean", officer, clock.now())
    for check in CHECKS:
        with subtests.test(check.__name__), undone():
            check(officer)
    for file, kind in DIRTY.items():
        with subtests.test(file), undone():
            no_planted_fault_is_taken_and_no_good_row_changes(officer, file, kind)


def test_after_a_break_between_chunks_it_goes_on(officer, monkeypatch):
    upload = _take(officer, "places", clean("places.xlsx"))
    writer, calls = actions.writers()["places"], []

    def broken(changes, at):
        if calls:
            raise KeyboardInterrupt
        calls.append(1)
        return type(writer).write(writer, changes, at)

    monkeypatch.setattr(writing, "CHUNK", 200)
    monkeypatch.setattr(writer, "write", broken)
    with pytest.raises(KeyboardInterrupt):
        actions.apply_upload(by=officer, upload=upload, at=clock.now())
    monkeypatch.undo()
    stored = upload.as_stored()
    assert (stored.state, stored.done_rows) == ("applying", 200)
    actions.apply_upload(by=officer, upload=stored, at=clock.now())
    assert Place.objects.unscoped("test").count() == 598
    assert upload.as_stored().done_rows == 597


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("staff", b""),
        ("staff", b"not a workbook"),
        ("staff", b"name,id\n1,2\n"),
        ("nothing", b"x"),
        ("areas", b"[]"),
        ("areas", b'{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}'),
    ],
)
def test_what_cannot_be_read_is_said_and_stored_nowhere(officer, logged_in, kind, content):
    answer = send(logged_in(officer), kind, content)
    assert answer.status_code == 422
    assert "data-errors" in answer.content.decode()
    assert not Upload.objects.unscoped("test").exists()


def test_every_kind_has_its_empty_workbook(officer, logged_in):
    client = logged_in(officer)
    for kind in actions.writers():
        answer = client.get(f"/uploads/template/{kind}.xlsx")
        assert answer.content[:2] == b"PK"
    assert client.get("/uploads/template/nothing.xlsx").status_code == 404


def test_a_file_name_is_shown_and_never_run(officer, logged_in):
    client = logged_in(officer)
    send(client, "places", clean("places.xlsx"), "<script>alert(1)</script>.xlsx")
    page = client.get("/uploads/").content.decode()
    assert "<script>alert(1)" not in page


def test_the_auditor_uploads_nothing(county, logged_in):
    assert logged_in(county.auditor).get("/uploads/").status_code == 403
