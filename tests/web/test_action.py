import pytest
from django.db import transaction

from tests.county import EVENING
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action, refusal
from yixian.web.journal.models import AuditEntry, Event
from yixian.web.journal.record import note, tell


@action(Right.READINESS)
def paint(*, by, post, colour, at):
    """Paint a post: an action of this test."""
    if colour == "red":
        raise Refused("not_red", field="colour")
    note(colour=colour)
    tell("duty", "post_painted", at=at, place_path=post.place_path)
    return colour


def test_it_works(county):
    post = county.posts["安平苑北门"]
    assert paint(by=county.duty_officer, post=post, colour="blue", at=EVENING) == "blue"
    entry = AuditEntry.objects.unscoped("test").get()
    assert (entry.action, entry.account_id, entry.place_path) == ("paint", county.duty_officer.pk, post.place_path)
    assert entry.payload.content["colour"] == "blue"
    assert Event.objects.unscoped("test").get().kind == "post_painted"


def test_a_stranger_township_is_refused(county):
    with pytest.raises(Refused, match="not_allowed"):
        paint(by=county.stranger, post=county.posts["安平苑北门"], colour="blue", at=EVENING)


def test_a_role_without_the_right_is_refused(county):
    with pytest.raises(Refused, match="not_allowed"):
        paint(by=county.auditor, post=county.posts["安平苑北门"], colour="blue", at=EVENING)


def test_what_is_refused_leaves_nothing_behind(county):
    with pytest.raises(Refused) as refused:
        paint(by=county.duty_officer, post=county.posts["安平苑北门"], colour="red", at=EVENING)
    assert refused.value.field == "colour"
    assert not AuditEntry.objects.unscoped("test").exists()
    assert not Event.objects.unscoped("test").exists()


def test_a_fault_in_the_middle_takes_everything_back(county, monkeypatch):
    def broken(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("yixian.web.journal.record.AuditPayload.objects.create", broken)
    with pytest.raises(OSError), transaction.atomic():
        paint(by=county.duty_officer, post=county.posts["安平苑北门"], colour="blue", at=EVENING)
    assert not Event.objects.unscoped("test").exists()


def test_a_note_outside_an_action_is_a_fault_of_ours(db):
    with pytest.raises(RuntimeError):
        note(colour="blue")


def test_every_refusal_has_its_sentence():
    assert refusal("username_taken", {}) == "这个用户名已经有人用"
