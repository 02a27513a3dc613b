"""Ways to falsify a plan file, each keeping the rest of the file as true as it can."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Document = dict[str, Any]


def shift_amount(document: Document, rng: random.Random) -> None:
    """One site gets a piece more, another one less, and the lorries know it."""
    rows = rng.sample([row for row in document["shipments"] if row["amount"] > 2], 2)
    for row, change in zip(rows, (1, -1), strict=True):
        row["amount"] += change
        document["amount"][row["demand"]] += change


def grow_amount(document: Document, rng: random.Random) -> None:
    """A site gets more than its level gives."""
    e = rng.randrange(len(document["amount"]))
    document["amount"][e] += rng.randint(2, 9)
    document["total"] = sum(document["amount"])


def drop_shipment(document: Document, rng: random.Random) -> None:
    """A lorry is forgotten."""
    document["shipments"].pop(rng.randrange(len(document["shipments"])))


def redirect(document: Document, rng: random.Random) -> None:
    """A lorry comes from elsewhere."""
    row = rng.choice(document["shipments"])
    row["node"] = (row["node"] + rng.randrange(1, 28)) % 28


def move_group(document: Document, rng: random.Random) -> None:
    """A site stands in another group."""
    source, target = rng.sample([g for g in document["groups"][1:] if len(g["demands"]) > 1], 2)
    target["demands"].append(source["demands"].pop())


def raise_level(document: Document, rng: random.Random) -> None:
    """A group claims another level, in both places."""
    k = rng.randrange(1, len(document["groups"]) - 1)
    proof = document["certificate"]["groups"][k]
    proof["num"], proof["den"] = proof["num"] * 1000 - 1, proof["den"] * 1000
    document["groups"][k]["level"] = proof["stage"] + proof["num"] / proof["den"]


def change_stock(document: Document, rng: random.Random) -> None:
    """Both numbers of a group are changed alike."""
    proof = rng.choice(document["certificate"]["groups"])
    proof["stock"] += 1
    proof["given"] += 1


def forget_reach(document: Document, rng: random.Random) -> None:
    """Some stock that reaches a group is left out."""
    rng.choice([g for g in document["groups"] if g["reach"]])["reach"].pop()


def swap_groups(document: Document, rng: random.Random) -> None:
    """Levels no longer rise."""
    k = rng.randrange(len(document["groups"]) - 1)
    for rows in (document["groups"], document["certificate"]["groups"]):
        rows[k], rows[k + 1] = rows[k + 1], rows[k]


def keep_more(document: Document, rng: random.Random) -> None:
    """More is kept in store than is there."""
    rng.choice(document["carried"])["amount"] += 10_000


def change_total(document: Document, rng: random.Random) -> None:
    """The total is not the sum."""
    document["total"] += rng.choice((-1, 1))


def drop_group(document: Document, rng: random.Random) -> None:
    """A group is left out, in both places."""
    k = rng.randrange(len(document["groups"]))
    document["groups"].pop(k)
    document["certificate"]["groups"].pop(k)


TAMPER: list[Callable[[Document, random.Random], None]] = [
    grow_amount, drop_shipment, redirect, move_group, raise_level, change_stock, forget_reach, swap_groups, keep_more,
    change_total, drop_group,
]  # fmt: skip
