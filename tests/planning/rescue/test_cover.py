"""What a dispatch leaves behind, the one move that helps most, and what closures cost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.rescue.chance import little
from tests.planning.rescue.morning import codes, document, morning
from yixian.planning.rescue.cover import Watch, cover_left
from yixian.planning.rescue.ground import make_ground
from yixian.planning.rescue.problem import DOOR_GAIN_MS
from yixian.planning.rescue.roads import close
from yixian.planning.rescue.search import search, seeds_at
from yixian.planning.rescue.solve import best_merit, decide
from yixian.planning.rescue.why import MOST_LIFTED


def test_it_works() -> None:
    cover = document(morning())["cover"]
    assert (
        cover["after"] + sum({"王家村": 420, "李家村": 610, "镇上": 5200}[one] for one in cover["lost"])
        == cover["before"]
    )


def test_without_villages_nothing_is_said_of_cover() -> None:
    assert document(morning(residents=[]))["cover"] is None


def test_without_another_ambulance_there_is_no_move() -> None:
    value = morning()
    value["units"] = value["units"][:1]
    cover = document(value)["cover"]
    assert (cover["after"], cover["relocation"]) == (0, None)


def test_a_move_that_gains_nothing_is_not_proposed() -> None:
    assert document(morning(standby=[]))["cover"]["relocation"] is None


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 5000))
def test_no_move_covers_more(seed: int) -> None:
    alarm = little(seed)
    case, ground = alarm.case, alarm.ground
    free = [i for i, unit in enumerate(case.units) if unit.state == "free" and unit.crew]
    if not free:
        return
    cover, watch = cover_left(case, ground, free[0]), Watch(case, ground)
    left = {i: watch.covered(int(ground.places.units[i]), i) for i in free[1:]}
    people = sum(village.people for i, village in enumerate(case.villages) if any(mask[i] for mask in left.values()))

    assert cover.after == people <= cover.before
    gained = 0 if cover.relocation is None else cover.relocation.people
    for unit in left:
        for node in ground.places.standbys.tolist():
            there = watch.covered(node, unit)
            others = [mask for i, mask in left.items() if i != unit]
            after = sum(
                village.people for i, village in enumerate(case.villages) if there[i] or any(mask[i] for mask in others)
            )
            is_reached = node in watch_reach(watch, unit)
            assert after - people <= gained or not is_reached


def watch_reach(watch: Watch, unit: int) -> set[int]:
    """Return the waiting places that an ambulance gets to at all."""
    case, places = watch.case, watch.ground.places
    need_cm = case.units[unit].width_cm + case.margin_cm
    reach = search(watch.ground.drive_ways(need_cm, is_out=True), seeds_at([int(places.units[unit])]))
    return {node for node in places.standbys.tolist() if reach.settled[node]}


def test_with_many_closures_only_their_sum_is_reckoned() -> None:
    value = morning()
    gate = value["closures"][0]
    value["closures"] = [{**gate, "id": f"卡点{i}"} for i in range(MOST_LIFTED + 1)]
    told = document(value)["why"]

    assert "closure_costs" not in codes(told)
    assert next(row for row in told if row["code"] == "closures_cost")["count"] == MOST_LIFTED + 1


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 5000))
def test_lifting_all_closures_never_makes_it_longer(seed: int) -> None:
    alarm = little(seed)
    plan = decide(alarm.case, alarm.ground)
    free = best_merit(alarm.case, make_ground(close(alarm.roads, []), alarm.case, alarm.holds))

    if plan.alternatives:
        assert free is not None
        # At the door a quicker carry may be needless: it counts once the ambulance gets there.
        assert free <= plan.alternatives[0].merit_ms + DOOR_GAIN_MS + 270_000
