"""The list of posts: filtered, trouble first, a hundred a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.translation import gettext as _

from yixian.web.access import masks
from yixian.web.access.models import Account
from yixian.web.access.scope import under
from yixian.web.duty.cover import SIGN, TROUBLE, Standing
from yixian.web.duty.duties import SHIFT, UNDONE
from yixian.web.duty.ground import town
from yixian.web.duty.models import Need, Post, PostKind
from yixian.web.duty.now import WORDS, PostNow, Slot, next_of, posts_now, slots_around
from yixian.web.duty.readiness import Item, readiness
from yixian.web.numerals import numeral
from yixian.web.register.models import Place
from yixian.web.register.trees import WIDTH
from yixian.web.tasks.models import Task

PAGE = 100


@dataclass(frozen=True)
class PostsPage:
    """One page of posts, trouble first, with its filters and counts."""

    rows: list[dict[str, Any]]
    filters: list[dict[str, Any]]
    next_slot: Slot | None
    total: int
    q: str
    page: int
    n_pages: int
    state: str


@dataclass(frozen=True)
class Wish:
    """What the address asks for; it holds the whole state of the page."""

    path: str
    state: str
    kind: str
    ready: str
    q: str
    page: int

    @classmethod
    def of(cls, path: str, asked: Mapping[str, str]) -> Wish:
        """Read an address; what is no choice of the page is left out."""
        state, kind, ready, page = (asked.get(name, "") for name in ("state", "kind", "ready", "page"))
        return cls(
            path=path,
            state=state if state in set(Standing) else "",
            kind=kind if kind in PostKind.values else "",
            ready=ready if ready in ("yes", "no") else "",
            q=asked.get("q", "").strip()[:40],
            page=numeral(page) or 1,
        )

    @property
    def kept(self) -> dict[str, str]:
        """The parts of the address that are not empty, the page left out."""
        parts = {"state": self.state, "kind": self.kind, "ready": self.ready, "q": self.q, "in": self.path}
        return {name: value for name, value in parts.items() if value}

    def link(self, name: str, code: str) -> dict[str, Any]:
        """Return the filter that sets one part, or takes it away where it is set."""
        kept = self.kept
        is_on = kept.pop(name, "") == code
        return {"url": f"?{urlencode(kept if is_on else kept | {name: code})}", "is_on": is_on}


def posts_page(account: Account, path: str, asked: Mapping[str, str], at: datetime) -> PostsPage:
    """Return a hundred posts of an area, those in trouble first."""
    wish = Wish.of(path, asked)
    slots = slots_around(at)
    everything = posts_now(account, path, at, slots=slots)
    closed = _closed(account, path)
    items = readiness(account, path, at, slots=slots)
    full = {post for post, of_post in items.items() if all(item.is_done for item in of_post)}
    rows = [one for one in [*everything, *closed] if _fits(one, wish, full)]
    rows.sort(key=lambda one: (TROUBLE.index(one.standing), one.post.number))
    n_pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, wish.page), n_pages)
    following = next_of(slots, at)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    ahead = _ahead(account, [one.post.pk for one in shown], following)
    towns = _town_names(account)
    return PostsPage(
        rows=[_row(one, items.get(one.post.pk, []), ahead, towns) for one in shown],
        filters=_filters(wish, [*everything, *closed]),
        next_slot=following,
        total=len(rows),
        q=wish.q,
        page=page,
        n_pages=n_pages,
        state=urlencode(wish.kept),
    )


def _closed(account: Account, path: str) -> list[PostNow]:
    posts = Post.objects.visible_to(account).filter(under("place__path", path), is_open=False)
    rows = posts.select_related("place").defer("place__boundary").order_by("number")
    return [PostNow(post, standing=Standing.CLOSED) for post in rows]


def _filters(wish: Wish, posts: list[PostNow]) -> list[dict[str, Any]]:
    """Return one line of choices: how a post stands, with counts; its kind; whether its readiness is full."""
    counts = {code: sum(one.standing == code for one in posts) for code in TROUBLE}
    states = [
        {"label": WORDS[code], "state": SIGN[code], "n": counts[code]} | wish.link("state", code)
        for code in TROUBLE
        if counts[code] or wish.state == code
    ]
    kinds = [{"label": label} | wish.link("kind", code) for code, label in PostKind.choices]
    full = (("no", _("Readiness not full")), ("yes", _("Readiness full")))
    return [*states, *kinds, *({"label": label} | wish.link("ready", code) for code, label in full)]


def _fits(one: PostNow, wish: Wish, full: set[int]) -> bool:
    # A closed post is shown only to who asks for it.
    if one.standing != (wish.state or one.standing) or (not wish.state and one.standing == Standing.CLOSED):
        return False
    if wish.kind and one.post.kind != wish.kind:
        return False
    if wish.ready and (one.post.pk in full) != (wish.ready == "yes"):
        return False
    return not wish.q or _is_meant(one.post, wish.q)


def _is_meant(post: Post, words: str) -> bool:
    if numeral(words) == post.number:
        return True
    sound = words.lower()
    return (
        words in post.place.name or post.place.name_key.startswith(sound) or post.place.name_initials.startswith(sound)
    )


def _ahead(account: Account, posts: Iterable[int], slot: Slot | None) -> dict[int, tuple[int, int]]:
    """Return planned and needed people of the next shift, by post."""
    if slot is None:
        return {}
    keys = list(posts)
    needs = Need.objects.visible_to(account).filter(post__in=keys, shift=slot.shift)
    tasks = Task.objects.visible_to(account).filter(place__in=keys, kind=SHIFT, starts_at=slot.starts_at)
    counted = tasks.exclude(state__in=UNDONE).order_by().values_list("place_id").annotate(n=Count("pk"))
    planned = dict(counted)
    return {post: (planned.get(post, 0), people) for post, people in needs.values_list("post_id", "people")}


def _row(one: PostNow, items: list[Item], ahead: dict[int, tuple[int, int]], towns: dict[str, str]) -> dict[str, Any]:
    post = one.post
    planned, needed = ahead.get(post.pk, (0, 0))
    return {
        "number": post.number,
        "spoken": post.spoken,
        "name": post.place.name,
        "town": towns.get(town(post.place.path), ""),
        "kind": post.get_kind_display(),
        "state": one.state,
        "word": one.word,
        "here": len(one.here),
        "needed": one.needed,
        "late": len(one.late),
        "next_planned": planned,
        "next_needed": needed,
        "ready": sum(item.is_done for item in items),
        "items": len(items),
        "phone": masks.phone(post.phone),
        "entrance": post.entrance,
    }


def _town_names(account: Account) -> dict[str, str]:
    places = Place.objects.visible_to(account).filter(path__regex=rf"^.{{{WIDTH}}}$")
    return dict(places.values_list("path", "name"))
