"""Who goes: first come first served, a guard at every post, things fetched by somebody who can be spared."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.rescue.brute import Brute
from tests.planning.rescue.chance import little
from tests.planning.rescue.morning import morning, read
from yixian.planning.rescue.muster import Muster, Party
from yixian.planning.rescue.neighbours import Neighbours

STRAP = frozenset({"strap"})


def muster(value: dict[str, Any]) -> Muster:
    """Return the muster of a case."""
    return Muster(Neighbours(*read(value)))


def names(found: Muster, party: Party | None) -> set[str]:
    """Return the names of a party."""
    assert party is not None
    return {found.neighbours.case.people[i].id for i in party.people}


def test_it_works() -> None:
    found = muster(morning())
    assert names(found, found.party(4)) <= {"高涛", "何娟", "王秀", "赵成", "李兰", "陈刚"}


def test_nobody_is_a_party_of_its_own() -> None:
    party = muster(morning()).party(0)
    assert party is not None
    assert (party.members, party.ready_ms) == ((), 0)


def test_a_post_keeps_its_guard_even_when_everybody_is_needed() -> None:
    value = morning()
    value["people"] = [row for row in value["people"] if row["post"] == "村口卡点"]
    found = muster(value)

    assert found.party(2) is None
    assert found.neighbours.reserve == {"村口卡点": 1}


def test_who_may_not_carry_can_still_be_the_guard_who_stays() -> None:
    value = morning()
    value["people"] = [row for row in value["people"] if row["post"] == "村口卡点" or row["id"] == "高涛"]
    value["people"][1]["may_carry"] = False
    found = muster(value)

    assert len(names(found, found.party(2))) == 2


def test_whoever_has_the_key_stays() -> None:
    value = morning()
    value["closures"][0] |= {"kind": "bar_without_guard", "key": "高涛"}
    found = muster(value)
    assert "高涛" not in names(found, found.party(4))


def test_one_fetches_and_the_others_come_straight() -> None:
    found = muster(morning())
    party = found.party(4, STRAP)

    assert party is not None
    fetchers = [one for one in party.members if one.store is not None]
    assert [one.items for one in fetchers] == [STRAP]
    assert party.ready_ms == max(one.ready_ms for one in party.members)


def test_what_nobody_has_cannot_be_fetched() -> None:
    found = muster(morning())
    assert found.in_reach == {"stretcher", "strap"}
    assert found.party(2, frozenset({"oxygen"})) is None


def test_a_shut_store_is_no_store() -> None:
    value = morning()
    value["stores"][0]["open"] = False
    assert muster(value).in_reach == frozenset()


@settings(max_examples=80, deadline=None)
@given(
    seed=st.integers(0, 4000),
    size=st.sampled_from([1, 2, 4]),
    items=st.sets(st.sampled_from(["aed", "oxygen", "stretcher", "strap"]), max_size=3),
)
def test_no_lawful_party_is_complete_sooner(seed: int, size: int, items: set[str]) -> None:
    alarm = little(seed)
    party = Muster(Neighbours(alarm.case, alarm.ground)).party(size, frozenset(items))

    soonest = min(Brute(alarm).tries(size, frozenset(items)), default=None)
    assert (None if party is None else party.ready_ms) == soonest
