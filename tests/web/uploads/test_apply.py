"""Writing in chunks: each row once, after a kill too, never two at a time, and counted afterwards."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.web.register.books import WANG, dry, upload
from yixian.rules.identity import check_character
from yixian.web import clock
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.register.models import Person
from yixian.web.uploads import actions, writing
from yixian.web.uploads.judging import judged


@pytest.fixture(autouse=True)
def _now(evening, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 3)
    monkeypatch.setattr(writing, "PAUSE_S", 0)


@pytest.fixture
def sent(county):
    return upload(county.duty_officer, "staff", *rows(8))


def rows(n):
    made = []
    for at in range(n):
        first = f"41990119700101{at:03d}"
        made.append({**WANG, "id_number": first + check_character(first), "phone": f"139{at:08d}", "place": "下湾村"})
    return made


def apply(county, sent):
    return actions.apply_upload(by=county.duty_officer, upload=sent, at=clock.now())


def n_people():
    return Person.objects.unscoped("test").filter(name="王秀兰").count()


@pytest.fixture
def killed(county, sent, monkeypatch):
    """The upload after its process was killed in the second chunk."""
    writer, calls = actions.writers()["staff"], []

    def dies(changes, at):
        calls.append(1)
        type(writer).write(writer, changes, at)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(writer, "write", dies)
        with pytest.raises(KeyboardInterrupt):
            apply(county, sent)
    return sent.as_stored()


def test_it_works(county, sent):
    assert apply(county, sent) == {"wrong": 0, "new": 8, "changed": 0, "same": 0, "asked": 0, "kept": 8}
    assert (sent.as_stored().state, sent.as_stored().done_rows, n_people()) == ("applied", 8, 8)


def test_a_kill_leaves_whole_chunks_only(killed):
    assert (killed.state, killed.done_rows, n_people()) == ("applying", 3, 3)


def test_after_a_kill_it_goes_on_and_writes_each_row_once(county, killed):
    counts = apply(county, killed)
    assert (counts["new"], counts["kept"], n_people()) == (8, 8, 8)
    assert (killed.as_stored().state, killed.as_stored().done_rows) == ("applied", 8)


def test_two_who_write_at_once_do_not_write_twice(county, killed):
    other = killed.as_stored()
    other.done_rows = 0  # what a window read before the first chunk was stored
    with pytest.raises(Refused, match="upload_taken"):
        apply(county, other)
    assert n_people() == 3


def test_a_second_press_shows_what_was_written(county, sent, logged_in):
    client = logged_in(county.duty_officer)
    for _ in range(2):
        answer = client.post(f"/uploads/{sent.pk}/write/", follow=True)
        assert 'data-count="kept">8<' in answer.content.decode()
    assert n_people() == 8


def test_one_decision_one_entry_and_an_event_for_each_chunk(county, sent):
    apply(county, sent)
    assert AuditEntry.objects.unscoped("test").filter(action="begin_apply").count() == 1
    events = Event.objects.unscoped("test").filter(topic__in=("uploads", "register"))
    assert list(events.order_by("id").values_list("kind", flat=True)) == ["chunk_written"] * 3 + ["upload_applied"]


def test_what_the_register_became_meanwhile_decides(county, sent):
    judged(sent, county.duty_officer)
    apply(county, upload(county.duty_officer, "staff", *rows(5)))
    counts = apply(county, sent)
    assert (counts["new"], counts["same"], n_people()) == (3, 5, 8)


def test_progress_says_how_far_it_is(county, killed, logged_in):
    page = logged_in(county.duty_officer).get(f"/uploads/{killed.pk}/progress/").content.decode()
    assert 'max="8" value="3"' in page
    page = logged_in(county.duty_officer).get(f"/uploads/{killed.pk}/").content.decode()
    assert "接着写" in page


def test_nothing_is_mended_once_it_is_being_written(county, killed, logged_in):
    client = logged_in(county.duty_officer)
    for path, said in (
        ("mend", {"cell": "3:B", "text": "x"}),
        ("skip", {"row": "3"}),
        ("person", {"row": "3", "person": "0"}),
        ("back", {}),
    ):
        assert client.post(f"/uploads/{killed.pk}/{path}/", said).status_code == 409


def test_a_stranger_township_writes_it_not(county, sent, logged_in):
    client = logged_in(county.stranger)
    for path in ("", "columns/", "progress/", "wrong.xlsx"):
        assert client.get(f"/uploads/{sent.pk}/{path}").status_code == 404
    for path in ("mend", "skip", "person", "back", "write"):
        assert client.post(f"/uploads/{sent.pk}/{path}/").status_code == 404
        assert client.get(f"/uploads/{sent.pk}/{path}/").status_code == 405
    assert n_people() == 0


def test_a_township_sees_no_uploads_of_the_county(county, sent, logged_in):
    assert f"/uploads/{sent.pk}/" not in logged_in(county.stranger).get("/uploads/").content.decode()


def test_the_list_takes_few_queries(county, logged_in, django_assert_max_num_queries):
    for _ in range(20):
        upload(county.duty_officer, "staff", WANG)
    client = logged_in(county.duty_officer)
    with django_assert_max_num_queries(12):
        client.get("/uploads/")


def test_a_dry_run_takes_few_queries_however_many_rows(county, logged_in, django_assert_max_num_queries):
    sent = upload(county.duty_officer, "staff", *rows(120))
    client = logged_in(county.duty_officer)
    client.get(f"/uploads/{sent.pk}/")
    with django_assert_max_num_queries(12):
        page = client.get(f"/uploads/{sent.pk}/?page=2").content.decode()
    assert page.count("data-sheet-row") == 20


def test_the_wrong_rows_that_go_back_hold_no_formula(county, logged_in):
    sent = upload(county.duty_officer, "staff", {**WANG, "id_number": "1", "title": "=HYPERLINK(1)", "name": "@SUM(1)"})
    back = logged_in(county.duty_officer).get(f"/uploads/{sent.pk}/wrong.xlsx").content
    with zipfile.ZipFile(io.BytesIO(back)) as book:
        parts = b"".join(book.read(name) for name in book.namelist())
    assert b"<f>" not in parts
    assert b"'=HYPERLINK" in parts


def test_the_dry_run_of_nothing_new_offers_nothing(county, sent):
    apply(county, sent)
    assert dry(county.duty_officer, "staff", *rows(8)).counts["same"] == 8


def test_another_list_with_the_same_people_meanwhile_makes_nobody_twice(county, sent):
    begun = writing.Writing(sent, county.duty_officer)
    actions.begin_apply(by=county.duty_officer, upload=sent, counts=begun.counts, at=clock.now())
    begun.step(clock.now())
    apply(county, upload(county.duty_officer, "staff", *rows(8)[2:]))
    while begun.step(clock.now()):
        pass
    assert begun.finish(clock.now())["kept"] == 8
    assert n_people() == 8
