"""The checker believes what is right and nothing else."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import pytest

from tests.planning.supplies.little import example, little
from yixian.planning.supplies.check import check
from yixian.planning.supplies.claim import ClaimReader
from yixian.planning.supplies.formats import plan_document, seal_of
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole

PROBLEM = read_problem(example("town"))
DOCUMENTS = [json.loads(json.dumps(plan_document(PROBLEM, solve(PROBLEM)))) for solve in (allocate, allocate_whole)]


def faults_of(document: dict[str, Any]) -> tuple[str, ...]:
    """Return what the checker says against a plan file for the town."""
    reader = ClaimReader(PROBLEM)
    claim = reader.read(document)
    return check(PROBLEM, claim, tuple(reader.refusals)).faults


def shift_amount(document: dict[str, Any], rng: random.Random) -> None:
    """One site gets a piece more, another one less, and the lorries know it."""
    rows = rng.sample([row for row in document["shipments"] if row["amount"] > 2], 2)
    for row, change in zip(rows, (1, -1), strict=True):
        row["amount"] += change
        document["amount"][row["demand"]] += change


def grow_amount(document: dict[str, Any], rng: random.Random) -> None:
    """A site gets more than its level gives."""
    e = rng.randrange(len(document["amount"]))
    document["amount"][e] += rng.randint(2, 9)
    document["total"] = sum(document["amount"])


def drop_shipment(document: dict[str, Any], rng: random.Random) -> None:
    """A lorry is forgotten."""
    document["shipments"].pop(rng.randrange(len(document["shipments"])))


def redirect(document: dict[str, Any], rng: random.Random) -> None:
    """A lorry comes from elsewhere."""
    row = rng.choice(document["shipments"])
    row["node"] = (row["node"] + rng.randrange(1, 28)) % 28


def move_group(document: dict[str, Any], rng: random.Random) -> None:
    """A site stands in another group."""
    source, target = rng.sample([g for g in document["groups"][1:] if len(g["demands"]) > 1], 2)
    target["demands"].append(source["demands"].pop())


def raise_level(document: dict[str, Any], rng: random.Random) -> None:
    """A group claims another level, in both places."""
    k = rng.randrange(1, len(document["groups"]) - 1)
    proof = document["certificate"]["groups"][k]
    proof["num"], proof["den"] = proof["num"] * 1000 - 1, proof["den"] * 1000
    document["groups"][k]["level"] = proof["stage"] + proof["num"] / proof["den"]


def change_stock(document: dict[str, Any], rng: random.Random) -> None:
    """Both numbers of a group are changed alike."""
    proof = rng.choice(document["certificate"]["groups"])
    proof["stock"] += 1
    proof["given"] += 1


def forget_reach(document: dict[str, Any], rng: random.Random) -> None:
    """Some stock that reaches a group is left out."""
    rng.choice([g for g in document["groups"] if g["reach"]])["reach"].pop()


def swap_groups(document: dict[str, Any], rng: random.Random) -> None:
    """Levels no longer rise."""
    k = rng.randrange(len(document["groups"]) - 1)
    for rows in (document["groups"], document["certificate"]["groups"]):
        rows[k], rows[k + 1] = rows[k + 1], rows[k]


def keep_more(document: dict[str, Any], rng: random.Random) -> None:
    """More is kept in store than is there."""
    rng.choice(document["carried"])["amount"] += 10_000


def change_total(document: dict[str, Any], rng: random.Random) -> None:
    """The total is not the sum."""
    document["total"] += rng.choice((-1, 1))


def drop_group(document: dict[str, Any], rng: random.Random) -> None:
    """A group is left out, in both places."""
    k = rng.randrange(len(document["groups"]))
    document["groups"].pop(k)
    document["certificate"]["groups"].pop(k)


TAMPER: list[Callable[[dict[str, Any], random.Random], None]] = [
    grow_amount, drop_shipment, redirect, move_group, raise_level, change_stock, forget_reach, swap_groups, keep_more,
    change_total, drop_group,
]  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_works(document: dict[str, Any]) -> None:
    assert faults_of(document) == ()


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("tamper", TAMPER)
def test_a_tampered_plan_is_refused_even_with_a_new_seal(document: dict[str, Any], tamper: Any) -> None:
    for seed in range(10):
        changed = copy.deepcopy(document)
        tamper(changed, random.Random(seed))
        changed["certificate"]["seal"] = seal_of(changed)

        assert faults_of(changed), (tamper.__name__, seed)


def test_a_piece_moved_between_sites_is_refused_by_the_exact_plan() -> None:
    for seed in range(20):
        changed = copy.deepcopy(DOCUMENTS[0])
        shift_amount(changed, random.Random(seed))
        changed["certificate"]["seal"] = seal_of(changed)

        assert any("amount: amount" in fault or ": amount:" in fault for fault in faults_of(changed))


def test_a_piece_moved_in_the_whole_plan_is_refused_by_the_rule_of_rounding() -> None:
    for seed in range(100):
        changed = copy.deepcopy(DOCUMENTS[1])
        shift_amount(changed, random.Random(seed))
        changed["certificate"]["seal"] = seal_of(changed)

        assert faults_of(changed), seed


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "certificate"])
@pytest.mark.parametrize("value", [None, [], {}, "x", -1, [None], [{}], [-1], float("nan"), True, {"groups": []}])
def test_nonsense_is_refused_and_never_crashes(key: str, value: Any) -> None:
    assert faults_of({**DOCUMENTS[0], key: value})


@pytest.mark.parametrize("key", ["amount", "total", "groups", "shipments", "certificate"])
def test_a_missing_key_is_refused(key: str) -> None:
    document = {name: value for name, value in DOCUMENTS[0].items() if name != key}

    assert faults_of(document)


def test_an_empty_certificate_is_refused_by_name() -> None:
    assert any("no_certificate" in fault for fault in faults_of({**DOCUMENTS[0], "certificate": {}}))


def test_a_plan_without_seal_is_judged_by_its_figures() -> None:
    certificate = {key: value for key, value in DOCUMENTS[0]["certificate"].items() if key != "seal"}

    assert faults_of({**DOCUMENTS[0], "certificate": certificate}) == ()


def test_every_group_below_its_need_is_named_with_its_two_numbers() -> None:
    certificate = check(PROBLEM, allocate(PROBLEM))

    assert sum(short.missing for short in certificate.shortfalls) == certificate.cost == certificate.bound
    assert all(r.params["given"] == r.params["stock"] for s in certificate.shortfalls for r in s.reasons)


def test_a_plan_for_another_problem_is_refused() -> None:
    problem = read_problem(little())
    reader = ClaimReader(problem)
    claim = reader.read(DOCUMENTS[0])

    assert not check(problem, claim, tuple(reader.refusals)).is_sound
