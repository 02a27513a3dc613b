"""The form of one item of the checklist."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yixian.web.duty.actions import ItemWish
from yixian.web.duty.models import Cadence, Evidence, ReadinessItem


class ItemForm(forms.Form):
    """What an item says, how often it is owed, what shows it."""

    name_zh = forms.CharField(label=_("Name in Chinese"), max_length=40)
    name_en = forms.CharField(label=_("Name in English"), max_length=60)
    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence.choices)
    every_days = forms.IntegerField(
        label=_("Every how many days"),
        min_value=1,
        max_value=90,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    evidence = forms.ChoiceField(label=_("What shows it"), choices=Evidence.choices)
    due_on = forms.DateField(
        label=_("Due by"),
        required=False,
        help_text=_("Without a date it is owed at once."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Any = None, item: ReadinessItem | None = None) -> None:
        initial = {name: getattr(item, name) for name in self.base_fields} if item else {}
        super().__init__(data, initial=initial, label_suffix="")

    @property
    def wish(self) -> ItemWish:
        """What was asked for, once the form is valid."""
        return ItemWish(**self.cleaned_data)
