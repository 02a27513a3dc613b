"""Decisions about accounts and phones."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yixian.web.access.models import Account
from yixian.web.journal import record


def change_password(*, by: Account, account: Account, password: str, at: datetime) -> None:
    """Set one's own password; everybody may, so no right is asked."""
    with (
        transaction.atomic(),
        record.entry("change_password", by=by, subject={"account": account}, at=at, path=""),
    ):
        account.set_password(password)
        account.must_change_password = False
        account.save(update_fields=["password", "must_change_password"])
