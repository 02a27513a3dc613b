"""Posts in the find box: by number, name, sound and initials."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from yixian.web.access.models import Account
from yixian.web.duty.figures import post_url
from yixian.web.duty.models import Post
from yixian.web.numerals import numeral
from yixian.web.register.models import Place, PlaceKind
from yixian.web.register.search import places_like


def find_group(account: Account, words: str, most: int) -> dict[str, Any]:
    """Return the posts that a search means."""
    posts = Post.objects.visible_to(account).select_related("place").defer("place__boundary")
    if (number := numeral(words)) is not None:
        found = posts.filter(number=number)
    else:
        places = places_like(Place.objects.visible_to(account).filter(kind=PlaceKind.POST), words)
        found = posts.filter(place__in=places)
    return {
        "label": _("Posts"),
        "rows": [
            {"name": post.place.name, "initial": post.place.name[:1], "text": post.spoken, "url": post_url(post.number)}
            for post in found.order_by("number")[:most]
        ],
    }
