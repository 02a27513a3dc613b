"""The search: right distances, early ends that change nothing, plain Python and compiled alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.rescue.brute import distances
from tests.planning.rescue.chance import little
from yixian.planning.rescue.arcs import SHUT
from yixian.planning.rescue.check_layers import Layers
from yixian.planning.rescue.ground import Ground
from yixian.planning.rescue.search import FAR, Seeds, search, seeds_at, trace


def table(ground: Ground, need_cm: int = 0) -> dict[int, list[tuple[int, int]]]:
    """Return the vehicle arcs as a dictionary."""
    arcs = ground.drive.arcs
    found: dict[int, list[tuple[int, int]]] = {}
    for tail, head, ms, cm in zip(arcs.tail, arcs.head, arcs.ms, ground.clear_cm, strict=True):
        if ms < SHUT and cm >= need_cm:
            found.setdefault(int(tail), []).append((int(head), int(ms)))
    return found


def test_it_works() -> None:
    ground = little(3).ground
    reach = search(ground.drive_ways(0, is_out=True), seeds_at([0]))
    truth = distances(table(ground), 0)

    assert {node: int(reach.ms[node]) for node in np.flatnonzero(reach.settled).tolist()} == truth
    assert reach.edge_ms == FAR


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 5000), need_cm=st.sampled_from([0, 245, 255]), share=st.floats(0, 1))
def test_ends_and_bounds_change_nothing(seed: int, need_cm: int, share: float) -> None:
    ground = little(seed).ground
    start, goal = 0, ground.places.door
    ways = ground.drive_ways(need_cm, is_out=True)
    truth = search(ways, seeds_at([start]))
    back = search(ground.drive_ways(need_cm, is_out=False), seeds_at([goal]), limit_ms=int(share * 300_000))
    ahead = np.where(back.settled, back.ms, back.edge_ms)

    led = search(ways, seeds_at([start]), wanted=np.array([goal]), ahead=ahead)

    assert led.settled[goal] == truth.settled[goal]
    if truth.settled[goal]:
        assert led.ms[goal] == truth.ms[goal]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 5000))
def test_it_agrees_with_the_checker_s_distances(seed: int) -> None:
    ground = little(seed).ground
    layers, places = Layers(ground), ground.places

    ours = search(ground.foot_ways(is_out=False), seeds_at([places.patient]))
    theirs = layers.walk_to(places.patient)

    assert [int(theirs[n]) for n in np.flatnonzero(ours.settled)] == ours.ms[ours.settled].tolist()
    assert (theirs[~ours.settled] > SHUT).all()


def test_a_limit_is_kept() -> None:
    ground = little(3).ground
    ways = ground.drive_ways(0, is_out=True)
    whole, part = search(ways, seeds_at([0])), search(ways, seeds_at([0]), limit_ms=20_000)

    assert (part.settled == (whole.settled & (whole.ms <= 20_000))).all()
    assert part.edge_ms > 20_000


def test_seeds_with_a_price_compete() -> None:
    ground = little(3).ground
    seeds = Seeds(np.array([0, 1], dtype=np.int32), np.array([5_000_000, 0], dtype=np.int64))
    reach = search(ground.drive_ways(0, is_out=True), seeds)
    assert reach.ms[1] == 0
    assert reach.ms[0] < 5_000_000


def test_nothing_wanted_is_found_at_once() -> None:
    ground = little(3).ground
    reach = search(ground.drive_ways(0, is_out=True), seeds_at([0]), wanted=np.zeros(0, dtype=np.int32))
    assert not reach.settled.any()


def test_a_trace_adds_up() -> None:
    ground = little(3).ground
    reach = search(ground.drive_ways(0, is_out=True), seeds_at([0]))
    for node in np.flatnonzero(reach.settled).tolist():
        numbers = trace(reach, ground.drive_stack("tail"), node)
        assert int(ground.drive_stack("ms").pick(numbers).sum()) == reach.ms[node]


@pytest.mark.parametrize("seed", [3, 11])
def test_plain_python_gives_the_same_plan(seed: int) -> None:
    code = (
        "import json; from tests.planning.rescue.chance import little;"
        "from yixian.planning.rescue.solve import solve; from yixian.planning.rescue.formats import plan_document;"
        f"a = little({seed}); print(json.dumps(plan_document(a.case, a.ground, solve(a.case, a.ground), '0')))"
    )
    texts = []
    for plain in ("0", "1"):
        environment = {**os.environ, "NUMBA_DISABLE_JIT": plain, "PYTHONPATH": f"src{os.pathsep}."}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        texts.append(json.loads(done.stdout))
    assert texts[0] == texts[1]
