"""The form of the rules of the night."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.web.duty.models import NightRules
from yixian.web.duty.no_shows.actions import MINUTES

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def _minutes(name: str, label: _StrPromise, help_text: _StrPromise | str = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=0,
        max_value=MINUTES[name],
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class RulesForm(forms.Form):
    """How long each step waits, and whether sign-ups need a leader's word."""

    leader_min = _minutes("leader_min", _("Minutes until the community is told"), _("After the post leader was told"))
    community_min = _minutes(
        "community_min", _("Minutes until the township is told"), _("After the community was told")
    )
    township_min = _minutes("township_min", _("Minutes until headquarters is told"), _("After the township was told"))
    stands_min = _minutes(
        "stands_min", _("Minutes that an answer holds"), _("If nobody stands there by then, the next step is told")
    )
    withdraw_min = _minutes("withdraw_min", _("Minutes before a shift until which a sign-up can be withdrawn"))
    agrees_alone = forms.BooleanField(label=_("Let sign-ups in without a leader's word"), required=False)

    def __init__(self, data: Any = None, *, rules: NightRules) -> None:
        initial = {name: getattr(rules, name) for name in self.base_fields}
        super().__init__(data, initial=initial, label_suffix="")

    @property
    def minutes(self) -> dict[str, int]:
        """What was asked for, once the form is valid."""
        return {name: self.cleaned_data[name] for name in MINUTES}
