"""Whether the choices of an alternative are lawful: people, guards, things fetched, endurance, guide, gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yixian.planning.plan import Reason
from yixian.planning.rescue.carry import ENDURANCE_MS, LOADED_PERCENT, SIZES
from yixian.planning.rescue.problem import BAR, FETCH, ITEMS, MEET, STRAP, STRETCHER, WALK_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yixian.planning.rescue.check_best import Best
    from yixian.planning.rescue.check_legs import Teller
    from yixian.planning.rescue.claim import Choice


def test_choice(best: Best, choice: Choice) -> Iterator[Reason]:
    """Yield a refusal for everything that a choice may not do."""
    people, line = best.people, choice.place
    gone = [one.person for one in choice.party]
    for i in gone:
        if i not in people.able:
            yield Reason("may_not_go", {"line": line, "person": best.case.people[i].id})
    everybody = gone if choice.guide is None else [*gone, choice.guide]
    if len(set(everybody)) < len(everybody):
        yield Reason("goes_twice", {"line": line})
    if not people.guards_stay(everybody):
        yield Reason("post_left", {"line": line})
    if choice.node not in best.near:
        yield Reason("too_far_to_carry", {"line": line, "metres": best.case.walk_limit_m})
    yield from _errands(best, choice)
    care = best.case.patient.care <= best.case.hospitals[choice.hospital].can
    if choice.hospital not in best.receiving or (care and choice.moved_on_to is not None):
        yield Reason("wrong_hospital", {"line": line, "hospital": best.case.hospitals[choice.hospital].id})


def test_party(best: Best, choice: Choice, teller: Teller) -> Iterator[Reason]:
    """Yield a refusal where so many cannot carry so far, or are not the ones who come."""
    size, gear = teller.size, teller.gear()
    loaded = int(best.people.out[choice.node]) * LOADED_PERCENT[STRETCHER in gear] // 100
    own = len(teller.unit.crew) if choice.way == WALK_IN else 0
    if size not in SIZES or len(choice.party) != max(0, size - own):
        yield Reason("wrong_size", {"line": choice.place, "bearers": size})
    elif loaded > ENDURANCE_MS[size, STRAP in gear]:
        yield Reason("beyond_endurance", {"line": choice.place, "bearers": size})


def _errands(best: Best, choice: Choice) -> Iterator[Reason]:
    """Yield a refusal where things are fetched that are not there, not wanted, or forgotten."""
    line, brought = choice.place, frozenset(item for one in choice.party for item in one.items)
    fetchers = [one for one in choice.party if one.store is not None]
    for one in fetchers:
        there = best.people.from_store[one.store] if one.store is not None else None
        if there is None or there[best.people.place(one.person)] > best.people.limit_ms:
            yield Reason("store_too_far", {"line": line, "person": best.case.people[one.person].id})
    if bool(fetchers) != (choice.way == FETCH):
        yield Reason("wrong_kind", {"line": line, "kind": choice.way})
    lacking = best.must - brought if choice.way in (MEET, FETCH) else frozenset()
    if lacking or not brought <= frozenset(ITEMS) - best.case.patient.there:
        yield Reason("wrong_items", {"line": line, "items": sorted(lacking or brought)})


def test_guide(best: Best, choice: Choice, came_ms: int) -> Iterator[Reason]:
    """Yield a refusal where the guide is not the first who can be there before the ambulance."""
    people, pace = best.people, best.case.pace
    walk = best.layers.walk_to(choice.node)
    gone = [one.person for one in choice.party]
    arrivals = {
        i: pace.alert[1] + int(walk[people.place(i)])
        for i in range(len(best.case.people))
        if i not in gone
        and people.refusal(i) is None
        and walk[people.place(i)] <= people.limit_ms
        and people.guards_stay([*gone, i])
    }
    in_time = {i: ms for i, ms in arrivals.items() if ms <= came_ms}
    least = min(in_time.values(), default=None)
    said = None if choice.guide is None else in_time.get(choice.guide, -1)
    if said != least:
        yield Reason("wrong_guide", {"line": choice.place})


def test_gates(best: Best, choice: Choice, passes: list[str]) -> Iterator[Reason]:
    """Yield a refusal where a gate on the way has nobody to open it, or the wrong one."""
    gone = {one.person for one in choice.party} | ({choice.guide} - {None})
    barrings = {barring.closure.id: barring for barring in best.ground.roads.barrings}
    expected = []
    for one in passes:
        barring = barrings[one]
        post = barring.closure.post
        guards = [] if post is None else [i for i in best.people.at_post(post) if i not in gone]
        names = [best.case.people[i].id for i in guards]
        expected.append([barring.closure.key] if barring.kind == BAR else names)
    said = list(choice.openers)
    if [closure for _, closure in said] != [one for one, names in zip(passes, expected, strict=True) if names]:
        yield Reason("wrong_gates", {"line": choice.place})
        return
    for who, closure in said:
        if who not in expected[passes.index(closure)]:
            yield Reason("wrong_opener", {"line": choice.place, "person": who, "closure": closure})
