"""The unit that each branch is: of the kind branch, below the office of its township."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yixian.web.duty.models import Post
from yixian.web.register import trees
from yixian.web.register.models import Branch, Unit
from yixian.web.register.trees import WIDTH

KIND = "branch"
NAME = "{post}临时党支部"
LONGEST_NAME = 60


def units_for(posts: Sequence[Post]) -> dict[int, Unit]:
    """Return the unit of each post's branch, by post: the one it had before, one of its name, or a new one."""
    before = Branch.objects.unscoped("branches that were dissolved").filter(place__in=[post.pk for post in posts])
    units = {branch.place_id: branch.unit for branch in before.select_related("unit").order_by("formed_on")}
    rest = [post for post in posts if post.pk not in units]
    named = {unit.name: unit for unit in Unit.objects.unscoped("names that are taken").prefetch_related("branches")}
    fresh: list[Unit] = []
    numbers = trees.next_numbers(unit.path for unit in named.values())
    parents = _parents(rest)
    for post in rest:
        name = _free_name(post, named)
        unit = named.get(name)
        if unit is None:
            unit = _new(name, parents.get(post.place.path[:WIDTH]) or parents.get(""), numbers)
            fresh.append(unit)
        units[post.pk] = named[name] = unit
    Unit.objects.bulk_create(fresh)
    return units


def _free_name(post: Post, named: Mapping[str, Unit]) -> str:
    """Return a name that no other unit has; two gates of one name are told apart by their number."""
    plain = NAME.format(post=post.place.name)
    unit = named.get(plain)
    # A county may have imported the branch with its units; then it is only bound to its post.
    is_waiting = unit is not None and unit.pk and unit.kind == KIND and not unit.branches.all()
    if len(plain) <= LONGEST_NAME and (unit is None or is_waiting):
        return plain
    return NAME.format(post=f"卡点{post.spoken}")


def _new(name: str, parent: Unit | None, numbers: dict[str, int]) -> Unit:
    above = parent.path if parent else ""
    path = trees.child(above, numbers[above])
    numbers[above] += 1
    return Unit(path=path, parent=parent, kind=KIND, name=name)


def _parents(posts: Sequence[Post]) -> dict[str, Unit]:
    """Return the office of each township by the path of the place, headquarters for the rest under ``""``."""
    towns = {post.place.path[:WIDTH] for post in posts}
    offices = Unit.objects.unscoped("offices above the branches").select_related("place")
    found = {unit.place.path: unit for unit in offices.filter(kind="township", place__path__in=towns).order_by("-path")}
    head = offices.filter(kind="headquarters").order_by("path").first()
    return found | ({"": head} if head else {})
