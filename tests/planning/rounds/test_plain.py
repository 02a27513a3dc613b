"""The kernels as plain Python give the identical plans."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.planning.rounds.posting.made_up import county
from tests.planning.rounds.screening.little import town

SOLVE = """
import json, sys
from yixian.planning.rounds.kinds import open_problem
from yixian.planning.stop import Stop, silent
import yixian.planning.rounds.posting.solve as posting
import yixian.planning.rounds.screening.bound as screening
posting.PASSES = posting.FEWEST_PASSES = screening.PASSES = 4
question = open_problem(json.load(sys.stdin), "")
document = question.solve(Stop(work_limit=2_000), 3, silent, "en")
assert question.check(document, "en").is_sound
print(json.dumps(document, sort_keys=True))
"""


PROBLEMS = {"posting": county(24, 6, 4, 1), "screening": town(20, 3, 1)}


def run(name: str, *, is_plain: bool) -> str:
    """Return the plan of a run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": "src", "NUMBA_DISABLE_JIT": "1" if is_plain else "0"}
    words = [sys.executable, "-c", SOLVE]
    problem = json.dumps(PROBLEMS[name])
    return subprocess.run(words, input=problem, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", [*PROBLEMS])
def test_it_works(name: str) -> None:
    compiled, plain = run(name, is_plain=False), run(name, is_plain=True)

    assert json.loads(plain)["prices"]
    assert compiled == plain
