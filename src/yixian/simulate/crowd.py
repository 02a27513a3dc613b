"""People without a story: officers, cadres, village, community and property staff, volunteers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from yixian.simulate.facts import Condition, ConditionKind, Person, PersonKind
from yixian.simulate.names import Names

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from yixian.simulate.identity import Numbers

DUTIES = ("宣传员", "排查员", "服务员")


@dataclass(frozen=True)
class _Sort:
    """What people of one kind are like; ages are in full years, the titles run from rare to frequent."""

    ages: tuple[int, int]
    women: float
    members: float
    titles: tuple[str, ...]


_SORTS: dict[PersonKind, _Sort] = {
    "officer": _Sort((38, 56), 0.2, 1.0, ("书记", "镇长")),
    "cadre": _Sort((23, 58), 0.4, 0.68, ("主任科员", "股长", "副股长", "科员", "科员", "办事员")),
    "village": _Sort((26, 63), 0.3, 0.45, ("村支书", "村主任", "会计", "妇女主任", "村民组长", "村民组长")),
    "community": _Sort((22, 55), 0.65, 0.75, ("社区书记", "社区主任", "网格员", "网格员", "社区干事")),
    "property": _Sort((20, 63), 0.3, 0.3, ("项目经理", "保安队长", "保安", "保安", "保洁员")),
    "volunteer": _Sort((18, 63), 0.45, 0.12, ("退役军人", "教师", "个体户", "学生", "居民", "村民")),
}
# How many of the county have it; the rules of duty protect them.
_CONDITIONS: dict[ConditionKind, int] = {"pregnant": 7, "nursing": 9, "ill": 5, "under_observation": 9}
N_MINORS, N_OLD = 6, 10


class Crowd:
    """Makes people as of one day, no two with the same identity number or phone."""

    def __init__(self, on: date, numbers: Numbers, rng: np.random.Generator) -> None:
        self._on, self._numbers, self._rng = on, numbers, rng
        self._names = Names(rng)

    def person(self, kind: PersonKind, unit: int, place: int | None, post: str | None = None) -> Person:
        """Return a new person of a kind, with age, sex and title as they are usual there."""
        sort, rng = _SORTS[kind], self._rng
        sex: Literal["男", "女"] = "女" if rng.random() < sort.women else "男"
        title = sort.titles[int(rng.random() ** 0.6 * len(sort.titles))]
        return Person(
            name=self._names.full(sex),
            sex=sex,
            id_number=self._numbers.id_number(self._birthday(*sort.ages), sex),
            phone=self._numbers.phone(),
            kind=kind,
            unit=unit,
            # The first of each office is a member by custom.
            is_member=title.endswith("书记") or bool(rng.random() < sort.members),
            title=title,
            place=place,
            post=post,
            shifts_per_week=int(rng.integers(2, 4)) if kind == "volunteer" else None,
        )

    def with_conditions(self, people: Sequence[Person]) -> list[Person]:
        """Return the same people, some of them pregnant, nursing, ill, observed, very young or old."""
        out = list(people)
        free = [int(index) for index in self._rng.permutation(len(out)) if out[int(index)].kind != "officer"]
        for kind, count in _CONDITIONS.items():
            for index in _first(out, free, kind, count):
                out[index] = replace(out[index], condition=self._condition(kind))
        for index in _first(out, free, "minor", N_MINORS):
            out[index] = self._aged(replace(out[index], is_member=False, title="学生"), 16, 17)
        for index in _first(out, free, "old", N_OLD):
            out[index] = self._aged(out[index], 66, 71)
        return out

    def _condition(self, kind: ConditionKind) -> Condition:
        if kind == "pregnant":
            return Condition(kind, str(int(self._rng.integers(9, 36))))
        if kind == "nursing":
            return Condition(kind, (self._on + timedelta(int(self._rng.integers(30, 330)))).isoformat())
        return Condition(kind)

    def _aged(self, person: Person, youngest: int, oldest: int) -> Person:
        born_on = self._birthday(youngest, oldest)
        return replace(person, id_number=self._numbers.id_number(born_on, person.sex))

    def _birthday(self, youngest: int, oldest: int) -> date:
        first = self._on.replace(year=self._on.year - oldest - 1) + timedelta(1)
        last = self._on.replace(year=self._on.year - youngest)
        return first + timedelta(int(self._rng.integers((last - first).days + 1)))


def _first(people: Sequence[Person], free: list[int], what: str, count: int) -> list[int]:
    """Take the first fitting people off the free ones, so that nobody has two things."""
    found = [index for index in free if _fits(people[index], what)][:count]
    free[:] = [index for index in free if index not in found]
    return found


def _fits(person: Person, what: str) -> bool:
    if what in ("pregnant", "nursing"):
        return person.sex == "女" and person.born_on.year >= 1980
    if what == "minor":
        return person.kind == "volunteer"
    return what != "old" or person.kind in ("village", "property", "volunteer")
