"""The optional facts of a roster problem that proposals for holes go by: compounds, neighbours, kinds of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yixian.planning.duty.problem import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yixian.planning.duty.read_people import Names
    from yixian.planning.judge import Judge

POST_KEYS = ("id", "compound", "neighbours", "standby")


def read_facts(judge: Judge, top: Mapping[str, Any], names: Names) -> Facts:
    """Return the facts of posts and people; faults go to the judge, keys that are missing are no facts."""
    posts = [row if isinstance(row, dict) else {} for row in _rows(top.get("posts"))]
    compounds: dict[str, list[int]] = {}
    neighbours: dict[int, tuple[int, ...]] = {}
    standby: dict[int, int] = {}
    for i, row in enumerate(posts):
        place = f"posts[{i}]"
        judge.table(place, row, POST_KEYS)
        if row.get("compound") is not None:
            compounds.setdefault(judge.text(place, "compound", row["compound"]), []).append(i)
        near = judge.items(place, "neighbours", row.get("neighbours", []))
        found = [judge.index(f"{place}.neighbours[{k}]", "post", name, names.posts) for k, name in enumerate(near)]
        neighbours[i] = tuple(post for post in found if post is not None and post != i)
        standby[i] = judge.whole(place, "standby", row.get("standby", 0), most=999)
    return Facts(
        gates={post: tuple(o for o in group if o != post) for group in compounds.values() for post in group},
        neighbours=neighbours,
        standby=standby,
        of_kind=_kinds(top.get("people")),
    )


def _kinds(value: Any) -> dict[str, tuple[int, ...]]:
    """Return the people of each kind; a kind that nobody knows is information."""
    kinds: dict[str, list[int]] = {}
    for person, row in enumerate(_rows(value)):
        if isinstance(row, dict) and isinstance(row.get("kind"), str):
            kinds.setdefault(row["kind"], []).append(person)
    return {kind: tuple(people) for kind, people in kinds.items()}


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
