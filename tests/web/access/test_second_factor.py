"""The second factor: set up by its owner, asked at the log-in, each code once, recovery codes for a lost phone."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

from tests.county import EVENING
from yixian.web.access import factors, throttle, totp
from yixian.web.access.models import Account, Grant, RecoveryCode, SecondFactor
from yixian.web.action import Refused
from yixian.web.journal.models import AuditEntry, AuditPayload

PASSWORD = "an evening in spring"
# RFC 6238, appendix B, SHA-1: the last six of the eight digits given there.
RFC_SECRET = b"12345678901234567890"
RFC_CODES = {59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037"}


@pytest.fixture(autouse=True)
def _fresh_throttle():
    throttle.forget()


@pytest.fixture
def steps(monkeypatch):
    """The true time in steps, which the test puts forward."""
    now = {"step": 1_000_000}
    monkeypatch.setattr(totp, "step_now", lambda: now["step"])
    return now


@pytest.fixture
def officer(county):
    county.duty_officer.set_password(PASSWORD)
    county.duty_officer.save()
    return county.duty_officer


def _fresh(account):
    return Account.objects.unscoped("test").get(pk=account.pk)


def _set_up(account, steps):
    factors.offer_factor(account=account)
    secret = factors.secret_of(account)
    codes = factors.set_up_factor(by=_fresh(account), code=totp.code(secret, steps["step"]), at=EVENING)
    steps["step"] += 1
    return secret, codes


def _password(client, **more):
    return client.post("/login/", {"username": "duty_officer", "password": PASSWORD, **more})


def test_it_works(officer, steps, client):
    secret, _ = _set_up(officer, steps)
    answer = _password(client, next="/register/people/")
    assert (answer.status_code, answer.url) == (302, "/login/code/")
    assert client.get("/register/people/").status_code == 302
    answer = client.post("/login/code/", {"code": totp.code(secret, steps["step"])})
    assert answer.url == "/register/people/"
    assert client.get("/register/people/").status_code == 200


@pytest.mark.parametrize(("at", "code"), RFC_CODES.items())
def test_codes_are_those_of_the_standard(at, code):
    assert totp.code(RFC_SECRET, at // totp.STEP_S) == code


@given(said=st.text(max_size=12))
def test_whatever_is_said_is_a_code_or_none(said):
    step = totp.step_of(RFC_SECRET, said, 100)
    assert step is None or totp.code(RFC_SECRET, step) == said


def test_a_phone_may_be_one_step_off_and_not_two(officer, steps, client):
    secret, _ = _set_up(officer, steps)
    now = steps["step"]
    assert totp.step_of(secret, totp.code(secret, now - 1), now) == now - 1
    assert totp.step_of(secret, totp.code(secret, now + 1), now) == now + 1
    assert totp.step_of(secret, totp.code(secret, now - 2), now) is None


def test_no_code_opens_twice(officer, steps):
    secret, _ = _set_up(officer, steps)
    code = totp.code(secret, steps["step"])
    assert factors.passes(account=officer, said=code, at=EVENING)
    assert not factors.passes(account=officer, said=code, at=EVENING)


def test_nor_does_an_older_one_after_it(officer, steps):
    secret, _ = _set_up(officer, steps)
    assert factors.passes(account=officer, said=totp.code(secret, steps["step"] + 1), at=EVENING)
    assert not factors.passes(account=officer, said=totp.code(secret, steps["step"]), at=EVENING)


def test_a_recovery_code_opens_once_and_is_in_the_audit(officer, steps, client):
    _, codes = _set_up(officer, steps)
    _password(client)
    assert client.post("/login/code/", {"code": codes[0].lower()}).url == "/"
    assert not factors.passes(account=officer, said=codes[0], at=EVENING)
    assert factors.recovery_codes_left(officer) == factors.RECOVERY_CODES - 1
    assert AuditEntry.objects.unscoped("test").order_by("-id").first().action == "use_recovery_code"


def test_guessing_is_slowed_down(officer, steps, client):
    secret, _ = _set_up(officer, steps)
    _password(client)
    for _ in range(throttle.MOST):
        assert client.post("/login/code/", {"code": "000000"}).status_code == 422
    right = {"code": totp.code(secret, steps["step"])}
    assert client.post("/login/code/", right).status_code == 429


def test_without_the_password_no_code_is_asked(officer, steps, client):
    secret, _ = _set_up(officer, steps)
    answer = client.post("/login/code/", {"code": totp.code(secret, steps["step"])})
    assert (answer.status_code, answer.url) == (302, "/login/")


def test_whoever_waits_too_long_begins_again(officer, steps, client, monkeypatch):
    secret, _ = _set_up(officer, steps)
    _password(client)
    session = client.session
    session["passed_password"] = session["passed_password"] | {"since": 0}
    session.save()
    assert client.post("/login/code/", {"code": totp.code(secret, steps["step"])}).url == "/login/"


def test_an_account_closed_meanwhile_stays_outside(officer, steps, client):
    secret, _ = _set_up(officer, steps)
    _password(client)
    Account.objects.unscoped("test").filter(pk=officer.pk).update(is_active=False)
    assert client.post("/login/code/", {"code": totp.code(secret, steps["step"])}).url == "/login/"


def test_the_pages_set_it_up_and_drop_it(officer, steps, client):
    _password(client)
    client.post("/second-factor/begin/")
    page = client.get("/second-factor/").content.decode()
    assert "<svg" in page
    secret = factors.secret_of(officer)
    assert totp.letters(secret) in page
    assert client.post("/second-factor/confirm/", {"code": "1"}).status_code == 422
    page = client.post("/second-factor/confirm/", {"code": totp.code(secret, steps["step"])}).content.decode()
    assert len(re.findall(r"[A-Z2-7]{5} [A-Z2-7]{5}", page)) == factors.RECOVERY_CODES
    assert totp.letters(secret) not in client.get("/second-factor/").content.decode()
    assert client.post("/second-factor/begin/").status_code == 409
    assert client.post("/second-factor/drop/", {"code": "000000"}).status_code == 422
    client.post("/second-factor/drop/", {"code": totp.code(secret, steps["step"] + 1)})
    assert not factors.has_factor(_fresh(officer))


def test_what_is_offered_and_not_confirmed_is_not_asked(officer, client):
    factors.offer_factor(account=officer)
    assert _password(client).url == "/"


def test_who_owes_one_comes_nowhere_else(officer, steps, client):
    with override_settings(SECOND_FACTOR_ROLES=frozenset({"headquarters"})):
        _password(client)
        assert client.get("/register/people/").url == "/second-factor/"
        client.post("/second-factor/begin/")
        code = totp.code(factors.secret_of(officer), steps["step"])
        client.post("/second-factor/confirm/", {"code": code})
        assert client.get("/register/people/").status_code == 200


def test_another_role_owes_none(county, logged_in):
    with override_settings(SECOND_FACTOR_ROLES=frozenset({"headquarters"})):
        assert logged_in(county.township_officer).get("/register/people/").status_code == 200


def test_secrets_stand_sealed_and_codes_hashed(officer, steps):
    secret, codes = _set_up(officer, steps)
    kept = [bytes(row) for row in SecondFactor.objects.unscoped("test").values_list("sealed", flat=True)]
    kept += [bytes(row) for row in RecoveryCode.objects.unscoped("test").values_list("digest", flat=True)]
    said = str(list(AuditPayload.objects.unscoped("test").values_list("content", flat=True)))
    for code in codes:
        assert code.replace(" ", "").encode() not in b"".join(kept)
        assert code not in said
    assert secret not in b"".join(kept)


def test_the_administrator_resets_a_lost_one_and_never_an_administrators(county, officer, steps):
    _set_up(officer, steps)
    factors.reset_factor(by=county.admin, account=officer, at=EVENING)
    assert not factors.has_factor(_fresh(officer))
    guard = Account.objects.create_account("guard", None, name="x")
    Grant.objects.create(account=guard, role="security_admin")
    for account, code in ((guard, "reset_at_the_machine"), (county.admin, "not_your_own")):
        with pytest.raises(Refused, match=code):
            factors.reset_factor(by=county.admin, account=account, at=EVENING)


def test_a_stranger_resets_nothing(county, officer):
    with pytest.raises(Refused, match="not_allowed"):
        factors.reset_factor(by=county.township_officer, account=officer, at=EVENING)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["", "begin/", "confirm/", "drop/"])
def test_nobody_outside_gets_in(page):
    client = Client()
    answer = client.post(f"/second-factor/{page}") if page else client.get("/second-factor/")
    assert (answer.status_code, answer.url) == (302, "/login/")


def test_in_english(officer, client):
    _password(client)
    assert "Set it up" in client.get("/second-factor/", headers={"Accept-Language": "en"}).content.decode()
