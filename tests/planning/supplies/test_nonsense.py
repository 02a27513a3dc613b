"""Whatever stands in an instance, it is read or refused with its places; it never crashes."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.planning.supplies.little import DATA
from yixian.faults import BadInput
from yixian.planning.supplies.factories.read import read_production
from yixian.planning.supplies.read import read_problem

NONSENSE = [None, [], {}, "x", "", -1, 0, 1.5, True, 10**18, float("inf"), [None], [[]], {"a": 1}, [0], ["min0"]]
READERS: dict[str, Callable[[Any], object]] = {
    "masks": read_problem,
    "lorries": read_problem,
    "production": read_production,
    "convert": read_production,
}


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every place in parsed JSON but its top."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*way, key)
        yield from places(part, (*way, key))


def spoilt(value: Any, rng: random.Random) -> Any:
    """Return an instance with one to three places replaced or left out."""
    changed = copy.deepcopy(value)
    for _ in range(rng.randint(1, 3)):
        ways = list(places(changed))
        if not ways:
            break
        *way, last = rng.choice(ways)
        at = changed
        for key in way:
            at = at[key]
        if rng.random() < 0.2:
            at.pop(last)
        else:
            at[last] = copy.deepcopy(rng.choice(NONSENSE))
    return changed


@pytest.mark.parametrize("name", READERS)
def test_it_works(name: str) -> None:
    READERS[name](json.loads((DATA / f"{name}_example.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", READERS)
def test_a_spoilt_instance_is_read_or_refused(name: str) -> None:
    value = json.loads((DATA / f"{name}_example.json").read_text(encoding="utf-8"))
    n_refused = 0
    for seed in range(250):
        try:
            READERS[name](spoilt(value, random.Random(seed)))
        except BadInput as bad:
            n_refused += 1
            assert all(fault.place and fault.field and fault.expected for fault in bad.faults)
    assert n_refused > 150
