"""Figures of the register: seconded cadres by unit, compounds, township-level units."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from yixian.web.access.scope import under
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.register.answering import unanswered_places, unled_units
from yixian.web.register.models import Person, PersonKind, Place, PlaceKind
from yixian.web.register.trees import WIDTH


def _cadres(asked: Asked) -> QuerySet[Person]:
    people = Person.objects.visible_to(asked.account).filter(is_active=True, kind=PersonKind.CADRE)
    return people.filter(under("place_path", asked.path))


def _cadre_rows(asked: Asked) -> Rows:
    people = list(_cadres(asked).select_related("unit", "post_place").order_by("unit_path", "name_key", "pk"))
    return Rows(
        heads=(_("Name"), _("Unit"), _("Position"), _("Post")),
        rows=[
            (one.name, one.unit.name if one.unit else "", one.title, one.post_place.name if one.post_place else "")
            for one in people
        ],
        urls=[reverse("register:person", args=[one.pk]) for one in people],
    )


def _townships(asked: Asked) -> list[Place]:
    visible = Place.objects.visible_to(asked.account).filter(under("path", asked.path)).exclude(path="")
    return [place for place in visible.defer("boundary").order_by("path") if len(place.path) == WIDTH]


def _township_rows(asked: Asked) -> Rows:
    places = _townships(asked)
    return Rows(
        heads=(_("Name"), _("Kind"), _("Official code")),
        rows=[(one.name, one.get_kind_display(), one.code or _("The county's own")) for one in places],
        urls=[reverse("register:place", args=[one.pk]) for one in places],
    )


def _compounds(asked: Asked) -> QuerySet[Place]:
    visible = Place.objects.visible_to(asked.account).filter(under("path", asked.path))
    return visible.filter(kind=PlaceKind.COMPOUND)


def _compound_rows(asked: Asked) -> Rows:
    found = _compounds(asked).select_related("parent").defer("boundary", "parent__boundary").order_by("path")
    places = list(found)
    return Rows(
        heads=(_("Name"), _("Lies in"), pgettext("count", "Households")),
        rows=[(one.name, one.parent.name if one.parent else "", one.households) for one in places],
        urls=[reverse("register:place", args=[one.pk]) for one in places],
    )


def _unanswered_rows(asked: Asked) -> Rows:
    places, units = list(unanswered_places(asked.account, asked.path)), list(unled_units(asked.account))
    return Rows(
        heads=(_("Name"), _("Kind"), _("Lies in")),
        rows=[
            *((one.name, one.get_kind_display(), one.parent.name if one.parent else "") for one in places),
            *((one.name, _("Unit"), one.parent.name if one.parent else "") for one in units),
        ],
        urls=[
            *(reverse("register:place", args=[one.pk]) for one in places),
            *(reverse("register:unit", args=[one.pk]) for one in units),
        ],
    )


FIGURES = [
    Figure(
        key="cadres",
        label=gettext_lazy("Seconded cadres"),
        unit=pgettext_lazy("unit", "people"),
        count=lambda asked: _cadres(asked).count(),
        rows=_cadre_rows,
        order=40,
    ),
    Figure(
        key="compounds",
        label=gettext_lazy("Compounds"),
        unit=pgettext_lazy("unit", "places"),
        count=lambda asked: _compounds(asked).count(),
        rows=_compound_rows,
        order=50,
    ),
    Figure(
        key="townships",
        label=gettext_lazy("Township-level units"),
        unit=pgettext_lazy("unit", "places"),
        count=lambda asked: len(_townships(asked)),
        rows=_township_rows,
        order=60,
    ),
    Figure(
        key="unanswered",
        label=gettext_lazy("Levels where nobody answers"),
        unit=pgettext_lazy("unit", "places"),
        count=lambda asked: unanswered_places(asked.account, asked.path).count() + unled_units(asked.account).count(),
        rows=_unanswered_rows,
        order=62,
    ),
]
