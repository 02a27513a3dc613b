"""The posts of an area on a flat map, and who can get to which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from yixian.web.access.scope import under
from yixian.web.duty.models import Post
from yixian.web.duty.reach import Map, Metres, within_reach
from yixian.web.register.trees import WIDTH

if TYPE_CHECKING:
    from yixian.web.register.models import Person


@dataclass(frozen=True)
class Ground:
    """The open posts of an area by place, in the order of their numbers."""

    posts: dict[int, Post]

    @classmethod
    def of(cls, area: str) -> Ground:
        """Return the posts of an area."""
        rows = Post.objects.unscoped("the planner serves the whole area").filter(
            under("place__path", area), is_open=True
        )
        return cls({post.pk: post for post in rows.select_related("place").order_by("number")})

    def rows(self) -> list[dict[str, Any]]:
        """Return the posts as a problem has them: number, township, metres east and north of the middle."""
        return [
            {"id": post.spoken, "township": town(post.place.path), **self._xy(post)} for post in self.posts.values()
        ]

    def reach(self, person: Person) -> list[tuple[str, int]]:
        """Return where a person may stand with the minutes from home, his own post first; empty if nowhere.

        His own post is the one the register names, else the nearest of his home's township. Nobody is sent
        across a township's border: roads between townships are what the posts close.
        """
        home = self._at(person.home)
        own = self.posts.get(person.post_place_id or -1) or self._nearest(person, home)
        if own is None:
            return []
        start = home or self._spots.get(own.pk)
        if start is None:
            return [(own.spoken, 0)]
        return within_reach(start, own.spoken, self._by_town.get(town(own.place.path), {}))

    def _nearest(self, person: Person, home: Metres | None) -> Post | None:
        if home is None or person.home is None:
            return None
        near = within_reach(home, "", self._by_town.get(town(person.home.path), {}))
        return next((self._numbered[number] for number, _ in near[1:]), None)

    def _xy(self, post: Post) -> dict[str, int]:
        east, north = self._spots.get(post.pk, (0.0, 0.0))
        return {"x": round(east), "y": round(north)}

    def _at(self, place: Any) -> Metres | None:
        if place is None or place.lon is None or place.lat is None:
            return None
        return self._map.metres(place.lon, place.lat)

    @cached_property
    def _map(self) -> Map:
        places = [post.place for post in self.posts.values()]
        return Map.around([(place.lon, place.lat) for place in places if place.lon is not None and place.lat])

    @cached_property
    def _spots(self) -> dict[int, Metres]:
        spots = {post.pk: self._at(post.place) for post in self.posts.values()}
        return {key: at for key, at in spots.items() if at is not None}

    @cached_property
    def _by_town(self) -> dict[str, dict[str, Metres]]:
        towns: dict[str, dict[str, Metres]] = {}
        for key, at in self._spots.items():
            towns.setdefault(town(self.posts[key].place.path), {})[self.posts[key].spoken] = at
        return towns

    @cached_property
    def _numbered(self) -> dict[str, Post]:
        return {post.spoken: post for post in self.posts.values()}


def town(path: str) -> str:
    """Return the path of the township-level place that a path lies in."""
    return path[:WIDTH]
