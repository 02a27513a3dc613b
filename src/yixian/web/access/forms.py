"""Forms of the log-in pages."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.utils.translation import gettext_lazy as _

from yixian.web.access.models import Account


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
