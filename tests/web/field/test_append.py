"""Storing what phones noted: once, always, answered after the commit."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tests.web.field.phones import END, NOW, START, entry, phone, shift
from yixian.web.field import insert as insert_file
from yixian.web.field.entries import MOST_AT_ONCE
from yixian.web.field.log import append
from yixian.web.field.models import FieldConflict, FieldEntry
from yixian.web.journal.models import Event
from yixian.words import catalogue

pytestmark = pytest.mark.django_db


def results(answers):
    return [answer.result for answer in answers]


def stored():
    return FieldEntry.objects.unscoped("test")


def doubt_of(raw, device, at=NOW, sent_at=None):
    append([raw], device=device, at=at, sent_at=sent_at)
    return stored().get(uuid=raw["uuid"]).doubts


def test_it_works(county):
    task = shift(county)
    device, _ = phone(county)
    answers = append([entry(task=task.key)], device=device, at=NOW)
    assert results(answers) == ["stored"]
    kept = stored().get()
    assert (kept.task, kept.place_path, kept.happened_at, kept.doubt) == (task, task.place_path, START, "")
    assert task.as_stored().state == "started"


def test_twice_is_once(county):
    device, _ = phone(county)
    raw = entry("in")
    assert results(append([raw, raw], device=device, at=NOW)) == ["stored", "duplicate"]
    assert results(append([raw], device=device, at=NOW + timedelta(days=3))) == ["duplicate"]
    assert stored().count() == 1
    assert FieldConflict.objects.unscoped("test").count() == 0


def test_the_same_uuid_with_other_content_is_kept_as_a_doubt(county):
    device, _ = phone(county)
    raw = entry("in", temp=36.5)
    append([raw], device=device, at=NOW)
    for _ in range(2):
        [answer] = append([raw | {"temp": 38.2}], device=device, at=NOW)
        assert (answer.result, answer.has_conflict) == ("duplicate", True)
    assert stored().get().details == {"temp": 36.5}
    assert FieldConflict.objects.unscoped("test").get().content["temp"] == 38.2


def test_another_name_under_the_same_uuid_shows_though_no_name_is_kept(county):
    device, _ = phone(county)
    raw = entry("in", name="王桂", plate="鄂A96083", temp=36.9)
    append([raw], device=device, at=NOW)
    [answer] = append([raw | {"name": "王贵"}], device=device, at=NOW)
    assert answer.has_conflict
    assert stored().get().details == {"temp": 36.9}
    assert "王" not in str(list(FieldConflict.objects.unscoped("test").values()))


def test_the_same_moment_in_another_zone_is_the_same_content(county):
    device, _ = phone(county)
    raw = entry("in", post="0001")
    append([raw], device=device, at=NOW)
    [answer] = append([raw | {"at": "2020-02-13T06:00:00Z", "post": 1}], device=device, at=NOW)
    assert (answer.result, answer.has_conflict) == ("duplicate", False)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("text", "not_an_entry"),
        (None, "not_an_entry"),
        (entry(uuid=None) | {"uuid": None}, "no_uuid"),
        (entry() | {"uuid": "7"}, "no_uuid"),
        (entry() | {"uuid": ["x"]}, "no_uuid"),
        (entry("sleep"), "unknown_kind"),
        (entry() | {"kind": ["checkin"]}, "unknown_kind"),
        (entry() | {"kind": {}}, "unknown_kind"),
        (entry() | {"at": None}, "no_time"),
        (entry() | {"at": "2020-02-30T10:00:00+08:00"}, "no_time"),
        (entry() | {"at": "0001-01-01T00:00:00+08:00"}, "no_time"),
        (entry() | {"at": 1581573600}, "no_time"),
        (entry() | {"at": "2020-02-13"}, "no_time"),
        (entry() | {"at": "9" * 50}, "no_time"),
        (entry(post=99), "unknown_post"),
        (entry(post=10**30), "unknown_post"),
        (entry(post=True), "unknown_post"),
        (entry(post=-1), "unknown_post"),
        (entry(post=None), "unknown_post"),
        (entry(post="place:999999999999999"), "unknown_post"),
        (entry("undo"), "nothing_undone"),
    ],
)
def test_only_what_cannot_be_read_is_rejected_and_the_rest_is_stored(county, raw, reason):
    device, _ = phone(county)
    good = entry("in")
    answers = append([raw, good], device=device, at=NOW)
    assert results(answers) == ["rejected", "stored"]
    assert answers[0].reason == reason
    assert reason in catalogue("yixian.web.field")


def test_a_township_is_not_a_post(county):
    device, _ = phone(county)
    [answer] = append([entry(post=f"place:{county.places['柳河镇'].pk}")], device=device, at=NOW)
    assert answer.reason == "unknown_post"


def test_one_too_many_is_rejected_by_name(county):
    device, _ = phone(county)
    answers = append([entry("in") for _ in range(MOST_AT_ONCE + 1)], device=device, at=NOW)
    assert results(answers) == ["stored"] * MOST_AT_ONCE + ["rejected"]
    assert answers[-1].reason == "too_many"


def test_a_temperature_that_cannot_be_read_is_flagged_not_refused(county):
    device, _ = phone(county)
    for temp in ("热", 366, float("nan"), True):
        assert doubt_of(entry("in", temp=temp), device) == ["bad_temp"]


def test_a_clock_that_is_ahead_is_corrected_and_both_times_are_known(county):
    device, _ = phone(county)
    raw = entry("in", 60)
    assert doubt_of(raw, device, at=START, sent_at=START + timedelta(hours=1)) == ["clock_ahead"]
    kept = stored().get(uuid=raw["uuid"])
    assert (kept.happened_at, kept.skew_s) == (START, 3600)
    assert device.seen.skew_s == 3600


def test_a_clock_that_is_behind_is_corrected(county):
    device, _ = phone(county)
    raw = entry("in", -60)
    assert doubt_of(raw, device, at=NOW, sent_at=NOW - timedelta(hours=1)) == ["clock_behind"]
    assert stored().get(uuid=raw["uuid"]).happened_at == START


def test_the_way_of_the_message_is_not_a_wrong_clock(county):
    device, _ = phone(county)
    raw = entry("in")
    assert doubt_of(raw, device, sent_at=NOW - timedelta(seconds=20)) == []
    assert stored().get(uuid=raw["uuid"]).happened_at == START


def test_a_time_to_come_is_doubtful(county):
    device, _ = phone(county)
    assert doubt_of(entry("in", 300), device) == ["clock_ahead"]


def test_what_comes_days_late_is_stored_and_flagged(county):
    device, _ = phone(county)
    assert doubt_of(entry("in"), device, at=NOW + timedelta(days=4)) == ["late_by_days"]


def test_a_phone_of_another_post_is_flagged_and_moves_no_task_there(county):
    task = shift(county)
    device, _ = phone(county, "粮站家属院门")
    assert doubt_of(entry(task=task.key), device) == ["foreign_post", "unknown_task"]
    assert task.as_stored().state == "open"


def test_a_person_sent_to_another_post_signs_in_there(county):
    task = shift(county, "王建军", "下湾村口")
    device, _ = phone(county, "安平苑北门", "王建军")
    assert doubt_of(entry(post=3), device) == []
    assert task.as_stored().state == "started"


def test_without_a_key_the_shift_whose_hours_fit_is_found(county):
    early = shift(county, starts_at=START - timedelta(hours=8), ends_at=START)
    late = shift(county)
    device, _ = phone(county, person="李建新")
    assert doubt_of(entry("checkin", -5), device) == []
    assert doubt_of(entry("checkout", 5), device) == ["left_before_came"]
    assert late.as_stored().started_at == START - timedelta(minutes=5)
    assert early.as_stored().finished_at == START + timedelta(minutes=5)


def test_the_posts_phone_does_not_guess_which_of_two_came(county):
    tasks = [shift(county), shift(county, "王建军")]
    device, _ = phone(county)
    assert doubt_of(entry(), device) == ["unknown_task"]
    assert {task.as_stored().state for task in tasks} == {"open"}


def test_a_shift_that_is_over_or_cancelled_is_flagged(county):
    device, _ = phone(county)
    over = shift(county)
    assert doubt_of(entry("checkin", 500, task=over.key), device, at=END + timedelta(hours=1)) == ["task_over"]
    cancelled = shift(county, "王建军", state="cancelled")
    assert doubt_of(entry(task=cancelled.key), device) == ["task_over"]
    assert cancelled.as_stored().state == "cancelled"


def test_anothers_shift_and_a_far_too_early_one_are_flagged(county):
    task = shift(county)
    device, _ = phone(county, person="王建军")
    assert doubt_of(entry(task=task.key), device) == ["not_his_shift"]
    own, _ = phone(county, person="李建新")
    assert doubt_of(entry("checkin", -121, task=task.key), own) == ["not_his_shift"]


def test_an_unknown_key_is_a_doubt(county):
    device, _ = phone(county)
    for key in ("gone", "x" * 300, "\ud800", 7, {"a": 1}):
        assert doubt_of(entry(task=key), device) == ["unknown_task"]


def test_pages_are_told_once_for_each_post(county):
    device, _ = phone(county)
    append([entry("in"), entry("out"), entry("in", post=2)], device=device, at=NOW)
    events = Event.objects.unscoped("test").filter(kind="entries_stored").order_by("place_path")
    assert [event.params["entries"] for event in events] == [2, 1]
    assert [event.params["doubtful"] for event in events] == [0, 1]


def test_a_paper_list_needs_no_phone(county):
    assert results(append([entry("in")], device=None, at=NOW)) == ["stored"]


def test_nothing_is_nothing(county):
    assert append([], device=None, at=NOW) == []


def test_it_answers_only_outside_a_transaction(county, transactional_db):
    with transaction.atomic(), pytest.raises(RuntimeError):
        append([entry("in")], device=None, at=NOW)


def test_a_whole_batch_takes_a_fixed_number_of_queries(county, django_assert_max_num_queries):
    for person in ("李建新", "王建军"):
        shift(county, person)
    device, _ = phone(county)
    with django_assert_max_num_queries(20):
        append([entry("in", i) for i in range(200)], device=device, at=NOW)


def test_the_statement_names_every_column_of_the_log():
    model = apps.get_model("field", "FieldEntry")
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, insert_file.TABLE)
    known = [getattr(model, name).field.column for name in insert_file.NAMES]
    assert {"id", *known} == {column.name for column in columns}


def test_a_broken_column_is_raised_and_not_swallowed(county):
    row = FieldEntry(uuid=uuid4(), kind="in", place=county.posts["安平苑北门"].place, received_at=NOW, digest=b"")
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_file.insert([row])  # it has no time
    assert connection.vendor and stored().count() == 0


def test_a_uuid_that_came_in_between_is_left_out(county):
    device, _ = phone(county)
    raw = entry("in")
    append([raw], device=device, at=NOW)
    again = stored().get()
    again.pk = None
    insert_file.insert([again])
    assert stored().count() == 1
