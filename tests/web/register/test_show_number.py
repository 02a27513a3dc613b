import pytest

from tests.county import EVENING
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry
from yixian.web.register.actions import show_number


def test_it_works(county):
    shown = show_number(by=county.duty_officer, person=county.people["于倩"], reason="verify", at=EVENING)
    assert shown.startswith("419902199002143")
    assert AuditEntry.objects.unscoped("test").get().action == "show_number"


def test_the_reason_is_kept_and_the_number_is_not(county):
    show_number(by=county.duty_officer, person=county.people["于倩"], reason="verify", at=EVENING)
    content = AuditEntry.objects.unscoped("test").get().payload.content
    assert content["reason"] == "verify"
    assert "419902199002143" not in str(content)


def test_without_a_reason_it_is_refused(county):
    with pytest.raises(Refused, match="reason_needed"):
        show_number(by=county.duty_officer, person=county.people["于倩"], reason="", at=EVENING)
    assert not AuditEntry.objects.unscoped("test").exists()


def test_a_stranger_township_is_refused(county):
    with pytest.raises(Refused, match="not_allowed"):
        show_number(by=county.stranger, person=county.people["于倩"], reason="verify", at=EVENING)


def test_the_auditor_is_refused(county):
    with pytest.raises(Refused, match="not_allowed"):
        show_number(by=county.auditor, person=county.people["于倩"], reason="verify", at=EVENING)


def test_the_page_asks_first_then_shows(county, logged_in):
    client, pk = logged_in(county.duty_officer), county.people["于倩"].pk
    assert "419902199002143" not in client.get(f"/register/people/{pk}/number/").content.decode()
    assert client.post(f"/register/people/{pk}/number/", {}).status_code == 422
    assert "419902199002143" in client.post(f"/register/people/{pk}/number/", {"reason": "verify"}).content.decode()


def test_a_stranger_finds_no_such_page(county, logged_in):
    pk = county.people["于倩"].pk
    assert logged_in(county.stranger).get(f"/register/people/{pk}/number/").status_code == 404
