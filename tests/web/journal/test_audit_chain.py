import pytest

from tests.county import EVENING
from yixian.web.access import actions
from yixian.web.journal.chain import verify
from yixian.web.journal.models import AuditEntry, AuditPayload


@pytest.fixture
def three_entries(county):
    for name in ("a", "b", "c"):
        actions.add_account(by=county.admin, username=name, name=name, at=EVENING)
    return list(AuditEntry.objects.unscoped("test").order_by("id"))


def test_it_works(three_entries):
    verdict = verify()
    assert (verdict.entries, verdict.payloads, verdict.broken_at) == (3, 3, None)


def test_an_empty_chain_holds(db):
    assert verify().broken_at is None


def test_it_holds_when_payloads_are_destroyed(three_entries):
    AuditPayload.objects.unscoped("test").all().delete()
    verdict = verify()
    assert (verdict.entries, verdict.payloads, verdict.broken_at, verdict.missing) == (3, 0, None, 3)


def test_a_changed_payload_is_found(three_entries):
    AuditPayload.objects.unscoped("test").filter(entry=three_entries[1]).update(content={"username": "x"})
    assert verify().broken_at == three_entries[1].pk


@pytest.mark.parametrize(
    "change", [{"action": "nothing"}, {"account_id": 99}, {"place_path": "0001"}, {"digest": b"x" * 32}]
)
def test_a_changed_entry_is_found(three_entries, change):
    AuditEntry.objects.unscoped("test").filter(pk=three_entries[0].pk).update(**change)
    assert verify().broken_at == three_entries[0].pk


def test_a_removed_entry_is_found(three_entries):
    three_entries[1].delete()
    assert verify().broken_at == three_entries[2].pk


def test_the_newest_alone_are_verified_from_where_they_begin(three_entries):
    assert verify(tail=2).entries == 2
    assert verify(tail=99).entries == 3
    AuditEntry.objects.unscoped("test").filter(pk=three_entries[0].pk).update(action="nothing")
    assert verify(tail=2).broken_at is None
    assert verify(tail=3).broken_at == three_entries[0].pk
