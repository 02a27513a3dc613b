"""Payloads whose time is over are destroyed; the chain still verifies, and knows what was destroyed by rule."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings

from tests.county import EVENING
from yixian.web.access.models import Account, Grant
from yixian.web.action import Refused
from yixian.web.journal.chain import contains, verify
from yixian.web.journal.models import AuditEntry, AuditPayload, Retention
from yixian.web.journal.record import append, chain_digest
from yixian.web.journal.retention import LEAST_DAYS, set_retention, sweep, sweep_daily
from yixian.web.keys import Keys

LATER = EVENING + timedelta(days=LEAST_DAYS + 1)


@pytest.fixture
def keeper(county):
    account = Account.objects.create_account("keeper", None, name="审计管理员")
    Grant.objects.create(account=account, role="audit_admin")
    return account


def _entry(kind, at=EVENING):
    return append("x", by=None, subject={}, at=at, path="", details={"said": kind}, kind=kind)


def _keep(keeper, kind="read", days=str(LEAST_DAYS)):
    set_retention(by=keeper, kind=kind, keep_days=days, at=EVENING)


def test_it_works(keeper):
    _keep(keeper)
    old, fresh, other = _entry("read"), _entry("read", at=LATER), _entry("duty")
    assert sweep(LATER) == 1
    left = set(AuditPayload.objects.unscoped("test").values_list("entry_id", flat=True))
    assert old.pk not in left
    assert {fresh.pk, other.pk} <= left
    assert verify().holds


def test_what_was_destroyed_is_an_entry(keeper):
    _keep(keeper)
    old = _entry("read")
    sweep(LATER)
    newest = AuditEntry.objects.unscoped("test").order_by("-id").first()
    assert newest.payload.content["subject"] == {}
    assert (newest.payload.content["kind"], newest.payload.content["through"]) == ("read", old.pk)


def test_twice_destroys_and_says_nothing_more(keeper):
    _keep(keeper)
    _entry("read")
    sweep(LATER)
    before = AuditEntry.objects.unscoped("test").count()
    assert sweep(LATER) == 0
    assert AuditEntry.objects.unscoped("test").count() == before


def test_without_a_setting_everything_stays(county):
    _entry("read")
    assert sweep(LATER) == 0


def test_a_payload_that_somebody_removed_is_missed(keeper):
    _keep(keeper)
    _entry("read")
    sweep(LATER)
    gone = _entry("read", at=LATER)
    AuditPayload.objects.unscoped("test").filter(entry=gone).delete()
    verdict = verify()
    assert (verdict.broken_at, verdict.missing, verdict.holds) == (None, 1, False)


def test_a_forged_record_of_destruction_is_found(keeper):
    _keep(keeper)
    _entry("read")
    sweep(LATER)
    record = AuditPayload.objects.unscoped("test").get(entry__action="destroy_payloads")
    record.content = record.content | {"kind": "*"}
    record.save()
    assert verify().broken_at == record.entry_id


def test_whoever_changes_an_entry_cannot_make_its_link_anew(county):
    entry = _entry("read")
    entry.account_id = 99
    with override_settings(KEYS=Keys(*[b"a guess"] * 4)):
        entry.link = chain_digest(entry)
    entry.save()
    assert verify().broken_at == entry.pk


def test_entries_cut_off_at_the_end_are_found_by_what_was_noted(county):
    _entry("read")
    last = _entry("read")
    verdict = verify()
    assert contains(verdict.last, verdict.seal)
    last.delete()
    assert verify().holds
    assert not contains(verdict.last, verdict.seal)


@pytest.mark.parametrize("days", ["0", "183", "-1", "x", "1.5", "99999", "２００"])
def test_too_short_a_time_is_refused(keeper, days):
    with pytest.raises(Refused, match="retention_days"):
        _keep(keeper, days=days)


def test_empty_is_until_the_close_out(keeper):
    _keep(keeper)
    _keep(keeper, days="")
    assert not Retention.objects.unscoped("test").exists()


@pytest.mark.parametrize("kind", ["journal", "king"])
def test_what_is_kept_always_has_no_time(keeper, kind):
    with pytest.raises(Refused, match="kind_kept_always"):
        _keep(keeper, kind=kind)


@pytest.mark.parametrize("who", ["admin", "auditor", "duty_officer"])
def test_others_shorten_nothing(county, who):
    with pytest.raises(Refused, match="not_allowed"):
        _keep(county.accounts[who])


def test_the_page_says_and_sets_it(keeper, logged_in):
    client = logged_in(keeper)
    assert client.post("/settings/kept/keep/", {"kind": "read", "days": "200"}).status_code == 302
    assert 'value="200"' in client.get("/settings/kept/").content.decode()
    answer = client.post("/settings/kept/keep/", {"kind": "read", "days": "3"})
    assert answer.status_code == 422
    assert "184" in answer.content.decode()


def test_the_worker_sweeps_once_a_day(keeper):
    _keep(keeper)
    _entry("read")
    assert sweep_daily(LATER) == 1
    _entry("read")
    assert sweep_daily(LATER) == 0
    assert sweep_daily(LATER + timedelta(days=1)) == 1
