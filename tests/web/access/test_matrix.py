"""Who sees what: every address of the URL configuration, for every role, of a foreign township or unit."""

from __future__ import annotations

import io
import logging
import zipfile
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import RequestFactory

from tests.county import EVENING, County
from tests.web.access.addresses import Address, addresses
from tests.web.access.planted import NAME, NUMBER, PHONE, SECRETS, plant
from tests.web.field.phones import shift
from yixian.web.access.doors import Doors
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import ADMINISTRATORS, OVER_UNIT, RIGHTS, ROLE_NAMES, WHOLE_COUNTY, Right
from yixian.web.access.scope import Scoped
from yixian.web.journal.models import AuditEntry

pytestmark = pytest.mark.usefixtures("evening")

ADDRESSES = addresses()
SHUT = {302, 400, 403, 404, 405, 409, 422, 429}


def _foreigners(county: County) -> dict[str, Account]:
    """An account of each role in 城关镇, over 县水利局, or an administrator's; and one without any role."""
    found = {"nobody": Account.objects.create_account("nobody", None, name="x")}
    for role in ROLE_NAMES:
        if role not in _distinct() or (role in WHOLE_COUNTY and RIGHTS[role] & {Right.SEE}):
            continue
        found[role] = account = Account.objects.create_account(f"foreign_{role}", None, name="x")
        place = "" if role in WHOLE_COUNTY else "0001"
        unit = county.units["县水利局"].path if role in OVER_UNIT else ""
        Grant.objects.create(account=account, role=role, place_path="" if unit else place, unit_path=unit)
    return found


def _distinct() -> set[str]:
    """One of all roles that hold the same rights: what the one sees the other sees."""
    return set({(rights, role in WHOLE_COUNTY, role in OVER_UNIT): role for role, rights in RIGHTS.items()}.values())


def _is_shut(one: Address, account: Account) -> bool:
    """Whether the door refuses an account, asked at the door itself: it does so for whoever lacks the right."""
    request = RequestFactory().get(f"/{one.route}")
    request.user, request.session = account, {}
    try:
        Doors(lambda _: HttpResponse()).process_view(request, one.view, (), {})
    except PermissionDenied:
        assert one.right is not None and not account.may_somewhere(one.right), one.name
        return True
    assert one.right is None or account.may_somewhere(one.right), f"{one.name} is open without its right"
    return False


def _said(answer) -> str:
    """What an answer says, its headers too; of a workbook every part."""
    body = answer.getvalue()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return f"{answer.headers} {body.decode('utf-8', 'replace')}"


def test_every_address_has_a_right_and_its_parameters_are_known():
    assert [one.name for one in ADDRESSES if not one.is_marked and not one.name.startswith("api:")] == []
    assert [f"{one.name}: add {one.route} to addresses.py" for one in ADDRESSES if not one.is_filled] == []
    assert len(ADDRESSES) > 100


def test_every_model_declares_its_scope():
    ours = [model for model in apps.get_models() if model.__module__.startswith("yixian")]
    assert [model.__name__ for model in ours if not hasattr(model, "scope")] == []
    assert [model.__name__ for model in ours if not issubclass(model, Scoped)] == ["Account"]


def test_a_secret_of_a_township_is_in_no_foreign_answer(county, logged_in):
    rows, leaks = plant(county), []
    for role, account in _foreigners(county).items():
        client = logged_in(account)
        for one in ADDRESSES:
            if one.name in ("logout", "api:sync") or _is_shut(one, account):
                continue
            answer = client.get(one.url(rows), {"in": "0000", "q": NAME[:1], "at": "2020-02-13T17:00"})
            if any(secret in _said(answer) for secret in SECRETS):
                leaks.append(f"{role} GET {one.url(rows)} tells a secret")
            if one.right is not None and one.names_a_row and answer.status_code not in SHUT:
                leaks.append(f"{role} GET {one.url(rows)}: {answer.status_code}, a foreign row")
    assert leaks == []


def test_no_foreigner_changes_anything(county, logged_in):
    rows, held = plant(county), []
    # Administrators have the whole county; what they may do to whom stands in the tests of the grants.
    foreigners = {role: one for role, one in _foreigners(county).items() if role not in ADMINISTRATORS}
    before = AuditEntry.objects.unscoped("test").count()
    for role, account in foreigners.items():
        client = logged_in(account)
        for one in ADDRESSES:
            if one.right is None or _is_shut(one, account):
                continue
            answer = client.post(one.url(rows) + "?in=0000", {"area": "0000", "post": 1, "reason": "verify"})
            if one.names_a_row and answer.status_code not in SHUT - {302}:
                held.append(f"{role} POST {one.url(rows)}: {answer.status_code}, a foreign row")
            if any(secret in _said(answer) for secret in SECRETS):
                held.append(f"{role} POST {one.url(rows)} tells a secret")
    assert held == []
    # In 城关镇 they may; nothing else was decided by anybody.
    decided = AuditEntry.objects.unscoped("test").order_by("id").values_list("action", "place_path")
    assert [one for one in list(decided)[before:] if not one[1].startswith("0001")] == []


def test_who_may_not_see_names_sees_none_in_his_own_area(county, logged_in):
    secret = county.people["于倩"]
    type(secret).objects.unscoped("test").filter(pk=secret.pk).update(name=NAME, phone=PHONE)
    shift(county, "于倩", "安平苑东门", starts_at=EVENING, ends_at=EVENING + timedelta(hours=8))
    rows, told = {"register.Place": county.posts["安平苑东门"].place.pk, "register.Person": secret.pk}, []
    for role in sorted(role for role in _distinct() if Right.SEE_NAMES not in RIGHTS[role]):
        account = Account.objects.create_account(f"own_{role}", None, name="x")
        Grant.objects.create(account=account, role=role, place_path="" if role in WHOLE_COUNTY else "0000")
        client = logged_in(account)
        for one in ADDRESSES:
            if one.name not in ("logout", "api:sync") and not _is_shut(one, account):
                page = _said(client.get(one.url(rows), {"q": NAME}))
                # What was typed into a search stands in its own field again.
                page = page.replace(f'value="{NAME}"', "").replace(f"“{NAME}”", "")
                told += [f"{role} GET {one.url(rows)}: {secret}" for secret in SECRETS if secret in page]
    assert told == []


def test_no_page_shows_a_whole_identity_number(county, logged_in):
    client, rows = logged_in(county.duty_officer), {"register.Person": county.people["于倩"].pk}
    told = [one.name for one in ADDRESSES if one.name != "logout" and NUMBER in _said(client.get(one.url(rows)))]
    assert told == []


@pytest.fixture(autouse=True)
def _no_words_about_what_is_shut():
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
