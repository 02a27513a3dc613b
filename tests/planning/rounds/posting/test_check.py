"""What the checker says of postings: figures of its own, each rule by name, shortfalls with their reason."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.planning.rounds.posting.brute import best_worth, cost_of
from tests.planning.rounds.posting.corrupt import resealed
from tests.planning.rounds.posting.little import SHA, data, document, document_of, example, little, planned, with_entry
from tests.planning.rounds.posting.made_up import county
from yixian.planning.plan import Certificate
from yixian.planning.rounds.posting.bound import Climb
from yixian.planning.rounds.posting.check import check
from yixian.planning.rounds.posting.figures import count
from yixian.planning.rounds.posting.proof import bound_of
from yixian.planning.rounds.posting.read import read_problem
from yixian.planning.rounds.posting.solve import solve
from yixian.planning.rounds.posting.start import begin
from yixian.planning.rounds.posting.world import build_cast
from yixian.planning.stop import Stop


def certified(value: dict[str, Any], lines: list[list[str]], **changes: Any) -> Certificate:
    """Return what the checker says of some lines; the other figures are those of the plan that solve makes."""
    problem = read_problem(value)
    plan = document_of(problem, solve(problem, Stop(work_limit=20_000)))
    return check(problem, resealed({**plan, "assignments": lines, **changes}), SHA)


def test_it_works() -> None:
    certificate = check(example("little"), document("little"), SHA)

    assert certificate.is_sound
    assert (0, certificate.cost) == best_worth(little())
    assert {rule.code: rule.tested == rule.held for rule in certificate.rules} == dict.fromkeys(
        ("away", "barred", "pinned", "need", "fewest_holes", "unplaced"), True
    )


@pytest.mark.parametrize("name", ["little", "small_1"])
def test_the_cost_is_what_the_words_of_the_format_say(name: str) -> None:
    problem = example(name)
    value = little() if name == "little" else data(name)
    chance = np.random.default_rng(3)
    seats = np.repeat(np.arange(len(problem.need)), problem.need)
    for _ in range(20):
        compound = chance.permutation(seats)
        places = tuple(problem.compound_ids[c] for c in compound)

        assert count(problem, compound).cost == cost_of(value, places)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"available": False}, "away"),
        ({"barred": ["东苑", "西苑", "南山"]}, "barred"),
    ],
)
def test_a_line_against_the_law_is_named(changes: dict[str, Any], rule: str) -> None:
    lines = document("little")["assignments"]

    faults = certified(with_entry("staff", 0, **changes), lines).faults

    assert any(f"{rule}: 高涛" in fault for fault in faults)


def test_a_pin_that_is_not_kept_is_named() -> None:
    lines = document("little")["assignments"]
    place = dict(lines)["高涛"]
    elsewhere = next(name for name in ("东苑", "西苑", "南山") if name != place)

    assert any("pinned: 高涛" in fault for fault in certified(little(pinned=[["高涛", elsewhere]]), lines).faults)


def test_a_place_left_empty_for_nothing_is_named() -> None:
    lines = document("little")["assignments"]
    gone, place = lines[0]

    faults = certified(little(), lines[1:], holes=[[place, 1]], unplaced=[[gone, "barred"]]).faults

    assert any("fewest_holes" in fault and gone in fault for fault in faults)


def test_a_place_that_others_could_free_is_named() -> None:
    # 王秀 may not serve at 南山, but somebody else can move there and leave him a place.
    value = with_entry("staff", 2, barred=["南山"])
    lines = [
        ["高涛", "东苑"], ["何娟", "东苑"], ["周明", "东苑"], ["赵成", "西苑"], ["李兰", "西苑"], ["孙平", "南山"],
    ]  # fmt: skip

    faults = certified(value, lines, holes=[["南山", 1]], unplaced=[["王秀", "barred"]]).faults

    assert any("fewest_holes" in fault for fault in faults)


def test_the_wrong_reason_for_an_unplaced_person_is_named() -> None:
    value = with_entry("staff", 0, available=False)
    problem = read_problem(value)
    plan = document_of(problem, solve(problem, Stop(work_limit=20_000)))
    assert plan["unplaced"] == [["高涛", "away"]]

    for said in ("reserve", "barred", "", None):
        wrong = check(problem, resealed({**plan, "unplaced": [["高涛", said]]}), SHA)
        assert any("unplaced" in fault for fault in wrong.faults)


def test_shortfalls_are_named_with_their_reason() -> None:
    value = little(near_home_minutes=1)
    value["staff"] = [{**person, "skills": []} for person in value["staff"][:6]]
    problem = read_problem(value)
    certificate = check(problem, document_of(problem, solve(problem, Stop(work_limit=20_000))), SHA)

    codes = {reason.code for short in certificate.shortfalls for reason in short.reasons}
    assert certificate.is_sound
    assert codes == {"hole_people", "skill_scarce", "far_none"}


def test_near_places_full_of_protected_people_are_counted() -> None:
    value = little(near_home_minutes=8)
    for person in value["staff"]:
        person.update(near_home_only=True, x=2000, y=0)
    value["compounds"][0].update(x=9000)
    problem = read_problem(value)
    certificate = check(problem, document_of(problem, solve(problem, Stop(work_limit=20_000))), SHA)

    reasons = [reason for short in certificate.shortfalls for reason in short.reasons if reason.code == "far_full"]
    assert len(reasons) == 5
    assert (reasons[0].params["places"], reasons[0].params["people"]) == (2, 3)


@pytest.mark.parametrize("seed", range(8))
def test_two_ways_to_the_bound_agree_at_any_prices(seed: int) -> None:
    value = county(40, 9, 6, seed)
    value["pinned"] = [["S0001", "C001"], ["S0002", "C001"]]
    value["staff"][5]["barred"] = ["C002", "C003"]
    value["compounds"][3]["need"] += seed % 3 - 1
    value["published"] = [["S0003", "C002"]]
    value["weights"]["changed"] = 9
    problem = read_problem(value)
    climb = Climb(begin(build_cast(problem), 0))
    climb.climb(seed * 3, 10**9)
    prices = np.zeros(40, dtype=np.int64)
    movers = build_cast(problem).movers
    prices[movers] = climb.best[: len(movers)]

    assert bound_of(problem, prices) == climb.milli


def test_prices_of_zero_prove_less_than_good_ones() -> None:
    problem = example("small_1")
    nothing = bound_of(problem, np.zeros(len(problem.person_ids), dtype=np.int64))

    assert 0 < nothing < bound_of(problem, planned("small_1").prices)


def test_the_language_is_chosen() -> None:
    plan = resealed({**document("little"), "cost": 1})

    assert "重算为" in check(example("little"), plan, SHA, lang="zh").faults[0]
    assert "cost_differs" in check(example("little"), plan, SHA, lang="en").faults[0]
