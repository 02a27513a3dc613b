"""The kernels as plain Python give the identical plans."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

SOLVE = """
import json, sys
from yixian.planning.rounds.kinds import open_problem
from yixian.planning.stop import Stop, silent
import yixian.planning.rounds.posting.solve as posting
import yixian.planning.rounds.screening.bound as screening
posting.PASSES = posting.FEWEST_PASSES = screening.PASSES = 4
question = open_problem(json.load(open(sys.argv[1], encoding="utf-8")), "")
document = question.solve(Stop(work_limit=2_000), 3, silent, "en")
assert question.check(document, "en").is_sound
print(json.dumps(document, sort_keys=True))
"""


def run(name: str, *, is_plain: bool) -> str:
    """Return the plan of a run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": "src", "NUMBA_DISABLE_JIT": "1" if is_plain else "0"}
    words = [sys.executable, "-c", SOLVE, f"tests/data/duty/posting/{name}.json"]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ["small_1", "round_60"])
def test_it_works(name: str) -> None:
    compiled, plain = run(name, is_plain=False), run(name, is_plain=True)

    assert json.loads(plain)["prices"]
    assert compiled == plain
