"""Decisions about roles: who may do what, where, until when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from yixian.web.access.areas import Area
from yixian.web.access.models import Account, Grant
from yixian.web.access.rights import ADMINISTRATORS, OVER_UNIT, RIGHTS, Right
from yixian.web.action import Refused, action
from yixian.web.journal.record import note


@action(Right.ACCOUNTS)
def give_grant(
    *, by: Account, account: Account, role: str, area: Area, ends_at: datetime | None, at: datetime
) -> Grant:
    """Give an account a role in an area, for good or until a moment; given again it gets the new end."""
    may_say_roles(by, account)
    if role not in RIGHTS:
        raise Refused("role_unknown", field="role")
    if bool(area.unit_path) != (role in OVER_UNIT):
        raise Refused("area_of_other_kind", field="area")
    if ends_at is not None and ends_at <= at:
        raise Refused("end_is_over", field="until")
    _keep_apart(account, role)
    grants = Grant.objects.unscoped("the same grant with another end")
    same: dict[str, Any] = {
        "account": account,
        "role": role,
        "place_path": area.place_path,
        "unit_path": area.unit_path,
    }
    grant: Grant = grants.update_or_create(**same, defaults={"ends_at": ends_at})[0]
    note(ends_at=ends_at)
    return grant


@action(Right.ACCOUNTS)
def take_grant(*, by: Account, grant: Grant, at: datetime) -> None:
    """Take a role away; it counts no more from the next page on."""
    may_say_roles(by, grant.account)
    note(account=grant.account, role=grant.role, place=grant.place_path, unit=grant.unit_path)
    Grant.objects.unscoped("the grant itself").filter(pk=grant.pk).delete()


def may_say_roles(by: Account, account: Account) -> None:
    """Let pass who may say what an account may do.

    It is the security administrator's, never over himself. Until the county has one it is the system
    administrator's, who sets the county up: the first security administrator ends that for good.

    Raises
    ------
    Refused
        ``not_to_yourself`` or ``roles_by_security``.
    """
    if account.pk == by.pk:
        raise Refused("not_to_yourself")
    if not (by.may(Right.GRANTS) or (by.may(Right.ADMIT) and is_founding())):
        raise Refused("roles_by_security")


def is_founding() -> bool:
    """Whether the county has never had a security administrator."""
    return not Grant.objects.unscoped("is there a security administrator").filter(role="security_admin").exists()


def is_administrator(account: Account) -> bool:
    """Whether an account holds one of the administrators' roles, even one that has ended."""
    return any(grant.role in ADMINISTRATORS for grant in account.grants.all())


def _keep_apart(account: Account, role: str) -> None:
    """An administrator holds his one role and nothing that sees people."""
    held = {grant.role for grant in account.grants.all()} - {role}
    if held and (role in ADMINISTRATORS or held & ADMINISTRATORS):
        raise Refused("roles_apart", field="role")
