"""The list of posts as a workbook that imports back to the same posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from yixian.web.access.rights import Right
from yixian.web.access.scope import under
from yixian.web.duty.models import Need, Post
from yixian.web.duty.sheets import NEEDS
from yixian.web.register.exporting import Export, Row, Wish, Words, phone


def _posts(wish: Wish) -> Iterator[Row]:
    words = Words(wish.account)
    posts = Post.objects.visible_to(wish.account).filter(under("place__path", wish.path))
    needs: dict[int, dict[str, int]] = defaultdict(dict)
    for post, code, people in Need.objects.visible_to(wish.account).values_list("post_id", "shift__code", "people"):
        needs[post][code] = people
    for one in posts.select_related("place__answer").defer("place__boundary").order_by("number"):
        answer, is_whole = getattr(one.place, "answer", None), wish.shows_whole(one.place.path)
        yield {
            "number": one.number,
            "name": one.place.name,
            "kind": one.kind,
            **words.home(one.place.parent_id),
            "entrance": one.entrance or None,
            "phone": phone(one.phone, is_whole=is_whole),
            **{name: getattr(one.place, name) for name in ("lon", "lat", "datum")},
            **{name: needs[one.pk].get(code) for name, code in NEEDS.items()},
            "needs_leader": one.needs_leader,
            "leader": answer.name if answer else None,
            "leader_phone": phone(answer.phone, is_whole=is_whole) if answer else None,
        }


EXPORTS = [Export("posts", "posts", _("Posts"), Right.SEE, _posts, has_numbers=True)]
