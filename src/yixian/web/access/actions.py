"""Decisions about accounts: who may log in, with which role, where."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import RIGHTS, Right
from yixian.web.action import Refused, action
from yixian.web.journal import record
from yixian.web.register.models import Place

NAME_LENGTH = 40


def change_password(*, by: Account, account: Account, password: str, at: datetime) -> None:
    """Set one's own password; everybody may, so no right is asked."""
    subject = {"account": account}
    with transaction.atomic(), record.entry("change_password", by=by, subject=subject, at=at, path=""):
        account.set_password(password)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])


@action(Right.ACCOUNTS)
def add_account(*, by: Account, username: str, name: str, role: str, area: Place, at: datetime) -> tuple[Account, str]:
    """Store an account with one role in one area; return it with its first password, which is shown once."""
    if not username.isascii() or not username.isidentifier() or len(username) > NAME_LENGTH:
        raise Refused("username_form", field="username")
    if Account.objects.unscoped("is the name taken").filter(username=username).exists():
        raise Refused("username_taken", field="username")
    if role not in RIGHTS:
        raise Refused("role_unknown", field="role")
    password = secrets.token_urlsafe(9)
    account = Account.objects.create_account(username, password, name=name or username, must_change_password=True)
    Grant.objects.create(account=account, role=role, place_path=area.path)
    record.note(username=username, role=role)
    return account, password


@action(Right.ACCOUNTS)
def close_account(*, by: Account, account: Account, at: datetime) -> None:
    """Let nobody log in with an account any more; what it did stays its own."""
    if account.pk == by.pk:
        raise Refused("not_your_own")
    account.is_active = False
    account.save(update_fields=["is_active"])


@action(Right.ACCOUNTS)
def reopen_account(*, by: Account, account: Account, at: datetime) -> str:
    """Let an account log in again; return its new first password."""
    if account.pk == by.pk:
        raise Refused("not_your_own")
    password = secrets.token_urlsafe(9)
    account.set_password(password)
    account.is_active = account.must_change_password = True
    account.save(update_fields=["is_active", "must_change_password", "password"])
    return password
