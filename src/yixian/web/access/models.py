"""Accounts, what they are granted where, and the phones of the field."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from yixian.web import clock
from yixian.web.access.rights import RIGHTS, ROLE_NAMES, Right
from yixian.web.access.scope import ByPlace, NoScope, Scoped


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's log-in asks it for one by name."""

    def create_account(self, username: str, password: str | None, **fields: Any) -> Account:
        """Store an account; without a password nobody can log in with it."""
        account = self.model(username=username, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def unscoped(self, reason: str) -> models.QuerySet[Account]:
        """Return all accounts. The reason is read by people who look for holes."""
        return self.get_queryset()


class Account(AbstractBaseUser):
    """A member of staff who logs in at the console."""

    scope: ClassVar[NoScope] = NoScope("listed for administrators only")

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    title = models.CharField(max_length=60, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def held_grants(self) -> tuple[Grant, ...]:
        """Grants of the account that count now, read once a request."""
        at = clock.now()
        return tuple(grant for grant in self.grants.all() if grant.counts_at(at))

    @cached_property
    def place_paths(self) -> tuple[str, ...]:
        """Areas that the account sees, without those that lie inside another; ``""`` is the whole county."""
        paths = sorted(g.place_path for g in self.held_grants if not g.unit_path and g.gives(Right.SEE))
        return tuple(p for i, p in enumerate(paths) if not any(p.startswith(q) for q in paths[:i]))

    @cached_property
    def unit_paths(self) -> tuple[str, ...]:
        """Units whose people the account sees."""
        return self.units_with(Right.SEE)

    def may(self, right: Right, path: str = "", unit: str = "") -> bool:
        """Whether the account has a right at a place path (``""`` is the whole county), or over a unit.

        ``unit`` is the path of the unit that the subject belongs to; what belongs to none is asked for by place.
        """
        return any(grant.gives(right) and grant.covers(path, unit) for grant in self.held_grants)

    def units_with(self, right: Right) -> tuple[str, ...]:
        """Units over which the account has a right."""
        return tuple(sorted(g.unit_path for g in self.held_grants if g.unit_path and g.gives(right)))

    def may_somewhere(self, right: Right) -> bool:
        """Whether the account has a right in any area: a page asks this before it shows the button."""
        return any(grant.gives(right) for grant in self.held_grants)


class Grant(Scoped):
    """A role in an area, a place path (``""`` is the whole county) or the path of a unit, for a time or for good."""

    scope = NoScope("listed for administrators only")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=list(ROLE_NAMES.items()))
    place_path = models.CharField(max_length=64, blank=True)
    unit_path = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "role", "place_path", "unit_path"], name="one_grant_once"),
        ]

    def counts_at(self, at: datetime) -> bool:
        """Whether the grant has not ended at a moment."""
        return self.ends_at is None or at < self.ends_at

    def gives(self, right: Right) -> bool:
        """Whether the role of this grant holds a right."""
        return right in RIGHTS[self.role]

    def covers(self, path: str, unit: str) -> bool:
        """Whether something at a place path, or of a unit, lies within this grant."""
        # A grant over a unit has an empty place path; it must not pass for one over the whole county.
        return unit.startswith(self.unit_path) if self.unit_path else path.startswith(self.place_path)


class SecondFactor(Scoped):
    """What an account's owner has beside his password: a secret that his phone counts codes from."""

    scope = NoScope("its owner's alone")

    account = models.OneToOneField(Account, on_delete=models.CASCADE, primary_key=True, related_name="second_factor")
    # Sealed: who copies the database could otherwise count the codes too.
    sealed = models.BinaryField()
    # Until the first right code has come it is an offer, and nothing asks for it.
    confirmed_at = models.DateTimeField(null=True, blank=True)
    # The newest step of 30 seconds whose code was taken: no code is taken twice.
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(Scoped):
    """A code for the day on which the phone is lost; each opens once."""

    scope = NoScope("its owner's alone")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="one_recovery_code_once")]


class Device(Scoped):
    """A phone of the field: it belongs to one post, and to one person where he uses his own."""

    scope = ByPlace()

    place = models.ForeignKey("register.Place", on_delete=models.PROTECT)
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", null=True, blank=True, on_delete=models.SET_NULL)
    token_hash = models.BinaryField(unique=True)
    enrolled_at = models.DateTimeField()
    enrolled_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["place_path"])]


class DeviceSeen(Scoped):
    """When a phone was last heard of: a table of its own, because it is written all the time."""

    scope = ByPlace("device__place_path")

    device = models.OneToOneField(Device, on_delete=models.CASCADE, primary_key=True, related_name="seen")
    at = models.DateTimeField()
    skew_s = models.IntegerField(default=0)


class Enrolment(Scoped):
    """An invitation for one phone: the leader shows its QR code, the first phone that scans it is taken."""

    scope = ByPlace()

    place = models.ForeignKey("register.Place", on_delete=models.CASCADE)
    place_path = models.CharField(max_length=64)
    person = models.ForeignKey("register.Person", null=True, blank=True, on_delete=models.CASCADE)
    token_hash = models.BinaryField(unique=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
