"""How many posts there are."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yixian.web.access.scope import under
from yixian.web.duty.figures.shown import PLACES, post_url
from yixian.web.duty.ground import town
from yixian.web.duty.models import Post, PostKind
from yixian.web.figures import Asked, Figure, Rows
from yixian.web.register.models import Place


def _posts(asked: Asked) -> QuerySet[Post]:
    return Post.objects.visible_to(asked.account).filter(under("place__path", asked.path), is_open=True)


def _urban(asked: Asked) -> QuerySet[Post]:
    return _posts(asked).filter(kind=PostKind.MAIN_GATE)


def _post_rows(pick: Callable[[Asked], QuerySet[Post]]) -> Callable[[Asked], Rows]:
    def rows(asked: Asked) -> Rows:
        found = list(pick(asked).select_related("place").defer("place__boundary").order_by("number"))
        visible = Place.objects.visible_to(asked.account)
        towns = dict(visible.filter(path__in={town(one.place.path) for one in found}).values_list("path", "name"))
        return Rows(
            heads=(_("Post number"), _("Post"), _("Kind"), _("Township"), _("Entrance"), _("Phone")),
            rows=[
                (
                    *(one.spoken, one.place.name, one.get_kind_display()),
                    towns.get(town(one.place.path), ""),
                    *(one.entrance, one.phone),
                )
                for one in found
            ],
            urls=[post_url(one.number) for one in found],
        )

    return rows


FIGURES = (
    Figure(
        key="posts_urban",
        label=gettext_lazy("Compound gates"),
        unit=PLACES,
        count=lambda asked: _urban(asked).count(),
        rows=_post_rows(_urban),
        order=20,
    ),
    Figure(
        key="posts",
        label=gettext_lazy("Posts in all"),
        unit=PLACES,
        count=lambda asked: _posts(asked).count(),
        rows=_post_rows(_posts),
        order=22,
    ),
)
