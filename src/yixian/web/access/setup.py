"""Making accounts from the command line, where the machine's owner needs no right."""

from __future__ import annotations

from contextlib import AbstractContextManager

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from yixian.faults import BadInput, Fault
from yixian.web import clock
from yixian.web.access.factors import forget_factor
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import OVER_UNIT, RIGHTS
from yixian.web.journal import record
from yixian.web.register.models import Place, Unit


def _machine(name: str) -> AbstractContextManager[None]:
    """Record what the machine's owner does: nobody is logged in."""
    return record.entry(name, by=None, subject={}, at=clock.now(), path="", kind="access")


def add_account(username: str, password: str, *, role: str, name: str, place: str = "", unit: str = "") -> str:
    """Store an account with one grant and return its user name.

    Raises
    ------
    BadInput
        With everything that is wrong: name taken, weak password, unknown role, place or unit.
    """
    faults = []
    if Account.objects.unscoped("is the name taken").filter(username=username).exists():
        faults.append(Fault("user add", "username", "a name that is free", username))
    if role not in RIGHTS:
        faults.append(Fault("user add", "role", f"one of {', '.join(RIGHTS)}", role))
    try:
        validate_password(password)
    except ValidationError as error:
        faults.append(Fault("standard input", "password", "a stronger one", " ".join(error.messages)))
    places = Place.objects.unscoped("the machine's owner").filter(name=place) if place else Place.objects.none()
    if place and places.count() != 1:
        faults.append(Fault("user add", "place", "the name of exactly one place", f"{place} ({places.count()})"))
    units = Unit.objects.unscoped("the machine's owner").filter(name=unit) if unit else Unit.objects.none()
    if unit and not units:
        faults.append(Fault("user add", "unit", "the name of a unit", unit))
    if role in RIGHTS and bool(unit) != (role in OVER_UNIT):
        faults.append(Fault("user add", "unit", "a unit for a bureau, for every other role a place", unit or place))
    if faults:
        raise BadInput(faults)
    with transaction.atomic(), _machine("add_account"):
        account = Account.objects.create_account(username, password, name=name or username)
        Grant.objects.create(
            account=account,
            role=role,
            place_path=places[0].path if place else "",
            unit_path=units[0].path if unit else "",
        )
        record.note(username=username, role=role, place=place, unit=unit)
    return username


def reset_password(username: str, password: str) -> str:
    """Give somebody a new first password, open his account, and drop his second factor; return his user name.

    Raises
    ------
    BadInput
        If there is no such account, or the password is weak.
    """
    account = Account.objects.unscoped("the machine's owner").filter(username=username).first()
    if account is None:
        raise BadInput([Fault("user password", "username", "one that is registered", username)])
    try:
        validate_password(password)
    except ValidationError as error:
        raise BadInput([Fault("standard input", "password", "a stronger one", " ".join(error.messages))]) from error
    with transaction.atomic(), _machine("reset_password"):
        account.set_password(password)
        account.is_active = account.must_change_password = True
        account.save(update_fields=["is_active", "must_change_password", "password"])
        forget_factor(account)
        record.note(account=account)
    return username
