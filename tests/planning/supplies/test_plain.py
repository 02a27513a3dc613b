"""The compiled kernels and the same functions as plain Python give the same plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.planning.supplies.little import DATA

CODE = """
import json, sys
from yixian.planning.supplies.read import read_problem
from yixian.planning.supplies.solve import allocate, allocate_whole
problem = read_problem(json.loads(open(sys.argv[1], encoding="utf-8").read()))
plans = [allocate(problem), allocate_whole(problem)]
print(json.dumps([[plan.amount.tolist(), plan.carried.tolist(), plan.total] for plan in plans]))
"""


def run(**environment: str) -> object:
    """Return the plans of the tiny example, made in a process of its own."""
    name = str(DATA / "alloc_example_tiny.json")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CODE, name],
        env={**os.environ, "PYTHONPATH": "src", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    value: object = json.loads(done.stdout)
    return value


def test_it_works() -> None:
    assert run() == run(NUMBA_DISABLE_JIT="1")
