"""Forms of the log-in pages and of the accounts."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account
from yixian.web.access.rights import ROLE_NAMES


class LoginForm(forms.Form):
    """Name and password. The answer to a wrong pair does not say which of the two was wrong."""

    username = forms.CharField(label=_("User name"), max_length=40)
    password = forms.CharField(label=_("Password"), max_length=128, widget=forms.PasswordInput)
    account: Account | None = None

    def clean(self) -> dict[str, object]:
        """Find the account."""
        data = super().clean() or {}
        if data.get("username") and data.get("password"):
            found = authenticate(username=data["username"].strip(), password=data["password"])
            self.account = found if isinstance(found, Account) else None
            if self.account is None:
                raise forms.ValidationError(_("User name and password do not match."))
        return data


class GrantForm(forms.Form):
    """A role, where it counts, and the last day on which it does."""

    role = forms.ChoiceField(label=_("Role"), choices=lambda: [("", "—"), *ROLE_NAMES.items()])
    area = forms.CharField(
        label=_("Area or unit"),
        required=False,
        max_length=60,
        help_text=_("As it is registered. Headquarters, auditors and administrators always have the whole county."),
        widget=forms.TextInput(attrs={"list": "areas", "autocomplete": "off"}),
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")

    @property
    def ends_at(self) -> datetime | None:
        """The moment at which the grant ends: midnight after its last day."""
        until = self.cleaned_data["until"]
        if until is None:
            return None
        return timezone.make_aware(datetime.combine(until + timedelta(days=1), time()))
