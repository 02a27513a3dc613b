"""What the figures of the postings show alike: units, and the page that a row opens."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import pgettext_lazy

PLACES = pgettext_lazy("unit", "places")
PEOPLE = pgettext_lazy("unit", "people")


def compound_url(pk: int) -> str:
    """Return the page of a compound."""
    return reverse("rounds:compound", args=[pk])
