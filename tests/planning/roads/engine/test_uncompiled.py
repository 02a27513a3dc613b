"""The kernels as plain Python give what the compiled ones give."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np

from tests.house.source import ROOT
from tests.planning.roads.engine.county import make_county
from tests.planning.roads.engine.test_reach import reach_of
from yixian.planning.roads.engine import tables
from yixian.planning.roads.engine.compiled import IS_COMPILED
from yixian.planning.roads.engine.metric import metric_of


def answers() -> str:
    """Return a digest of a table and of all closures of a small county."""
    graph = make_county(120, seed=4)
    ends = tables.at_nodes(np.arange(0, 120, 3, dtype=np.int32))
    reach = reach_of(graph, [0, 50], [3, 99, 120])
    losses = reach.each_alone(np.arange(int(graph.edge.max()) + 1))
    figures = *tables.sweep(metric_of(graph), ends, ends), *vars(losses).values(), reach.closed(np.array([1, 2])).goals
    return hashlib.sha256(b"".join(np.ascontiguousarray(part).tobytes() for part in figures)).hexdigest()


def test_it_works():
    code = "from tests.planning.roads.engine.test_uncompiled import *; print(answers(), IS_COMPILED)"
    words = {**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    done = subprocess.run([sys.executable, "-c", code], env=words, capture_output=True, text=True, check=True)
    assert IS_COMPILED
    assert done.stdout.split() == [answers(), "False"]


def test_without_a_compiler_tables_are_searched_plainly(monkeypatch):
    monkeypatch.setattr(tables, "IS_COMPILED", False)
    monkeypatch.setattr(tables, "metric_of", lambda graph: 1 / 0)
    nodes = np.arange(60, dtype=np.int32)
    assert tables.tables(make_county(60, seed=2), nodes, nodes)[0].shape == (60, 60)
