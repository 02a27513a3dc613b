"""Asking for a plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.web.plans.actions import MAX_DAYS
from yixian.web.plans.bridges import all_bridges
from yixian.web.plans.queries import ROOM_NAMES


class AskForm(forms.Form):
    """First day and number of days; the area is that of the address, the room the only one that plans."""

    room = forms.ChoiceField(label=_("What is planned"))
    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    days = forms.IntegerField(
        label=_("Days"),
        min_value=1,
        max_value=MAX_DAYS,
        help_text=_("1 to 28. Shifts that have begun stay as they are."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, data: Any, proposed: dict[str, object]) -> None:
        super().__init__(data, initial=proposed, label_suffix="")
        planned = [(room, ROOM_NAMES.get(room, room)) for room in all_bridges()]
        room = self.fields["room"]
        assert isinstance(room, forms.ChoiceField)
        room.choices = planned
        if len(planned) == 1:
            room.widget, room.initial = forms.HiddenInput(), planned[0][0]
