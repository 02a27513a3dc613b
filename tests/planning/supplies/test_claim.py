"""Reading a plan file without believing it: what cannot be read is a refusal, never a crash."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.supplies.little import little
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.check import check
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.formats import plan_document
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PROBLEM = read_problem(little())
DOCUMENT: dict[str, Any] = json.loads(json.dumps(plan_document(PROBLEM, allocate(PROBLEM))))
WHOLE: dict[str, Any] = json.loads(json.dumps(plan_document(PROBLEM, allocate_whole(PROBLEM))))
NONSENSE = [None, [], {}, "x", -1, [None], [{}], [-1], float("nan"), True, {"groups": []}, [[]], 1e400]


def refusals_of(document: dict[str, Any]) -> list[str]:
    """Return what is refused in a plan file, in English."""
    reader = ClaimReader(PROBLEM)
    reader.read(document)
    return [say_reason(refusal, "en") for refusal in reader.refusals]


def at(path: str, value: Any, document: dict[str, Any] = DOCUMENT) -> dict[str, Any]:
    """Return the plan file with one place changed; the path is keys and indices with dots."""
    top: Any = copy.deepcopy(document)
    *way, last = [int(word) if word.isdigit() else word for word in path.split(".")]
    place = top
    for word in way:
        place = place[word]
    place[last] = value
    found: dict[str, Any] = top
    return found


def test_it_works() -> None:
    assert refusals_of(DOCUMENT) == []
    assert refusals_of(WHOLE) == []


@pytest.mark.parametrize(
    ("path", "value", "refusal"),
    [
        ("amount", None, "amount: not_a_list"),
        ("amount", [1, 2], "amount: length: expected 6 entries, got 2"),
        ("amount.0", -1, "amount[0]: not_an_amount: expected pieces, 0 or more, got -1"),
        ("amount.0", "15", "amount[0]: not_an_amount: expected pieces, 0 or more, got 15"),
        ("amount.3", None, "amount[3]: not_an_amount"),
        ("amount.3", True, "amount[3]: not_an_amount"),
        ("amount.3", float("nan"), "amount[3]: not_an_amount"),
        ("amount.3", 1e300, "amount[3]: not_an_amount"),
        ("total", 53, "total: total_differs: says 53, the amounts add up to 52.0"),
        ("total", "52", "total: total_differs"),
        ("total", True, "total: total_differs"),
        ("groups", None, "groups: length: expected 3 entries, got 0"),
        ("groups", [], "groups: length: expected 3 entries, got 0"),
        ("groups.1.level", 2.6, "groups[1]: level_differs: says 2.6, the certificate 2.5"),
        ("groups.1.level", "2.5", "groups[1]: level_differs"),
        ("groups.1.demands", [0, 6], "groups[1].demands[1]: not_an_index: expected an index 0 to 5, got 6"),
        ("groups.1.demands", [0, -1], "groups[1].demands[1]: not_an_index"),
        ("groups.1.demands", [0.0, 1], "groups[1].demands[0]: not_an_index"),
        ("groups.1.demands", [True, 1], "groups[1].demands[0]: not_an_index"),
        ("groups.1.demands", 5, "groups[1].demands[0]: not_an_index"),
        ("groups.1.reach", [0, 4], "groups[1].reach[1]: not_an_index: expected an index 0 to 3, got 4"),
        ("groups.1", "x", "certificate.groups[1]: not_rows"),
        ("shipments", {}, "shipments: not_rows: expected entries with node, demand, amount"),
        ("shipments.0", {"node": 0, "demand": 0}, "shipments: not_rows"),
        ("shipments.0.node", 4, "shipments.node[0]: not_an_index"),
        ("shipments.0.demand", "0", "shipments.demand[0]: not_an_index"),
        ("shipments.0.amount", -2, "shipments.amount[0]: not_an_amount"),
        ("carried", 7, "carried: not_rows: expected entries with from, to, amount"),
        ("carried.0.to", 3, "carried[0]: no_carry: nothing can be kept from 0 - 3"),
        ("carried.0.from", None, "carried[0]: no_carry"),
        ("carried.0.amount", -1, "carried.amount[0]: not_an_amount"),
        ("certificate", None, "certificate: no_certificate"),
        ("certificate", {}, "certificate: no_certificate"),
        ("certificate.groups", [], "certificate: no_certificate"),
        ("certificate.groups", {}, "certificate: no_certificate"),
        (
            "certificate.groups.0",
            None,
            "certificate.groups[0]: not_rows: expected entries with stage, num, den, given, stock",
        ),
        ("certificate.groups.0.den", 0, "certificate.groups[0]: not_rows"),
        ("certificate.groups.0.num", -1, "certificate.groups[0]: not_rows"),
        ("certificate.groups.0.num", 0.5, "certificate.groups[0]: not_rows"),
        ("certificate.groups.0.stock", True, "certificate.groups[0]: not_rows"),
        ("certificate.groups.0.given", 10**30, "certificate.groups[0]: not_rows"),
        ("certificate.seal", "0", "certificate.seal: seal"),
    ],
)
def test_a_refusal_is_named_with_its_line(path: str, value: Any, refusal: str) -> None:
    found = refusals_of(at(path, value))

    assert any(line.startswith(refusal) for line in found), found


@pytest.mark.parametrize("path", ["amount.0", "shipments.0.amount", "carried.0.amount"])
def test_a_whole_plan_holds_no_broken_pieces(path: str) -> None:
    assert any("not_an_amount" in line for line in refusals_of(at(path, 7.5, WHOLE)))


def test_a_pair_of_carry_stands_once() -> None:
    rows = DOCUMENT["carried"]

    assert any("no_carry" in line for line in refusals_of({**DOCUMENT, "carried": [*rows, rows[0]]}))


def test_nothing_kept_may_be_left_out() -> None:
    document = {key: value for key, value in DOCUMENT.items() if key != "carried"}

    assert [line.split(": ")[1] for line in refusals_of(document)] == ["seal"]


def test_all_refusals_come_at_once() -> None:
    document = at("amount.0", -1) | {"total": None, "carried": 3}

    assert len(refusals_of(document)) >= 4


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "carried", "certificate"])
@pytest.mark.parametrize("value", NONSENSE)
def test_nonsense_is_refused_and_never_crashes(key: str, value: Any) -> None:
    if key == "carried" and value == []:
        return
    reader = ClaimReader(PROBLEM)
    claim = reader.read({**DOCUMENT, key: value})

    assert not check(PROBLEM, claim, tuple(reader.refusals)).is_sound


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "certificate"])
def test_a_missing_key_is_refused(key: str) -> None:
    assert refusals_of({name: value for name, value in DOCUMENT.items() if name != key})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["node", "demand", "amount", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.sampled_from(["amount", "total", "groups", "shipments", "carried", "certificate"]), JSON)
def test_whatever_stands_there_is_judged(key: str, value: Any) -> None:
    reader = ClaimReader(PROBLEM)
    claim = reader.read({**DOCUMENT, key: value})

    check(PROBLEM, claim, tuple(reader.refusals))
