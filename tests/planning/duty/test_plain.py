"""The kernels as plain Python give the identical plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.planning.duty.little import DATA

SOLVE = """
import json, sys
from yixian.planning.duty.formats import plan_document
from yixian.planning.duty.read import read_problem
from yixian.planning.duty.solve import solve
from yixian.planning.duty.check import check
from yixian.planning.stop import Stop
import yixian.planning.duty.solve as solving
solving.FEWEST_PASSES = solving.MOST_PASSES = 20
problem = read_problem(json.load(open(sys.argv[1])))
plan = solve(problem, Stop(work_limit=20_000), seed=3)
document = plan_document(problem, plan, "")
assert check(problem, document).is_sound
print(json.dumps(document))
"""


def run(name: str, *, is_plain: bool) -> str:
    """Return the plan of a run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": "src", "NUMBA_DISABLE_JIT": "1" if is_plain else "0"}
    words = [sys.executable, "-c", SOLVE, str(DATA / f"{name}.json")]
    return subprocess.run(words, env=environment, capture_output=True, text=True, check=True).stdout


def test_it_works() -> None:
    compiled, plain = run("tiny_2", is_plain=False), run("tiny_2", is_plain=True)

    assert json.loads(plain)["assignments"]
    assert compiled == plain
