"""The end of an emergency: nobody is named anywhere any more, and the chain still verifies."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db.models import QuerySet

from tests.county import EVENING
from tests.web.database.installation import filled
from tests.web.field.phones import phone, shift
from tests.web.register.books import WANG, upload
from yixian.web import rooms
from yixian.web.access.scope import Scoped
from yixian.web.journal.chain import verify
from yixian.web.journal.close_out import close_out, plan
from yixian.web.journal.models import AuditEntry
from yixian.web.journal.record import append
from yixian.web.keys import Keys
from yixian.web.projections import FLOORS
from yixian.web.register.actions import show_number
from yixian.web.register.models import Person, Place, Unit
from yixian.web.tasks.models import Task


def _everything():
    """All rows of all tables of ours as one text."""
    ours = [model for model in apps.get_models() if issubclass(model, Scoped)]
    return "\n".join(str(list(QuerySet(model).values_list())) for model in ours)


@pytest.fixture
def used(county):
    """The little county after an evening of use."""
    show_number(by=county.duty_officer, person=county.people["于倩"], reason="verify", at=EVENING)
    append("x", by=None, subject={}, at=EVENING, path="", details={"said": "于倩 13800000005"})
    Unit.objects.unscoped("test").update(leader="于倩", phone="13800000005")
    upload(county.duty_officer, "staff", WANG)
    shift(county, "于倩", "安平苑东门")
    phone(county, person="李建新")
    return county


def test_it_works(used):
    certificate = close_out("临溪县", EVENING)
    assert certificate.is_clean
    assert certificate.destroyed["register_person"] == 8
    assert not Person.objects.unscoped("test").exists()
    assert not Task.objects.unscoped("test").exists()


def test_nobody_is_left_in_any_table(used):
    before = _everything()
    close_out("临溪县", EVENING)
    after = _everything()
    # An account bears its officer's name: the audit says who decided.
    officers = {account.name for account in used.accounts.values()}
    for name in set(used.people) - officers:
        assert name in before
        assert name not in after
    assert "13800000005" in before
    assert "1380000000" not in after


def test_the_chain_verifies_and_knows_of_it(used):
    entries = verify().entries
    close_out("临溪县", EVENING)
    verdict = verify()
    assert (verdict.entries, verdict.payloads, verdict.holds) == (entries + 1, 1, True)
    assert AuditEntry.objects.unscoped("test").order_by("-id").first().action == "close_out"


def test_tampering_is_found_afterwards_too(used):
    close_out("临溪县", EVENING)
    first = AuditEntry.objects.unscoped("test").order_by("id").first()
    AuditEntry.objects.unscoped("test").filter(pk=first.pk).update(account_id=99)
    assert verify().broken_at == first.pk


def test_the_ground_stays(used):
    places = Place.objects.unscoped("test").count()
    close_out("临溪县", EVENING)
    assert Place.objects.unscoped("test").count() == places
    assert set(Unit.objects.unscoped("test").values_list("leader", "phone")) == {("", "")}


def test_a_plan_changes_nothing(used):
    before = _everything()
    assert plan("临溪县", EVENING).destroyed["register_person"] == 8
    assert _everything() == before


def test_twice_finds_nothing_more(used):
    close_out("临溪县", EVENING)
    assert sum(close_out("临溪县", EVENING).destroyed.values()) == 1  # what the first wrote about itself


def test_a_number_that_is_left_is_said(used):
    Place.objects.unscoped("test").filter(path="0000").update(name="找 13800000005")
    certificate = close_out("临溪县", EVENING)
    assert certificate.left == {"register_place.name": 1}
    assert not certificate.is_clean


def test_what_outlives_is_no_persons(db):
    kept = [model for module in rooms.modules("outlives", floors=FLOORS) for model in module.KEPT]
    assert len(kept) == len(set(kept)) > 8
    assert not {model.__name__ for model in kept} & {"Person", "PersonNumber", "PersonCondition", "Device", "Upload"}


def test_the_command_asks_for_the_name_then_leaves_no_trace(tmp_path):
    installation = filled(tmp_path / "data")
    assert installation.command("close-out", "别的县").returncode == 2
    assert "close-out 临溪县" in installation.command("close-out", "--lang", "zh").stdout
    old = Keys.load(installation.folder)
    done = installation.command("close-out", "临溪县", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["chain_holds"]
    new = Keys.load(installation.folder)
    assert new.audit == old.audit
    assert not {new.seal, new.match, new.session} & {old.seal, old.match, old.session}
    assert not [f for f in installation.folder.glob("*.sqlite3*") if "于倩".encode() in f.read_bytes()]
    noted = installation.command("audit", "verify").stdout.splitlines()[-1]
    assert installation.command("audit", "verify", "--contains", noted).returncode == 0
    assert installation.command("audit", "verify", "--contains", "1:00000000").returncode == 3
