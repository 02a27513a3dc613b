"""The page in the docs shows what the commands really say."""

from __future__ import annotations

from pathlib import Path

from tests.planning.supplies.little import example
from yixian.planning.supplies.answers import say_reason
from yixian.planning.supplies.explain import Reasons
from yixian.planning.supplies.picture import draw
from yixian.planning.supplies.read import KEYS, read_problem
from yixian.planning.supplies.read_demands import DEMAND
from yixian.planning.supplies.read_nodes import NODE
from yixian.planning.supplies.solve import allocate, allocate_whole

PAGE = Path("docs/planners/supplies.md").read_text(encoding="utf-8")
TOWN = read_problem(example("town"))


def test_it_works() -> None:
    reasons = Reasons(TOWN, allocate(TOWN))

    for reason in (*reasons.groups(), *reasons.of_site(3)[:4]):
        assert say_reason(reason, "en") in PAGE


def test_the_picture_is_what_the_command_draws() -> None:
    drawn = Path("docs/planners/supplies-who.svg").read_text(encoding="utf-8")

    assert drawn == draw(TOWN, allocate_whole(TOWN), "en")


def test_every_key_of_the_format_is_described() -> None:
    known = {*KEYS, *NODE, *DEMAND} - {"note", "expected", "id"}
    basic = {"nodes", "carry", "demands", "tiers", "store", "day", "supply", "site", "tier", "min", "need", "arcs"}

    assert [key for key in sorted(known - basic) if f"`{key}`" not in PAGE] == []
