"""Decisions about accounts: who may log in, with which role, where."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from yixian.web.access.grants import is_administrator
from yixian.web.access.models import Account
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal import record
from yixian.web.journal.record import note

NAME_LENGTH = 40


def change_password(*, by: Account, account: Account, password: str, at: datetime) -> None:
    """Set one's own password; everybody may, so no right is asked."""
    subject = {"account": account}
    with transaction.atomic(), record.entry("change_password", by=by, subject=subject, at=at, path="", kind="access"):
        account.set_password(password)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])


@action(Right.ADMIT)
def add_account(*, by: Account, username: str, name: str, at: datetime) -> tuple[Account, str]:
    """Store an account that may do nothing yet; return it with its first password, which is shown once."""
    if not username.isascii() or not username.isidentifier() or len(username) > NAME_LENGTH:
        raise Refused("username_form", field="username")
    if Account.objects.unscoped("is the name taken").filter(username=username).exists():
        raise Refused("username_taken", field="username")
    password = secrets.token_urlsafe(9)
    account = Account.objects.create_account(username, password, name=name or username, must_change_password=True)
    note(username=username)
    return account, password


@action(Right.ACCOUNTS)
def close_account(*, by: Account, account: Account, at: datetime) -> None:
    """Let nobody log in with an account any more, nor go on with a page; what it did stays its own."""
    if account.pk == by.pk:
        raise Refused("not_your_own")
    account.is_active = False
    account.save(update_fields=["is_active"])


@action(Right.ADMIT)
def reopen_account(*, by: Account, account: Account, at: datetime) -> str:
    """Let somebody log in whose account was closed or who forgot his password; return the new first one.

    Not an administrator: whoever knew his password would have his power. The machine's owner resets his.
    """
    if account.pk == by.pk:
        raise Refused("not_your_own")
    if is_administrator(account):
        raise Refused("reset_at_the_machine")
    password = secrets.token_urlsafe(9)
    account.set_password(password)
    account.is_active = account.must_change_password = True
    account.save(update_fields=["is_active", "must_change_password", "password"])
    return password
