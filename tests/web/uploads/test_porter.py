"""What was broken off or is large is carried on beside the worker: each chunk once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.county import EVENING
from tests.web.register.books import upload
from tests.web.uploads.test_apply import n_people, rows
from yixian.web.uploads import actions, porter, writing
from yixian.web.uploads.chunks import Chunk
from yixian.web.uploads.models import UNDO_FOR

LATER = EVENING + timedelta(minutes=2)


@pytest.fixture(autouse=True)
def _now(evening, monkeypatch):
    monkeypatch.setattr(writing, "CHUNK", 3)
    monkeypatch.setattr(writing, "PAUSE_S", 0)


@pytest.fixture
def sent(county):
    return upload(county.duty_officer, "staff", *rows(8))


@pytest.fixture
def broken(county, sent):
    """An upload whose writer died after its first chunk."""
    begun = writing.Writing(sent, county.duty_officer)
    actions.begin_apply(by=county.duty_officer, upload=sent, counts=begun.counts, at=EVENING)
    begun.step(EVENING)
    return sent


def carry_on(at=LATER):
    """Do what the thread does with one upload."""
    claimed = porter.claimed(at)
    if claimed is None:
        return False
    work = porter.work_of(claimed)
    while work.step(at):
        pass
    work.finish(at)
    return True


def test_it_works(broken):
    assert carry_on()
    stored = broken.as_stored()
    assert (stored.state, stored.done_rows, stored.counts["kept"], n_people()) == ("applied", 8, 8, 8)
    assert not carry_on()


def test_who_still_writes_is_left_alone(broken):
    assert not carry_on(EVENING + timedelta(seconds=30))


def test_a_new_worker_takes_it_up_at_once(broken):
    assert porter.take_up() == 1
    assert carry_on(EVENING)


def test_a_large_one_is_left_to_it(county, sent, monkeypatch, logged_in):
    monkeypatch.setattr(actions, "AT_ONCE", 5)
    client = logged_in(county.duty_officer)
    page = client.post(f"/uploads/{sent.pk}/write/", follow=True).content.decode()
    assert 'max="8" value="0"' in page
    assert n_people() == 0
    assert carry_on(EVENING)
    client.post(f"/uploads/{sent.pk}/undo/")
    assert (sent.as_stored().state, n_people()) == ("undoing", 8)
    assert carry_on(EVENING)
    assert (sent.as_stored().state, n_people()) == ("undone", 0)


def test_two_at_once_write_no_row_twice(county, broken):
    first, second = (porter.work_of(broken.as_stored()) for _ in range(2))
    assert first.step(LATER)
    with pytest.raises(actions.Refused, match="upload_taken"):
        second.step(LATER)
    while first.step(LATER):
        pass
    first.finish(LATER)
    with pytest.raises(actions.Refused, match="upload_taken"):
        second.finish(LATER)
    assert n_people() == 8


def test_what_stood_before_is_destroyed_after_a_day(county, broken):
    carry_on()
    assert porter.forget_old(LATER + UNDO_FOR) == 0
    assert porter.forget_old(LATER + UNDO_FOR + timedelta(seconds=1)) == 3
    assert {bytes(chunk.sealed) for chunk in Chunk.objects.unscoped("test")} == {b""}
    assert porter.forget_old(LATER + 2 * UNDO_FOR) == 0


def test_an_undo_that_was_broken_off_goes_on(county, sent):
    actions.apply_upload(by=county.duty_officer, upload=sent, at=EVENING)
    actions.begin_undo(by=county.duty_officer, upload=sent, at=EVENING)
    actions.Undoing(sent, county.duty_officer).step(EVENING)
    assert n_people() == 6
    assert carry_on()
    assert (sent.as_stored().state, n_people()) == ("undone", 0)
