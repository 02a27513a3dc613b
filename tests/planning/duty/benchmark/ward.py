"""A ward that fits in a head: three people, a week, a day shift and a night that no day shift may follow."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from yixian.planning.duty.benchmark.formats import plan_document
from yixian.planning.duty.benchmark.problem import Ward, WardPlan
from yixian.planning.duty.benchmark.read import read_ward
from yixian.planning.duty.benchmark.rules import first_break
from yixian.planning.duty.benchmark.solve import solve
from yixian.planning.stop import Stop

DATA = Path("tests/data/duty/benchmark")
SHA = "0" * 64

TEXT = """# three people, a week
SECTION_HORIZON
7

SECTION_SHIFTS
D,480,
N,600,D

SECTION_STAFF
# ID, MaxShifts, MaxTotalMinutes, MinTotalMinutes, MaxConsecutive, MinConsecutive, MinDaysOff, MaxWeekends
何娟,D=7|N=1,2400,960,3,2,2,1
王秀,D=7|N=0,2400,960,3,2,2,0
赵成,D=7|N=7,2400,960,4,1,1,1

SECTION_DAYS_OFF
何娟,2

SECTION_SHIFT_ON_REQUESTS
赵成,0,N,3

SECTION_SHIFT_OFF_REQUESTS
王秀,1,D,2

SECTION_COVER
0,D,2,100,1
1,D,2,100,1
1,N,1,100,1
3,D,1,100,1
4,N,1,50,1
5,D,1,100,1
6,D,1,100,1
"""


def ward(*changes: tuple[str, str]) -> Ward:
    """Return the ward with some texts replaced."""
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_ward(text.encode())


@cache
def instance(number: int) -> Ward:
    """Return an instance of the benchmark."""
    return read_ward((DATA / f"Instance{number}.txt").read_bytes())


@cache
def planned(n_moves: int = 60_000) -> WardPlan:
    """Return a plan of the little ward, always the same."""
    return solve(ward(), Stop(work_limit=n_moves))


def document() -> dict[str, Any]:
    """Return that plan as its file holds it, to be changed at will."""
    value: dict[str, Any] = json.loads(json.dumps(plan_document(ward(), planned(), SHA)))
    return value


def lawful_rows(question: Ward, person: int) -> list[tuple[int, ...]]:
    """Return every lawful row of a person, from the rules as they are written."""
    rows = itertools.product(range(-1, len(question.shift_ids)), repeat=question.n_days)
    return [row for row in rows if first_break(question, person, list(row)) is None]


def least_cost(question: Ward) -> int:
    """Return the least cost of any roster by trying everything; all rows of the last person at once."""
    *others, last = (lawful_rows(question, person) for person in range(len(question.person_ids)))
    if not all(others) or not last:
        raise ValueError("empty: somebody has no lawful row")
    given = np.array(last)[:, :, None] == np.arange(len(question.shift_ids))
    own = np.where(given, question.off_wish[-1], question.on_wish[-1]).sum(axis=(1, 2))
    best = 10**9
    for rows in itertools.product(*others):
        above = np.array([*rows, [-1] * question.n_days])
        short = question.need - (question.count(above)[None] + given)
        cover = np.where(short > 0, short * question.under, -short * question.over).sum(axis=(1, 2))
        requests = np.where(
            above[:-1, :, None] == np.arange(len(question.shift_ids)), question.off_wish[:-1], question.on_wish[:-1]
        ).sum()
        best = min(best, int((cover + own).min() + requests))
    return best
