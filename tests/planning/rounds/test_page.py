"""The page in the docs shows what the commands really say, and describes every key."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from yixian.planning.rounds.kinds import open_problem
from yixian.planning.rounds.posting import read, read_staff
from yixian.planning.rounds.posting.verbs import Posting
from yixian.planning.rounds.screening import read as read_round
from yixian.planning.rounds.screening.verbs import Screening
from yixian.planning.stop import Stop, silent

DOCS, DATA = Path("docs/planners"), Path("tests/data/duty/posting")
PAGE = (DOCS / "rounds.md").read_text(encoding="utf-8")
SHOWN = {"small_1": (3_000_000, "rounds-who.svg"), "round_60": (400_000, "rounds-walks.svg")}


@cache
def shown(name: str) -> tuple[Posting | Screening, dict[str, Any]]:
    """Return a problem of the page and the plan that its command makes."""
    question = open_problem(json.loads((DATA / f"{name}.json").read_bytes()), "0" * 64)
    return question, question.solve(Stop(work_limit=SHOWN[name][0]), 0, silent, "en")


@pytest.mark.parametrize(("name", "subject", "n_lines"), [("small_1", (), 2), ("small_1", ("S0001",), 3)])
def test_it_works(name: str, subject: tuple[str, ...], n_lines: int) -> None:
    question, plan = shown(name)
    for sentence in question.explain(plan, subject).sentences("en")[:n_lines]:
        assert sentence in PAGE


def test_the_round_of_the_page_is_the_one_that_is_made() -> None:
    question, plan = shown("round_60")
    for sentence in question.explain(plan, ()).sentences("en"):
        assert sentence in PAGE


@pytest.mark.parametrize("name", [*SHOWN])
def test_the_picture_is_what_the_command_draws(name: str) -> None:
    question, plan = shown(name)

    assert question.draw(plan, "en") == (DOCS / SHOWN[name][1]).read_text(encoding="utf-8")


def test_every_key_of_both_formats_is_described() -> None:
    known = {*read.KEYS, *read.COMPOUND, *read.WEIGHTS, *read_staff.STAFF, *read_round.KEYS, *read_round.BUILDING}
    informative = {"format", "name", "township"}

    assert [key for key in sorted(known - informative) if f"`{key}`" not in PAGE] == []


def test_every_file_that_the_page_names_exists() -> None:
    for name in ("flow.py", "swaps.py", "bound.py", "teams.py", "check.py"):
        assert f"`{name}`" in PAGE
        assert (Path("src/yixian/planning/rounds/posting") / name).exists()
