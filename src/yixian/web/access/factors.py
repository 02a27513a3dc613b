"""Decisions about the second factor: set up, asked at the log-in, dropped, reset for somebody who lost his phone."""

from __future__ import annotations

import base64
import hmac
import secrets
from contextlib import AbstractContextManager
from datetime import datetime

from django.conf import settings
from django.db import transaction

from yixian.web.access import totp
from yixian.web.access.grants import is_administrator
from yixian.web.access.models import Account, RecoveryCode, SecondFactor
from yixian.web.access.rights import Right
from yixian.web.action import Refused, action
from yixian.web.journal import record
from yixian.web.register.seal import seal_bytes, unseal_bytes

RECOVERY_CODES = 10
# 50 bits: too many to be tried out through a door that slows down.
RECOVERY_BYTES = 7


def has_factor(account: Account) -> bool:
    """Whether an account's owner has set up a second factor."""
    factor = getattr(account, "second_factor", None)
    return factor is not None and factor.confirmed_at is not None


def is_owed(account: Account) -> bool:
    """Whether one of the account's roles must have a second factor and has none yet."""
    owing = {grant.role for grant in account.held_grants} & settings.SECOND_FACTOR_ROLES
    return bool(owing) and not has_factor(account)


def offer_factor(*, account: Account) -> None:
    """Make a new secret; nothing asks for its codes before the first has come back."""
    if has_factor(account):
        raise Refused("factor_there")
    forget_factor(account)
    SecondFactor.objects.create(account=account, sealed=seal_bytes(totp.new_secret()))


def secret_of(account: Account) -> bytes | None:
    """Return the secret, None if there is none."""
    factor = SecondFactor.objects.unscoped("the owner's own").filter(account=account).first()
    return unseal_bytes(bytes(factor.sealed)) if factor else None


def set_up_factor(*, by: Account, code: str, at: datetime) -> list[str]:
    """Begin to ask for codes, once the first is right; return recovery codes, which are shown once."""
    with transaction.atomic(), _own("set_up_factor", by, at):
        if has_factor(by) or not _takes(by, code):
            raise Refused("factor_code_wrong", field="code")
        SecondFactor.objects.unscoped("the owner's own").filter(account=by).update(confirmed_at=at)
        return _new_recovery_codes(by)


def drop_factor(*, by: Account, code: str, at: datetime) -> None:
    """Ask for codes no more; whoever sits at an open page cannot, for he needs one more code."""
    with transaction.atomic(), _own("drop_factor", by, at):
        if not _takes(by, code):
            raise Refused("factor_code_wrong", field="code")
        forget_factor(by)


@action(Right.ADMIT)
def reset_factor(*, by: Account, account: Account, at: datetime) -> None:
    """Drop the second factor of somebody who lost his phone and his recovery codes; not an administrator's."""
    if account.pk == by.pk:
        raise Refused("not_your_own")
    if is_administrator(account):
        raise Refused("reset_at_the_machine")
    forget_factor(account)


def passes(*, account: Account, said: str, at: datetime) -> bool:
    """Whether a code opens: one of the phone's that was never used, or a recovery code, which is then spent."""
    said = "".join(said.split()).upper()
    if _takes(account, said):
        return True
    with transaction.atomic():
        mine = RecoveryCode.objects.unscoped("the owner's own").filter(account=account, used_at=None)
        if not mine.filter(digest=_digest(account, said)).update(used_at=at):
            return False
        record.append(
            "use_recovery_code",
            by=account,
            subject={"account": account},
            at=at,
            path="",
            details={},
            kind="access",
        )
    return True


def recovery_codes_left(account: Account) -> int:
    """Return how many recovery codes are not spent."""
    return RecoveryCode.objects.unscoped("the owner's own").filter(account=account, used_at=None).count()


def forget_factor(account: Account) -> None:
    """Remove secret and recovery codes."""
    SecondFactor.objects.unscoped("the owner's own").filter(account=account).delete()
    RecoveryCode.objects.unscoped("the owner's own").filter(account=account).delete()


def _takes(account: Account, said: str) -> bool:
    """Take a code of the phone, once: of two that come at the same time with one code, one passes."""
    secret = secret_of(account)
    step = totp.step_of(secret, "".join(said.split()), totp.step_now()) if secret else None
    if step is None:
        return False
    mine = SecondFactor.objects.unscoped("the owner's own").filter(account=account, last_step__lt=step)
    return bool(mine.update(last_step=step))


def _new_recovery_codes(account: Account) -> list[str]:
    codes = [base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode()[:10] for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=_digest(account, code)) for code in codes)
    return [f"{code[:5]} {code[5:]}" for code in codes]


def _digest(account: Account, code: str) -> bytes:
    # Keyed: the codes are short enough to be tried out by whoever copies the database.
    return hmac.digest(settings.KEYS.match, f"recovery {account.pk} {code}".encode("utf-8", "replace"), "sha256")


def _own(name: str, by: Account, at: datetime) -> AbstractContextManager[None]:
    return record.entry(name, by=by, subject={"account": by}, at=at, path="", kind="access")
